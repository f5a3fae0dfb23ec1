import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isLoopbackHost, isPrivateHost } from '../../src/issuers/host-kind.js'

const hostOf = (url: string): string => new URL(url).hostname

describe('isPrivateHost', () => {
  it('K09: sees address literals in every spelling, and local names', () => {
    const hosts = [
      'https://127.0.0.1',
      'https://10.0.0.1',
      'https://169.254.169.254',
      'https://0x7f.1',
      'https://2130706433',
      'https://0177.0.0.1',
      'https://[::1]',
      'https://[fd00::1]',
      'https://[::ffff:10.0.0.1]',
      'https://localhost',
      'https://issuer.localhost',
      'https://metadata',
      'https://metadata.google.internal',
      'https://printer.local',
      'https://nas.lan.',
    ]
    for (const url of hosts) assert.equal(isPrivateHost(hostOf(url)), true, url)
  })

  it('lets the real issuers pass', () => {
    for (const host of [
      'login.microsoftonline.com',
      'login.partner.microsoftonline.cn',
      'substrate.office.com',
    ]) {
      assert.equal(isPrivateHost(host), false)
    }
  })
})

describe('isLoopbackHost', () => {
  it('knows the loopback hosts and no look-alike', () => {
    for (const url of [
      'http://127.0.0.1:1',
      'http://127.8.9.1',
      'http://localhost',
      'http://[::1]:80',
      'http://0x7f.1',
    ]) {
      assert.equal(isLoopbackHost(hostOf(url)), true, url)
    }
    for (const url of [
      'http://127.0.0.1.evil.example',
      'http://localhost.evil.example',
      'http://10.0.0.1',
      'http://[::2]',
    ]) {
      assert.equal(isLoopbackHost(hostOf(url)), false, url)
    }
  })
})
