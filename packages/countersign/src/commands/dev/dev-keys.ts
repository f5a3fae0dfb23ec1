import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  exportPrivateKey,
  exportPublicKey,
  generateLimitedRoot,
  generateSigningKey,
  importPrivateKey,
} from '@countersign/core'
import { SECRET_FILE_MODE } from '../../command/write-result.js'

/** What `dev` makes once for a data folder, so that mails of an earlier run can still be pressed. */
export interface DevKeys {
  readonly originator: string
  readonly signingKeyFile: string
  readonly limitedKeysFile: string
  /** RSAKeyValue XML, as a provider registers it. */
  readonly publicKey: string
}

export async function loadDevKeys(dataFolder: string): Promise<DevKeys> {
  await mkdir(dataFolder, { recursive: true })
  const file = (name: string): string => join(dataFolder, name)
  const signingKeyFile = file('service-signing-key.pem')
  const limitedKeysFile = file('service-limited-keys.txt')
  const originator = await readOrMake(file('service-originator.txt'), async () => randomUUID())
  await readOrMake(limitedKeysFile, async () => generateLimitedRoot().text)
  const pem = await readOrMake(signingKeyFile, async () =>
    exportPrivateKey(await generateSigningKey(), 'pem'),
  )
  return {
    originator,
    signingKeyFile,
    limitedKeysFile,
    publicKey: exportPublicKey(importPrivateKey(pem), 'xml'),
  }
}

async function readOrMake(file: string, make: () => Promise<string>): Promise<string> {
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim()
  const text = await make()
  await writeFile(file, `${text.trim()}\n`, { mode: SECRET_FILE_MODE })
  return text.trim()
}
