/** A visitor of a form that asks for more than a message: its fields by key, and what arrives of them. */
import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { openStand, type Stand } from './stand.ts'
import { visit } from './visitor.ts'

const usual = new Set(['id', 'site', 'message', 'email', 'locale', 'page'])

/** A stand for the tests of one file, and how to visit it; everything is closed when they end. */
export function aStand() {
  let stand!: Stand
  const contexts: { close(): Promise<void> }[] = []
  beforeAll(async () => {
    stand = await openStand()
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
    stand.reset()
  })
  afterAll(() => stand.close())

  return {
    get stand() {
      return stand
    },
    /** What the site's form asks for. */
    define: (form: object) =>
      stand.define({
        body: { site: 'demo', name: 'hidden', subject: 'hidden', contactEmail: 'help@example.com', ...form },
      }),
    /** How many files of the widget were fetched whose name begins like this. */
    chunks: (name: string) => stand.requests.filter((request) => request.includes(`/assets/${name}`)).length,
    visitor: async (html?: string, options?: BrowserContextOptions, headers?: Record<string, string>) => {
      const one = await visit(stand, html, options, headers)
      contexts.push(one.page.context())
      const root = one.page.locator('support-widget')
      return {
        ...one,
        field: (key: string) => root.locator('#field-' + key),
        topic: root.locator('#topic'),
        notice: root.locator('.notice'),
        links: () => root.locator('.notice a').allTextContents(),
        /** Sends, and returns what arrived, part by part, without what every message has. */
        send: async () => {
          await one.button('Send message').click()
          await one.sent.waitFor()
          return stand.bodies.at(-1)!.filter(([name]) => !usual.has(name))
        },
      }
    },
  }
}
