/** A site whose form asks for all that there is, and what programs, people and attackers put into it. */
import { CHANNEL, ORIGIN } from '../proxy/builders.ts'
import type { Generator } from './random-requests.ts'

const options = ['a', 'b', 'c'].map((value) => ({ value, label: `Option <${value}>` }))
const ulid = (end: string) => `01HX9F3K2M4N5P6Q7R8S9T0V${end}`

/** Its entry in a sites file: topics with routing, a field of each type, conditions, files, consent, facts. */
export const EVERYTHING = {
  channel: CHANNEL,
  origins: [ORIGIN],
  challenge: 'off',
  subject: 'optional',
  topic: 'optional',
  topics: [
    {
      key: 'order',
      label: { en: 'An order', nl: 'Een bestelling' },
      subjectPrefix: '[Order] ',
      tags: [ulid('10')],
      note: 'Look at the pictures first.',
      fields: [{ key: 'reason', type: 'radio', label: 'Why?', options }],
    },
    { key: 'press', label: 'Press', hidden: true },
  ],
  fields: [
    { key: 'text', type: 'text', label: 'Text', maxLength: 20 },
    { key: 'number', type: 'tel', label: 'Number', pattern: '[A-Z]{2}\\d{6}', showWhen: { topic: 'order' } },
    { key: 'long', type: 'textarea', label: 'Long' },
    { key: 'mail', type: 'email', label: 'Another address' },
    { key: 'link', type: 'url', label: 'Link' },
    { key: 'count', type: 'number', label: 'Count', min: 1, max: 9 },
    { key: 'day', type: 'date', label: 'Day', min: '2026-01-01' },
    { key: 'size', type: 'select', label: 'Size', options },
    { key: 'extras', type: 'checkboxes', label: 'Extras', options },
    { key: 'rush', type: 'checkbox', label: 'In a hurry' },
    { key: 'phone', type: 'tel', label: 'Telephone', showWhen: { rush: 'yes' } },
    { key: 'cart', type: 'hidden', label: 'Cart' },
  ],
  files: { max: 3, maxMegabytes: 1, types: ['image/*', 'text/plain', '.log', 'application/pdf'] },
  consent: { mode: 'notice', text: 'We use your details only to answer you.', version: 'v1' },
  facts: ['title', 'viewport', 'timeZone', 'referrer'],
  reply: { within: 4 },
}

/** What fits each of its fields. */
const FITTING: Record<string, unknown> = {
  text: 'a text',
  number: 'AB123456',
  long: 'line\nline',
  mail: 'grace@example.com',
  link: 'https://shop.example/x?y',
  count: '7',
  day: '2026-02-28',
  size: 'b',
  extras: ['a', 'c'],
  rush: 'yes',
  phone: '+32 470 12 34 56',
  cart: '3 things',
  reason: 'a',
}
const KEYS = [
  ...Object.keys(FITTING),
  '__proto__',
  'constructor',
  'other',
  'a][b',
  '',
  'topic',
  'k'.repeat(65),
]

/** A few of the keys, each with what fits it or with anything. */
function some(generator: Generator, keys: readonly string[], most: number): Record<string, unknown> {
  const entries = Array.from({ length: generator.int(most) }, () => {
    const key = generator.pick(keys)
    return [key, generator.random() < 0.85 ? (FITTING[key] ?? 'ok') : generator.value(2)] as const
  })
  return Object.fromEntries(entries)
}

/** What a submission to the site adds to any other: its own fields, topic, consent, and what the page tells. */
export function filledBy(generator: Generator): Record<string, unknown> {
  const usual = generator.random() < 0.9
  const known = Object.keys(FITTING)
  return {
    ...(generator.random() < 0.5 && { topic: generator.pick(['order', 'press', 'order', 'none']) }),
    ...(generator.random() < 0.8 && { fields: some(generator, usual ? known : KEYS, 8) }),
    ...(generator.random() < 0.3 && { context: some(generator, ['plan', 'seats', ...KEYS], 25) }),
    ...(generator.random() < 0.3 && { facts: some(generator, EVERYTHING.facts, 4) }),
    ...(generator.random() < 0.5 && { consent: generator.pick(['v1', 'v1', 'v0']) }),
  }
}

/** The pairs that a form makes of fields: groups become `fields[KEY]`, lists the same name several times. */
export function flatOf(fields: Record<string, unknown>): [name: string, value: string][] {
  const text = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
  return Object.entries(fields).flatMap(([name, value]): [string, string][] => {
    if (!/^(fields|context|facts)$/.test(name) || typeof value !== 'object' || value === null)
      return [[name, text(value)]]
    return Object.entries(value).flatMap(([key, one]) =>
      (Array.isArray(one) ? one : [one]).map((item): [string, string] => [`${name}[${key}]`, text(item)]),
    )
  })
}

const FILES = [
  ['a.png', 'image/png', '\x89PNG\r\n\x1a\n'],
  ['a.pdf', 'application/pdf', '%PDF-1.7\n'],
  ['a.log', 'text/plain', 'line\n'],
  ['a.jpg', 'image/jpeg', '\xff\xd8\xff\xe0'],
  ['run.exe', 'image/png', 'MZ'],
  ['a.svg', 'image/svg+xml', '<svg onload="alert(1)">'],
] as const

/** A part with a file, mostly a harmless one, as latin1. */
function filePart(generator: Generator): string {
  const [known, type, start] = generator.pick(generator.random() < 0.8 ? FILES.slice(0, 4) : FILES)
  const name = generator.random() < 0.8 ? known : latin1(generator.text())
  const field = generator.random() < 0.95 ? 'files' : generator.pick(['file', 'message', 'files[]', ''])
  const declared = generator.random() < 0.9 ? type : latin1(generator.text())
  const content = start + Buffer.from(generator.bytes(400)).toString('latin1')
  const key = generator.random() < 0.95 ? 'filename' : 'filename*'
  return `--x\r\nContent-Disposition: form-data; name="${field}"; ${key}="${name}"\r\nContent-Type: ${declared}\r\n\r\n${content}\r\n`
}

const latin1 = (text: string) => Buffer.from(text).toString('latin1')

/** A multipart body with the boundary `x`, as latin1: one character for each byte. With files in half of the cases. */
export function multipartOf(generator: Generator, fields: Record<string, unknown>): string {
  const parts = flatOf(fields).map(
    ([name, value]) =>
      `--x\r\nContent-Disposition: form-data; name="${latin1(name)}"\r\n\r\n${latin1(value)}\r\n`,
  )
  if (generator.random() < 0.5)
    for (let files = generator.int(5); files > 0; files--) parts.push(filePart(generator))
  if (generator.random() < 0.02) parts.reverse()
  return `${parts.join('')}--x--\r\n`
}
