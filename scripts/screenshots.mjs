// Takes the README's screenshots from the running demo, with Chromium (CHROMIUM_PATH, or one on the PATH):
//
//   node scripts/screenshots.mjs     writes docs/images/*.png
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const images = join(root, 'docs', 'images')
const size = { width: 1400, height: 860 }

const { launchChromium } = await import(join(root, 'packages/countersign/dist/test/browser/chromium.js'))
mkdirSync(images, { recursive: true })
const demo = spawn(process.execPath, ['packages/countersign/bin/countersign.mjs', 'demo', '--no-open'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const browser = await launchChromium()
  try {
    const page = await browser.newPage({ viewport: size, colorScheme: 'light', reducedMotion: 'reduce' })
    await page.goto(await address(demo.stdout))
    await takeInbox(page)
    await takeAttempt(page)
    await takeWithheld(page)
    await takeChannel(page)
  } finally {
    await browser.close()
  }
} finally {
  const ended = new Promise((resolve) => demo.once('exit', resolve))
  demo.kill('SIGINT')
  await ended
}

/** Adele has pressed: the refreshed card, and every check on the wire. */
async function takeInbox(page) {
  await page.getByRole('option').filter({ hasText: 'Expense 1234: 120.00 EUR' }).first().click()
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await page.locator('.payments-count').filter({ hasText: '2' }).waitFor()
  await page.getByText('paid', { exact: true }).first().waitFor()
  await take(page, 'inbox')
}

async function takeAttempt(page) {
  await page.getByRole('button', { name: 'Kill the service in mid-action' }).click()
  await page.locator('.attempt-outcome[data-ok=true]').waitFor()
  await take(page, 'try-to-break-it')
  await page.getByRole('button', { name: 'Close the outcome' }).click()
}

async function takeWithheld(page) {
  await page.getByRole('option').filter({ hasText: 'Urgent: expense 1234' }).first().click()
  await page.getByText('Adaptive card signature validation failed').first().waitFor()
  await take(page, 'forged-mail')
}

/** Adele has pressed in the channel: what the card came to stays with it. */
async function takeChannel(page) {
  await page.getByRole('option').filter({ hasText: 'Expense 1236' }).first().click()
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await page.getByText('Recorded.').first().waitFor()
  await page.getByText('paid', { exact: true }).first().waitFor()
  await take(page, 'channel')
}

async function take(page, name) {
  await page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled' })
  console.log(`docs/images/${name}.png`)
}

/** The stream is left open: a demo that nobody listens to any more ends. */
function address(stdout) {
  let text = ''
  return new Promise((resolve, reject) => {
    stdout.on('data', (chunk) => {
      text += chunk
      const found = /ready: (\S+)\n/.exec(text)
      if (found) resolve(found[1])
    })
    stdout.on('end', () => reject(new Error(`The demo ended before it was ready:\n${text}`)))
  })
}
