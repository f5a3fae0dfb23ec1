import { CountersignTypeError } from '@countersign/core/errors'
import type { Finding } from '@countersign/core'
import type { AdmissionContext } from './admission.js'
import type { Facts, Step, StepResult } from './facts.js'
import { makeFinding } from './findings/make-finding.js'

export interface PipelineResult {
  readonly facts: Facts
  readonly findings: readonly Finding[]
}

/** Runs the steps in order; each sees the facts of those before it. A step that breaks withholds the card. */
export async function runPipeline(
  steps: readonly (readonly [name: string, step: Step])[],
  raw: Uint8Array,
  context: AdmissionContext,
): Promise<PipelineResult> {
  let facts: Facts = { raw }
  const findings: Finding[] = []
  for (const [name, step] of steps) {
    const startedAt = performance.now()
    const result = await runStep(name, step, facts, context)
    context.onStep?.(result.findings, performance.now() - startedAt)
    findings.push(...result.findings)
    facts = { ...facts, ...result.facts }
  }
  return { facts, findings }
}

async function runStep(
  name: string,
  step: Step,
  facts: Facts,
  context: AdmissionContext,
): Promise<StepResult> {
  try {
    return await step(facts, context)
  } catch (error) {
    if (error instanceof CountersignTypeError) throw error
    const kind = error instanceof Error ? error.name : typeof error
    return { findings: [makeFinding('ADMISSION_STEP_FAILED', `The step ${name} failed (${kind}).`)] }
  }
}
