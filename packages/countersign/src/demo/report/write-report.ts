import { writeFile } from 'node:fs/promises'
import type { PlayedStep } from '../transcript.js'
import { renderReport } from './render-report.js'

/** Writes the story as one page that needs nothing beside it. */
export async function writeReport(
  file: string,
  report: { readonly steps: readonly PlayedStep[]; readonly at: Date },
): Promise<void> {
  await writeFile(file, renderReport(report))
}
