import assert from 'node:assert/strict'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { describeLinkStoreContract, type LinkStoreUnderTest } from '../../src/contract/index.js'
import { hash } from '../../src/contract/contract-fixture.js'
import { createSqliteLinkStore, type NewPendingLink } from '../../src/links/index.js'
import { createSqliteLedger } from '../../src/sqlite/index.js'
import { makeFolder, skipReason, type DriverName } from '../sqlite/sqlite-fixture.js'

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await makeFolder()
  try {
    await use(folder.path)
  } finally {
    await folder.remove()
  }
}

const SECRET_URL = 'https://outlook.office.com/connectors/adele/SECRET-GUID/postAuthenticate'

function pendingOf(state: string): NewPendingLink {
  return {
    stateHash: hash(state),
    actorKey: hash('adele'),
    actor: {},
    redirectUrl: SECRET_URL,
    lifetimeMs: 60_000,
  }
}

for (const driver of ['libsql', 'node:sqlite'] as const) {
  const skip = await skipReason(driver)
  if (skip === false) {
    describeLinkStoreContract(
      { describe, it },
      { name: `SQLite on ${driver}`, create: () => createUnderTest(driver) },
    )
  } else {
    describe(`SQLite on ${driver}`, () => {
      it('passes the link store contract', { skip })
    })
  }
}

async function createUnderTest(driver: DriverName): Promise<LinkStoreUnderTest> {
  const folder = await makeFolder()
  let now = 1_000_000
  const open = () => createSqliteLinkStore({ file: join(folder.path, 'links.db'), driver, now: () => now })
  const store = await open()
  return {
    store,
    reopen: open,
    clock: { advance: (ms) => void (now += ms) },
    dispose: async () => {
      await store.close()
      await folder.remove()
    },
  }
}

describe('SQLite link store', () => {
  it('O06: connections that share the file complete one state once', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'links.db')
      const stores = await Promise.all(Array.from({ length: 4 }, () => createSqliteLinkStore({ file })))
      await stores[0]?.begin(pendingOf('s'))
      const ends = await Promise.all(
        stores.map((store, index) =>
          store.complete(hash('s'), { account: `account-${String(index)}`, lifetimeMs: 60_000 }),
        ),
      )
      assert.equal(ends.filter((end) => end !== undefined).length, 1)
      await Promise.all(stores.map((store) => store.close()))
    })
  })

  it('lies in a file of mode 600, and what is over is not left in it', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'links.db')
      const store = await createSqliteLinkStore({ file })
      await store.begin(pendingOf('s'))
      assert.ok((await readFile(file)).includes('SECRET-GUID'))
      await store.complete(hash('s'), { account: 'a', lifetimeMs: 60_000 })
      await store.close()
      assert.equal((await stat(file)).mode & 0o777, 0o600)
      assert.ok(!(await readFile(file)).includes('SECRET-GUID'))
    })
  })

  it('refuses a ledger, another file, and a folder that is not there', async () => {
    await withFolder(async (folder) => {
      const ledger = await createSqliteLedger({ file: join(folder, 'ledger.db') })
      await ledger.close()
      await writeFile(join(folder, 'text.db'), 'no database at all, and long enough to be read as a header')
      const open = (file: string) => createSqliteLinkStore({ file: join(folder, file) })
      await assert.rejects(open('ledger.db'), { code: 'ERR_LEDGER_FILE' })
      await assert.rejects(open('text.db'), { code: 'ERR_LINK_STORE' })
      await assert.rejects(open('no/such/folder.db'), {
        code: 'ERR_LEDGER_FILE',
        message: /cannot be used as a link store/,
      })
    })
  })
})
