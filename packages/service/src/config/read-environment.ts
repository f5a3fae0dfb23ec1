import { readFileSync } from 'node:fs'
import { environmentVariables, type EnvironmentName } from './environment-variables.js'

export type Environment = Readonly<Record<string, string | undefined>>

export type EnvironmentValues = ReadonlyMap<EnvironmentName, string>

/** Reads every known variable, and the files that `…_FILE` name. Adds to `problems` what can't be read. */
export function readEnvironment(
  env: Environment,
  readFile: (path: string) => string,
  problems: string[],
): EnvironmentValues {
  const values = new Map<EnvironmentName, string>()
  for (const { name, secret } of environmentVariables) {
    const value = secret ? readSecret(env, name, readFile, problems) : env[name]
    if (value !== undefined && value.trim() !== '') values.set(name, value.trim())
  }
  return values
}

function readSecret(
  env: Environment,
  name: EnvironmentName,
  readFile: (path: string) => string,
  problems: string[],
): string | undefined {
  const file = env[`${name}_FILE`]
  if (file === undefined || file === '') return env[name]
  if (env[name] !== undefined && env[name] !== '') {
    problems.push(`${name} and ${name}_FILE are both set: keep one of them.`)
    return undefined
  }
  try {
    return readFile(file)
  } catch (error) {
    problems.push(`${name}_FILE: the file cannot be read (${systemCodeOf(error)}).`)
    return undefined
  }
}

export function readTextFile(path: string): string {
  return readFileSync(path, 'utf8')
}

function systemCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unreadable'
}
