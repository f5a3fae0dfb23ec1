import type { AdmissionFindingCode } from '../findings/finding-catalog.js'

/** Why a mail, or a part of it, is not read on. It stays inside the package: a step turns it into a finding. */
export class ReadProblem extends Error {
  override readonly name = 'ReadProblem'
  readonly code: AdmissionFindingCode

  constructor(code: AdmissionFindingCode, message: string) {
    super(message)
    this.code = code
  }
}
