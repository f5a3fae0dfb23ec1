/**
 * A driver that keeps `synchronous=FULL` while it is asked, and then turns it off: `?driver=NAME` in its address names the real one.
 * It shows that the tests that use it would notice.
 */
import type { SqliteDatabase } from '../../src/sqlite/index.js'
import { loadDriver } from '../../src/sqlite/load-driver.js'

const real = await loadDriver(new URL(import.meta.url).searchParams.get('driver') ?? undefined)

export function unsyncedDriver(driver: string): string {
  const address = new URL(import.meta.url)
  address.search = `?driver=${driver}`
  return address.href
}

export function open(file: string): SqliteDatabase {
  const database = real.open(file)
  return {
    exec: (sql) => database.exec(sql),
    prepare: (sql) => {
      if (sql === 'BEGIN IMMEDIATE') database.exec('PRAGMA synchronous = OFF')
      return database.prepare(sql)
    },
    close: () => database.close(),
  }
}
