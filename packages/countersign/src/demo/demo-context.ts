import type { Emulator } from '@countersign/emulator'
import type { ExampleService } from './example-service.js'

export interface DemoContext {
  readonly emulator: Emulator
  readonly example: ExampleService
}
