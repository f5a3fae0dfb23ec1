import { normalizeAddress } from '@countersign/core/tokens'
import { isCodedError } from '@countersign/core/errors'

export interface Mailbox {
  /** The display name as written: encoded words are not decoded, quotes are taken off. */
  readonly name: string
  /** In the one form in which addresses are compared: ASCII lower case. */
  readonly address: string
}

type Token =
  | { readonly kind: 'word' | 'quoted' | 'angle'; readonly text: string }
  | { readonly kind: 'comma' | 'group-start' | 'group-end' }

const ENCODED_WORD = /=\?[^?]*\?[bq]\?/i

/**
 * Reads an address list (RFC 5322 section 3.4) strictly. Undefined for anything that two readers may take for
 * different addresses: comments, unquoted addresses inside a display name, encoded words in an address, source
 * routes, non-ASCII addresses. Groups are unwrapped.
 */
export function parseMailboxes(text: string): Mailbox[] | undefined {
  const tokens = tokenize(text)
  if (!tokens) return undefined
  const mailboxes: Mailbox[] = []
  let entry: Token[] = []
  let inGroup = false
  for (const token of tokens) {
    switch (token.kind) {
      case 'group-start':
        if (inGroup || !isGroupName(entry)) return undefined
        inGroup = true
        entry = []
        break
      case 'group-end':
        if (!inGroup || !takeEntry(entry, mailboxes)) return undefined
        inGroup = false
        entry = []
        break
      case 'comma':
        if (!takeEntry(entry, mailboxes)) return undefined
        entry = []
        break
      default:
        entry.push(token)
    }
  }
  return !inGroup && takeEntry(entry, mailboxes) ? mailboxes : undefined
}

function isGroupName(entry: readonly Token[]): boolean {
  return entry.length > 0 && entry.every(isPhraseWord)
}

function takeEntry(entry: readonly Token[], mailboxes: Mailbox[]): boolean {
  if (entry.length === 0) return true
  const mailbox = readMailbox(entry)
  if (mailbox) mailboxes.push(mailbox)
  return mailbox !== undefined
}

function readMailbox(entry: readonly Token[]): Mailbox | undefined {
  const last = entry.at(-1)
  if (last?.kind === 'word' && entry.length === 1) return readAddress('', last.text)
  if (last?.kind !== 'angle') return undefined
  const phrase = entry.slice(0, -1)
  if (!phrase.every(isPhraseWord)) return undefined
  return readAddress(phrase.map((token) => token.text).join(' '), last.text)
}

function isPhraseWord(token: Token): token is Token & { readonly text: string } {
  return token.kind === 'quoted' || (token.kind === 'word' && !token.text.includes('@'))
}

function readAddress(name: string, text: string): Mailbox | undefined {
  if (ENCODED_WORD.test(text)) return undefined
  try {
    return { name, address: normalizeAddress(text) }
  } catch (error) {
    if (isCodedError(error)) return undefined
    throw error
  }
}

/** Words, quoted strings, `<…>`, commas, and a group's colon and semicolon. Undefined for comments and strays. */
function tokenize(text: string): Token[] | undefined {
  const tokens: Token[] = []
  const pattern = /[ \t]+|"((?:[^"\\]|\\.)*)"|<([^<>"()]*)>|([^\s"<>(),:;\\[\]]+)|(,)|(:)|(;)/uy
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text)
    if (!match) return undefined
    const [, quoted, angle, word, comma, colon, semicolon] = match
    if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted.replace(/\\(.)/gu, '$1') })
    else if (angle !== undefined) tokens.push({ kind: 'angle', text: angle.trim() })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else if (comma !== undefined) tokens.push({ kind: 'comma' })
    else if (colon !== undefined) tokens.push({ kind: 'group-start' })
    else if (semicolon !== undefined) tokens.push({ kind: 'group-end' })
  }
  return tokens
}
