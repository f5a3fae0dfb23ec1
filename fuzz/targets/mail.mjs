import assert from 'node:assert/strict'
import PostalMime from 'postal-mime'
import { built } from '../support/built.mjs'
import { laterOutcomeOf, outcomeOf } from '../support/outcome.mjs'
import { readVector } from '../support/vectors.mjs'

const { parseMail } = await built('admission', 'index.js')
const { readMessage } = await built('admission', 'read/read-message.js')
const { ReadProblem } = await built('admission', 'read/read-problem.js')
const { parseMailboxes } = await built('admission', 'read/parse-mailboxes.js')
const { parseContentField } = await built('admission', 'read/parse-content-field.js')
const { normalizeAddress } = await built('core', 'address.js')

const HEAD =
  'From: Expenses <expenses@contoso.example>\r\nTo: <adele@contoso.example>\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\nDate: Mon, 08 Jun 2026 12:00:00 +0000\r\nMessage-ID: <1@contoso.example>\r\nMIME-Version: 1.0\r\n'
const alternative = `${HEAD}Content-Type: multipart/alternative; boundary="b1"\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Caf=C3=A9=\r\n</p>\r\n--b1--\r\n`
const mixed = `${HEAD}Content-Type: multipart/mixed; boundary=b2\r\n\r\n--b2\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+aGk8L3A+\r\n--b2\r\nContent-Type: message/rfc822\r\n\r\n${HEAD}\r\nnested\r\n--b2\r\nContent-Disposition: attachment; filename="a.html"\r\nContent-Type: text/html\r\n\r\n<b>x</b>\r\n--b2--\r\n`
const plain = `${HEAD}Content-Type: text/html; charset=windows-1252\r\n\r\n${readVector('cards/signed-mail.html')}`

const MAX_PARTS = 201

/** One strict reading or a refusal: the parts are pieces of the mail, and the HTML that counts is one that others see, too. */
async function checkMail(input) {
  const { value: mail } = await laterOutcomeOf(() => parseMail(input))
  const message = readOrUndefined(input)
  // The display adds nothing to what admission refuses to read, but what postal-mime cannot parse.
  if (message === undefined) assert.equal(mail, undefined)
  if (message === undefined || mail === undefined) return
  assert.ok(countParts(message.tree) <= MAX_PARTS)
  assert.equal(mail.headers.length, message.fields.length)
  for (const { key, name, value } of message.fields) {
    assert.equal(key, name.toLowerCase())
    assert.doesNotMatch(value, /[\0\r\n]/)
  }
  if (mail.html !== undefined && !/multipart|charset/i.test(input.toString('latin1')))
    await comparePostalMime(input, mail.html)
}

/** A mail of one part: postal-mime reads the same text, but for the line ends and what cannot be decoded. */
async function comparePostalMime(input, html) {
  const { html: other = '' } = await PostalMime.parse(input)
  const simple = (text) => text.replace(/\s+/g, '')
  // eslint-disable-next-line no-control-regex -- all of ASCII
  if (!/[^\x00-\x7f]/.test(html + other)) assert.equal(simple(html), simple(other))
}

function readOrUndefined(input) {
  try {
    return readMessage(input)
  } catch (error) {
    if (error instanceof ReadProblem) return undefined
    throw error
  }
}

function countParts(part) {
  return part.children.reduce((total, child) => total + countParts(child), 1)
}

function checkMailboxes(input) {
  const { value: mailboxes } = outcomeOf(() => parseMailboxes(input.toString('utf8')))
  for (const { address } of mailboxes ?? []) {
    assert.equal(normalizeAddress(address), address)
    assert.ok(input.toString('utf8').toLowerCase().includes(address), 'an address that nobody wrote')
  }
}

function checkContentField(input) {
  const field = parseContentField(input.toString('latin1'))
  if (field === undefined) return
  assert.match(field.value, /^[!-~]+$/)
  assert.equal(field.value, field.value.toLowerCase())
  for (const name of field.parameters.keys()) assert.match(name, /^[!-~]+$/)
  const spelt = [...field.parameters].map(([name, value]) => `;${name}="${value.replace(/[\\"]/g, '\\$&')}"`)
  assert.deepEqual(parseContentField(`${field.value}${spelt.join('')}`), field)
}

export const targets = [
  {
    name: 'mail',
    seeds: [alternative, mixed, plain, `${HEAD}\r\n`, '\r\n', 'a: b\r\n c\r\n\r\n'],
    dictionary: [
      '\r\n',
      '\r\n\r\n',
      '--b1',
      '--b1--',
      'Content-Type: ',
      'multipart/mixed; boundary=b1',
      'text/html',
      'charset=utf-7',
      'charset*=',
      'base64',
      'quoted-printable',
      '=\r\n',
      '=C3',
      '=?utf-8?b?',
      '?=',
      ' \t',
      '\0',
      '(',
      '"',
      'message/rfc822',
      'From: ',
      '<b>',
      '\xff',
    ],
    check: checkMail,
  },
  {
    name: 'mailboxes',
    seeds: [
      'Adele <adele@contoso.example>, "Vance, A." <b@x.example>',
      'group: a@x.example, b@x.example;',
      '=?utf-8?q?a=40b?= <c@x.example>',
      '"<a@x.example>" <b@x.example>',
      '(c) a@x.example',
    ],
    dictionary: [
      '<',
      '>',
      '"',
      ',',
      ';',
      ':',
      '@',
      '(',
      ')',
      '\\',
      '\\"',
      ' ',
      '\t',
      '=?utf-8?b?',
      '?=',
      '\u00e9',
      '\u00a0',
    ],
    check: checkMailboxes,
  },
  {
    name: 'content-field',
    seeds: [
      'text/html; charset="utf-8"',
      'multipart/mixed; boundary="a;b\\"c"',
      "attachment; filename*=utf-8''a; filename=b",
      'text/plain (c)',
    ],
    dictionary: [';', '=', '"', '\\', ' ', '\t', '(', ')', '*0=', '*=', ',', '/', 'charset', 'boundary'],
    check: checkContentField,
  },
]
