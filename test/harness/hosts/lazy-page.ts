/** A page and a site for which everything of the widget has to be loaded, and how to act in it. */
import type { Page } from 'playwright-core'
import { createChallenges } from '../../../proxy/admission/challenge.ts'
import { script } from './host-pages.ts'

const HOLDER = { site: 'demo', origin: 'http://localhost', host: 'support.example' }
const challenges = createChallenges('a-secret-of-the-proxy', Date.now)

/** Work of the smallest kind. */
export const aChallenge = () => challenges.issue(HOLDER, 1, false)

/** A site that asks for every part there is. */
export const wholeDefinition = async () => ({
  site: 'demo',
  name: 'hidden',
  subject: 'hidden',
  topic: 'optional',
  topics: [{ key: 'order', label: 'An order' }],
  fields: [{ key: 'number', type: 'text', label: 'Number' }],
  files: { max: 3, maxBytes: 5_000_000, types: ['image/*'] },
  consent: { mode: 'notice', text: 'We read it.', version: 'v1' },
  reply: { within: 8 },
  facts: ['title'],
  challenge: await aChallenge(),
})

/** Changes no behaviour of `fetch`, but is not the browser's: a way past it is loaded. */
export const WRAPPED = script('const own = fetch; fetch = (...request) => own(...request)')

/** Lets all that is waited for seconds come four times as soon: sooner, files would count as late on a busy machine. */
export const SOON = script(`
  const soon = (ms) => (ms >= 3000 ? ms / 4 : ms)
  const { timeout } = AbortSignal
  AbortSignal.timeout = (ms) => timeout.call(AbortSignal, soon(ms))
  const later = setTimeout
  setTimeout = (run, ms, ...more) => later(run, soon(ms), ...more)`)

/** What the visitor writes. */
export const TEXT = 'Written between two files'

/** Runs the body of a function that may wait. */
export const run = (page: Page, code: string) => page.evaluate(`(async () => { ${code} })()`)

/** What the page's own scripts ask of the widget. */
export const command = (page: Page, ...words: unknown[]) =>
  page.evaluate((given) => void (window.SupportWidget as (...all: unknown[]) => unknown)(...given), words)

/** The browser has run the file that it was given, and drawn what came of it. */
export const settled = (page: Page, address: string) =>
  run(
    page,
    `await import('${address}').catch(() => {})
     await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))`,
  )

/** Beside what the browser itself says of a file that does not come. */
export const isOurs = (text: string) => !text.startsWith('Failed to load resource')
