import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** On the disk that the system's temporary files are on: what a commit costs depends on it. */
export async function withTemporaryFolder(use) {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
