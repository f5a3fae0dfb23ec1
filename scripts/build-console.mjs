// Builds the inbox page: packages/console/src/page → packages/console/dist/page, with hashed names and a .br and a .gz
// beside every file. Fails where the first load is larger than the limit.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { webDarkTheme, webLightTheme } from '@fluentui/tokens'
import { rolldown } from 'rolldown'

/** What a browser loads before it shows the inbox, compressed; bytes. */
const FIRST_LOAD_LIMIT = 250_000

const source = join(dirname(fileURLToPath(import.meta.url)), '..', 'packages', 'console', 'src', 'page')
const target = join(source, '..', '..', 'dist', 'page')

const script = await buildScript()
const style = buildStyle()
const names = { script: nameOf('page', 'js', script), style: nameOf('page', 'css', style) }
const page = readFileSync(join(source, 'index.html'), 'utf8')
  .replace(/\s*<!--[\s\S]*?-->/g, '')
  .replace('%SCRIPT%', `/assets/${names.script}`)
  .replace('%STYLE%', `/assets/${names.style}`)

rmSync(target, { recursive: true, force: true })
mkdirSync(join(target, 'assets'), { recursive: true })
const files = [
  ['index.html', page],
  [`assets/${names.script}`, script],
  [`assets/${names.style}`, style],
]
const sizes = files.map(([name, text]) => write(name, text))
const firstLoad = sizes.reduce((sum, { gz }) => sum + gz, 0)
const brotli = sizes.reduce((sum, { br }) => sum + br, 0)
console.error(
  `console: first load ${kB(firstLoad)} gzip, ${kB(brotli)} brotli (limit ${kB(FIRST_LOAD_LIMIT)})`,
)
if (firstLoad > FIRST_LOAD_LIMIT) {
  console.error('console: the first load is over its limit.')
  process.exit(1)
}

async function buildScript() {
  const bundle = await rolldown({
    input: join(source, 'main.tsx'),
    platform: 'browser',
    tsconfig: join(source, 'tsconfig.json'),
    transform: {
      jsx: { runtime: 'automatic' },
      target: 'es2022',
      define: { 'process.env.NODE_ENV': '"production"' },
    },
    plugins: [onlyEnglish()],
    onLog(level, log, handler) {
      // A warning of the bundler is a mistake in the page, but for the directives of React's server parts.
      if (level === 'warn' && log.code !== 'MODULE_LEVEL_DIRECTIVE') handler('error', log)
    },
  })
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting: false })
  await bundle.close()
  return output[0].code
}

/** The accessible parts bring their texts in thirty languages; the page is in English. */
function onlyEnglish() {
  return {
    name: 'only-english',
    load: {
      filter: { id: /[\\/]intl[\\/](?:[^\\/]+[\\/])?[a-z]{2}-[A-Z]{2}\.mjs$/ },
      handler(id) {
        return basename(id) === 'en-US.mjs' ? null : 'export default {}'
      },
    },
  }
}

/** The page's own style sheets in the order of their names, and of the design's tokens those that they use. */
function buildStyle() {
  const folder = join(source, 'styles')
  const own = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
  const script = readFileSync(join(source, 'card', 'host-config.ts'), 'utf8')
  const used = [
    ...new Set(
      [
        ...`${own}\n${script}`.matchAll(
          /['(-]-?((?:color|font|border|shadow|spacing|lineHeight|duration|curve|strokeWidth)[A-Za-z0-9]+)/g,
        ),
      ].map(([, name]) => name),
    ),
  ]
    .filter((name) => Object.hasOwn(webLightTheme, name))
    .sort()
  const declare = (theme) => used.map((name) => `--${name}:${theme[name]};`).join('')
  const differing = used.filter((name) => webLightTheme[name] !== webDarkTheme[name])
  const dark = differing.map((name) => `--${name}:${webDarkTheme[name]};`).join('')
  const tokens = `:root{color-scheme:light dark;${declare(webLightTheme)}}@media (prefers-color-scheme:dark){:root{${dark}}}`
  return `${tokens}\n${own}`
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\n\s*/g, '\n')
    .replace(/\n+/g, '\n')
}

function nameOf(name, extension, text) {
  return `${name}-${createHash('sha256').update(text).digest('hex').slice(0, 10)}.${extension}`
}

function write(name, text) {
  const bytes = Buffer.from(text)
  const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
  const gz = gzipSync(bytes, { level: 9 })
  writeFileSync(join(target, name), bytes)
  writeFileSync(join(target, `${name}.br`), br)
  writeFileSync(join(target, `${name}.gz`), gz)
  return { br: br.length, gz: gz.length }
}

function kB(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`
}
