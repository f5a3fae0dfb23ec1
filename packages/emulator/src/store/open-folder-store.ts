import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CountersignError } from '@countersign/core'
import { makeStarttlsCertificate } from '../smtp/make-starttls-certificate.js'
import { EXCHANGE_KEY_STAGES } from '../exchange/exchange-keys.js'
import { generateSigningKeyPem, type MakeKey, type SigningKeyPem } from '../issuers/signing-key.js'
import type { Certificate, DataStore } from './data-store.js'
import { createFolderMessageStore } from './folder-message-store.js'
import { lockFolder } from './folder-lock.js'
import { removeRunningFile, writeRunningFile } from './running-file.js'
import { writeFileAtomically } from './write-file-atomically.js'

/**
 * Opens or makes a data folder (mode 700): `keys/`, `mails/`, `providers.json`, `channels.json`, and `emulator.json` while it runs.
 *
 * @throws CountersignError ERR_EMULATOR_DATA_FOLDER, ERR_EMULATOR_ALREADY_RUNNING
 */
export async function openFolderStore(dataDir: string, makeKey?: MakeKey): Promise<DataStore> {
  const mails = join(dataDir, 'mails')
  const keys = join(dataDir, 'keys')
  try {
    await mkdir(mails, { recursive: true, mode: 0o700 })
    await mkdir(keys, { recursive: true, mode: 0o700 })
    // The folder lies in somebody's project: its keys and mails must not be committed.
    await writeFile(join(dataDir, '.gitignore'), '*\n')
  } catch (error) {
    throw new CountersignError('ERR_EMULATOR_DATA_FOLDER', `${dataDir} cannot be written.`, { cause: error })
  }
  const unlock = await lockFolder(dataDir)
  try {
    const providersFile = join(dataDir, 'providers.json')
    const rotatedFile = join(keys, 'rotated.json')
    const stageFile = join(keys, 'exchange-stage.json')
    const stage = await readJson(stageFile, 'first')
    const providers = await readJson(providersFile, [])
    const channelsFile = join(dataDir, 'channels.json')
    const channels = await readJson(channelsFile, [])
    // Keys are made on the thread pool, and none of them needs another.
    const [first, second, exchangeFirst, exchangeSecond, certificate] = await Promise.all([
      openKey(keys, 'signing-1', 'platform', makeKey),
      openKey(keys, 'signing-2', 'platform', makeKey),
      openKey(keys, 'exchange-1', 'exchange', makeKey),
      openKey(keys, 'exchange-2', 'exchange', makeKey),
      openCertificate(keys, makeKey),
    ])
    return {
      messages: createFolderMessageStore(mails),
      keys: [first, second],
      certificate,
      providers: Array.isArray(providers) ? providers : [providers],
      channels: Array.isArray(channels) ? channels : [channels],
      exchangeKeys: [exchangeFirst, exchangeSecond],
      exchangeStage: EXCHANGE_KEY_STAGES.find((each) => each === stage) ?? 'first',
      rotated: (await readJson(rotatedFile, false)) === true,
      saveProviders: (list) => writeFileAtomically(providersFile, `${JSON.stringify(list, null, 2)}\n`),
      saveChannels: (list) => writeFileAtomically(channelsFile, `${JSON.stringify(list, null, 2)}\n`),
      saveRotated: () => writeFileAtomically(rotatedFile, 'true\n'),
      saveExchangeStage: (reached) => writeFileAtomically(stageFile, `${JSON.stringify(reached)}\n`),
      announce: (running) => writeRunningFile(dataDir, running),
      close: async () => {
        await removeRunningFile(dataDir)
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

async function openKey(
  folder: string,
  name: string,
  use: 'platform' | 'exchange',
  makeKey?: MakeKey,
): Promise<SigningKeyPem> {
  const privateKey = await readText(join(folder, `${name}.pem`))
  const certificate = await readText(join(folder, `${name}.crt`))
  if (privateKey !== undefined && certificate !== undefined) return { privateKey, certificate }
  const made = await generateSigningKeyPem(use, makeKey)
  await writeFileAtomically(join(folder, `${name}.crt`), made.certificate)
  await writeFileAtomically(join(folder, `${name}.pem`), made.privateKey)
  return made
}

async function openCertificate(folder: string, makeKey?: MakeKey): Promise<Certificate> {
  const key = await readText(join(folder, 'starttls.pem'))
  const cert = await readText(join(folder, 'starttls.crt'))
  if (key !== undefined && cert !== undefined) return { key, cert }
  const made = await makeStarttlsCertificate(makeKey)
  await writeFileAtomically(join(folder, 'starttls.crt'), made.cert)
  await writeFileAtomically(join(folder, 'starttls.pem'), made.key)
  return made
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new CountersignError('ERR_EMULATOR_DATA_FOLDER', `${file} cannot be read.`, { cause: error })
  }
}

async function readJson(file: string, missing: unknown): Promise<unknown> {
  const text = await readText(file)
  if (text === undefined) return missing
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CountersignError('ERR_EMULATOR_DATA_FOLDER', `${file} is not JSON.`, { cause: error })
  }
}
