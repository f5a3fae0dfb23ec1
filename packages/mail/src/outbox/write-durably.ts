import { randomUUID } from 'node:crypto'
import { link, open, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A mail is private, and a card's token in it more so. */
const FILE_MODE = 0o600

/**
 * Writes beside the target, flushes, then renames: a reader sees the whole file or none.
 * With `exclusive` an existing target stays as it is and `EEXIST` is thrown.
 */
export async function writeDurably(
  target: string,
  data: Uint8Array | string,
  { exclusive }: { readonly exclusive: boolean },
): Promise<void> {
  const temporary = join(dirname(target), `.${randomUUID()}.tmp`)
  try {
    const file = await open(temporary, 'wx', FILE_MODE)
    try {
      await file.writeFile(data)
      await file.sync()
    } finally {
      await file.close()
    }
    // A hard link fails where a rename would overwrite.
    if (exclusive) await link(temporary, target)
    else await rename(temporary, target)
  } finally {
    await unlink(temporary).catch(ignoreMissing)
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
}
