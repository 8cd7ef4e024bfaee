/** A visitor of a form that asks for more than a message: its fields by key, and what arrives of them. */
import type { BrowserContextOptions } from 'playwright-core'
import { rules } from './file-visitor.ts'
import { addressOf, useFakeProxy } from './fake-proxy.ts'
import { visit } from './visitor.ts'

const CHOICES = ['One', 'Another with quite a long label that has to go on to a second line'].map(
  (label, at) => ({
    value: 'v' + at,
    label,
  }),
)
/** A form that asks for everything: a field of each kind, files, consent. */
export const everything = {
  topic: 'required',
  topics: [{ key: 'order', label: 'An order' }],
  fields: [
    {
      key: 'text',
      type: 'text',
      label: 'Order number',
      hint: 'On the invoice',
      required: true,
      maxLength: 12,
    },
    {
      key: 'area',
      type: 'textarea',
      label: 'What happened before that, and what did you expect?',
      required: true,
    },
    { key: 'url', type: 'url', label: 'Page' },
    { key: 'tel', type: 'tel', label: 'Phone', required: true },
    { key: 'number', type: 'number', label: 'Seats', min: 1, required: true },
    { key: 'date', type: 'date', label: 'Day', required: true },
    { key: 'plan', type: 'select', label: 'Plan', required: true, options: CHOICES },
    { key: 'how', type: 'radio', label: 'How?', hint: 'A hint', required: true, options: CHOICES },
    { key: 'many', type: 'checkboxes', label: 'Many', options: CHOICES },
    { key: 'ok', type: 'checkbox', label: 'All right', required: true },
  ],
  files: { ...rules, types: [...rules.types, '.txt', '.csv', '.zip', 'video/mp4'] },
  consent: { mode: 'required', text: 'I agree to the [rules].', link: 'https://example.com', version: 'v1' },
  help: [
    { label: 'What others have asked', link: 'https://example.com/help' },
    { label: 'How to say hello', link: 'https://example.com/hello', words: ['hello'] },
    { label: 'Where an order is', link: 'https://example.com/orders', topics: ['order'] },
  ],
}

const day = ['00:00-24:00']

/** Office hours around the clock, but for these days from now on: it is closed then. */
export const officeClosedOn = (timeZone: string, ahead: number[]) => ({
  timeZone,
  days: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
  closed: ahead.map((days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)),
})

/** An office that is away for so long that the date is said, and in another zone: nothing that is said is longer. */
export const AWAY = officeClosedOn('America/Argentina/Buenos_Aires', [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9])

const usual = new Set(['id', 'site', 'message', 'email', 'locale', 'page', 'receipt'])

/** A stand for the tests of one file, and how to visit it. */
export function aStand() {
  const stand = useFakeProxy()

  return {
    stand,
    /** What the site's form asks for. */
    define: (form: object) =>
      stand.define({
        body: { site: 'demo', name: 'hidden', subject: 'hidden', contactEmail: 'help@example.com', ...form },
      }),
    /** How often a file of the widget was fetched. */
    chunks: (name: string) => stand.requests.filter((request) => addressOf(name).test(request)).length,
    visitor: async (html?: string, options?: BrowserContextOptions, headers?: Record<string, string>) => {
      const one = await visit(stand, html, options, headers)
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
