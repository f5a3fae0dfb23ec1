/**
 * The named references that yield ASCII. All others yield characters that neither a JWS nor any attribute value
 * this module looks for can hold, so they are left as they stand.
 */
const NAMED: Readonly<Record<string, string>> = {
  Tab: '\t',
  NewLine: '\n',
  excl: '!',
  quot: '"',
  QUOT: '"',
  num: '#',
  dollar: '$',
  percnt: '%',
  amp: '&',
  AMP: '&',
  apos: "'",
  lpar: '(',
  rpar: ')',
  ast: '*',
  midast: '*',
  plus: '+',
  comma: ',',
  period: '.',
  sol: '/',
  colon: ':',
  semi: ';',
  lt: '<',
  LT: '<',
  equals: '=',
  gt: '>',
  GT: '>',
  quest: '?',
  commat: '@',
  lsqb: '[',
  lbrack: '[',
  bsol: '\\',
  rsqb: ']',
  rbrack: ']',
  Hat: '^',
  lowbar: '_',
  UnderBar: '_',
  grave: '`',
  DiacriticalGrave: '`',
  lcub: '{',
  lbrace: '{',
  verbar: '|',
  vert: '|',
  VerticalLine: '|',
  rcub: '}',
  rbrace: '}',
  fjlig: 'fj',
}

/** What `&#128;` to `&#159;` mean: windows-1252 (WHATWG HTML, "numeric character reference end state"). */
const WINDOWS_1252 =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F' +
  '\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178'

const REFERENCE = /&(?:#[xX]([0-9a-fA-F]+);?|#([0-9]+);?|([A-Za-z]+);|(amp|lt|gt|quot|AMP|LT|GT|QUOT))/g

/** Decodes character references in text or, by the stricter rule for the missing semicolon, in an attribute. */
export function decodeCharacterReferences(text: string, where: 'text' | 'attribute'): string {
  if (!text.includes('&')) return text
  return text.replace(
    REFERENCE,
    (all: string, hex?: string, decimal?: string, named?: string, bare?: string, ...rest: unknown[]) => {
      if (hex !== undefined) return decodeNumber(Number.parseInt(hex, 16))
      if (decimal !== undefined) return decodeNumber(Number.parseInt(decimal, 10))
      if (named !== undefined)
        return Object.hasOwn(NAMED, named) ? (NAMED[named] ?? all) : decodePrefix(all, where)
      if (bare === undefined) return all
      const next = text.charAt(Number(rest[0]) + all.length)
      return where === 'attribute' && /[=0-9A-Za-z]/.test(next) ? all : (NAMED[bare] ?? all)
    },
  )
}

/** `&ltfoo;` in text is `<foo;`: the longest known name counts. In an attribute it stays as it is. */
function decodePrefix(all: string, where: 'text' | 'attribute'): string {
  const prefix = /^&(amp|lt|gt|quot|AMP|LT|GT|QUOT)/.exec(all)?.[1]
  if (where === 'attribute' || prefix === undefined) return all
  return (NAMED[prefix] ?? '') + all.slice(prefix.length + 1)
}

function decodeNumber(code: number): string {
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\uFFFD'
  if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252.charAt(code - 0x80)
  return String.fromCodePoint(code)
}
