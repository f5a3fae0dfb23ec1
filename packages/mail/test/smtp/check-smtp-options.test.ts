import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkSmtpOptions, isLoopback } from '../../src/smtp/check-smtp-options.js'

describe('checkSmtpOptions', () => {
  it('reads a URL with percent-encoded user and password', () => {
    const checked = checkSmtpOptions('smtp://us%40er:p%3Aa%2Fss@mail.example:2525')
    assert.deepEqual(checked.login, { user: 'us@er', password: 'p:a/ss' })
    assert.equal(checked.host, 'mail.example')
    assert.equal(checked.port, 2525)
  })

  it('takes the ports of RFC 8314 by default', () => {
    assert.equal(checkSmtpOptions('smtp://mail.example').port, 587)
    assert.equal(checkSmtpOptions('smtps://mail.example').port, 465)
  })

  it('asks for TLS everywhere but on this machine', () => {
    const securityOf = (url: string) => checkSmtpOptions(url).security
    assert.equal(securityOf('smtp://mail.example'), 'starttls')
    assert.equal(securityOf('smtp://mail.example?allowCleartext=true'), 'starttls-if-offered')
    assert.equal(securityOf('smtp://mail.example?allowCleartext=false'), 'starttls')
    assert.equal(securityOf('smtp://mail.example:465'), 'tls')
    assert.equal(securityOf('smtps://mail.example:2465'), 'tls')
    assert.equal(securityOf('smtps://127.0.0.1'), 'tls')
    for (const host of ['127.0.0.1', '127.9.9.9', 'localhost', '[::1]'])
      assert.equal(securityOf(`smtp://${host}:25`), 'none')
    assert.equal(checkSmtpOptions({ host: '127.0.0.1', security: 'starttls' }).security, 'starttls')
  })

  it('takes no look-alike for a loopback address', () => {
    for (const host of [
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '128.0.0.1',
      '::2',
      'notlocalhost',
      '0.0.0.0',
    ])
      assert.equal(isLoopback(host), false, host)
  })

  it('lists all problems at once', () => {
    assert.throws(
      () =>
        checkSmtpOptions({
          host: 'a b',
          port: 0,
          user: 'u',
          maxConnections: 0,
          connectTimeoutMs: 1.5,
          idleTimeoutMs: -1,
          clientName: 'x\r\ny',
        }),
      (error: Error & { code?: string; problems?: string[] }) =>
        error.code === 'ERR_MAIL_OPTIONS' && error.problems?.length === 7,
    )
  })

  it('H05: repeats nothing of a wrong URL', () => {
    for (const url of [
      'http://u:SECRET@mail.example',
      'smtp://u:SECRET@',
      'SECRET',
      'smtp://u:SECRET@h.example/path',
      'smtp://u:SECRET%ZZ@h.example',
      'smtp://u:SECRET@h.example?tls.rejectUnauthorized=false',
      'smtp://:SECRET@h.example',
    ])
      assert.throws(
        () => checkSmtpOptions(url),
        (error: Error & { code?: string }) =>
          error.code === 'ERR_MAIL_OPTIONS' && !`${error.message}${error.stack ?? ''}`.includes('SECRET'),
        url,
      )
  })
})
