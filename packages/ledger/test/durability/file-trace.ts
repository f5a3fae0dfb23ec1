/** One call that touched a file, with its place in the order of all that began and ended. */
export interface FileEvent {
  readonly call: 'write' | 'sync'
  readonly path: string
  /** As strace prints it: text stands in it as it is. */
  readonly data: string
  readonly began: number
  readonly ended: number
}

// `PID call(FD<PATH>, …) = RESULT`, or in two lines with `<unfinished ...>` and `<... call resumed>` in between.
const whole = /^(\d+) +(\w+)\(\d+<([^>]*)>(.*)\) += (-?\d+)/
const begun = /^(\d+) +(\w+)\(\d+<([^>]*)>(.*) <unfinished \.\.\.>$/
const resumed = /^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (-?\d+)/

/** Reads what strace wrote; calls that failed, or that no result is known of, are left out. */
export function readFileTrace(lines: readonly string[]): FileEvent[] {
  const events: FileEvent[] = []
  const open = new Map<string, { path: string; data: string; began: number }>()
  for (const [index, line] of lines.entries()) {
    const start = begun.exec(line)
    if (start) {
      const [, pid = '', , path = '', data = ''] = start
      open.set(pid, { path, data, began: index })
      continue
    }
    const end = resumed.exec(line)
    const pid = end?.[1] ?? ''
    const earlier = open.get(pid)
    if (end && earlier) {
      open.delete(pid)
      if (Number(end[4]) >= 0) events.push({ call: kindOf(end[2]), ...earlier, ended: index })
      continue
    }
    const [, , name, path, data = '', result] = whole.exec(line) ?? []
    if (path !== undefined && Number(result) >= 0)
      events.push({ call: kindOf(name), path, data, began: index, ended: index })
  }
  return events
}

function kindOf(name: string | undefined): FileEvent['call'] {
  return name === 'fsync' || name === 'fdatasync' || name === 'msync' ? 'sync' : 'write'
}
