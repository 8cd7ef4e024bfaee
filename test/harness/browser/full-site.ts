/** A site that asks for everything there is, on the real proxy with its sandbox, and what an agent has of a message. */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { aFolder } from '../proxy/builders.ts'
import { aServedProxy } from '../proxy/proxy-in-process.ts'
import type { ServedProxy } from '../proxy/proxy-in-process.ts'
import { png } from './file-visitor.ts'

/** One field of every type; ULIDs are of the sandbox's stable workspace: see proxy/sandbox/data/workspace-seed.ts. */
const SHOP = {
  channel: '01HX9F3K2M4N5P6Q7R8S9T0V1W',
  origins: ['https://shop.example'],
  tags: ['01KE6Q4KA81GYR6HB483AAPPTN'],
  topic: 'required',
  topics: [
    {
      key: 'repair',
      label: { en: 'A repair', nl: 'Een reparatie' },
      subjectPrefix: '[Repair] ',
      team: '01KE6PV9F04YFYH8GA7FSH30P3',
      assignee: '01KE6PE8F87BANPE5JM808AZ7V',
      tags: ['01KE6PZ0KG9ZG1ZRD5414T9MBA'],
      note: 'Ask for a picture first.',
      reply: { within: 2 },
      fields: [{ key: 'broken', type: 'textarea', label: 'What is broken?', required: true }],
    },
    { key: 'other', label: 'Something else' },
  ],
  fields: [
    { key: 'order', type: 'text', label: 'Order', pattern: '[A-Z]{2}\\d+', showWhen: { topic: 'repair' } },
    { key: 'second', type: 'email', label: 'Second address' },
    { key: 'product', type: 'url', label: 'Product page' },
    { key: 'phone', type: 'tel', label: 'Telephone' },
    { key: 'pieces', type: 'number', label: 'Pieces', min: 1, max: 9 },
    { key: 'bought', type: 'date', label: 'Bought on', min: '2020-01-01' },
    {
      key: 'plan',
      type: 'select',
      label: 'Plan',
      options: [
        { value: 'a', label: 'Small' },
        { value: 'b', label: 'Large <&>' },
      ],
    },
    {
      key: 'how',
      type: 'radio',
      label: 'Sent by',
      options: [
        { value: 'post', label: 'Post' },
        { value: 'van', label: 'Van' },
      ],
    },
    {
      key: 'parts',
      type: 'checkboxes',
      label: 'Parts',
      options: [
        { value: 'lid', label: 'Lid' },
        { value: 'cup', label: 'Cup' },
        { value: 'base', label: 'Base' },
      ],
    },
    { key: 'call', type: 'checkbox', label: 'Call me' },
    { key: 'when', type: 'text', label: 'When', required: true, showWhen: { call: 'yes' } },
    { key: 'cart', type: 'hidden', label: 'Cart', prefill: 'cartId', default: 'none' },
  ],
  files: { max: 3, maxMegabytes: 1, types: ['image/png', 'image/jpeg', 'application/pdf'] },
  facts: ['title'],
  reply: { within: 8 },
}

/** What visitors write into it, and how an agent reads it. */
export const FILLED = [
  ['order', 'AB12', 'Order', 'AB12'],
  ['second', 'bob@example.com', 'Second address', 'bob@example.com'],
  ['product', 'https://shop.example/mug', 'Product page', 'https://shop.example/mug'],
  ['phone', '+32 9 123 45 67', 'Telephone', '+32 9 123 45 67'],
  ['pieces', '2', 'Pieces', '2'],
  ['bought', '2026-02-03', 'Bought on', '2026-02-03'],
  ['plan', 'b', 'Plan', 'Large &lt;&amp;&gt;'],
  ['how', 'van', 'Sent by', 'Van'],
  ['parts', 'lid base', 'Parts', 'Lid, Base'],
  ['call', 'yes', 'Call me', 'yes'],
  ['when', 'At noon', 'When', 'At noon'],
] as const

/** Two files: one that goes in a moment, one that takes a while. */
export const PNG = { name: 'crack.png', mimeType: 'image/png', buffer: png }
export const PDF = {
  name: 'reçu 日本 "1".pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.concat([
    Buffer.from('%PDF-1.7 '),
    Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251)),
  ]),
}

interface Sent {
  type: string
  body_html: string
  attachments: { filename: string; mime_type: string; url: string }[]
}

interface Ticket {
  subject: string
  contact: { email: string }
  assignee: { email: string } | null
  assigned_team: { name: string } | null
  tags: { name: string }[]
  messages: Sent[]
}

/** The file of sites with the site `shop`, changed by `more`. */
export function shopFile(more: object = {}): string {
  const file = join(aFolder(), 'sites.json')
  writeFileSync(file, JSON.stringify({ sites: { shop: { ...SHOP, ...more } } }))
  return file
}

/** A proxy with that site. */
export const aShop = async (more: object = {}) => shopOn(await aServedProxy({ SITES_FILE: shopFile(more) }))

/** What is at hand of a shop on a proxy that was started with its file. */
export function shopOn<Proxy extends Pick<ServedProxy, 'url' | 'tickets'>>(proxy: Proxy) {
  const tickets = async () => (await proxy.tickets()) as never as Ticket[] // as: with all that it has
  /** The only ticket, once everything is done with it that the topic asks for. */
  const ticket = async () => {
    const isDone = async () => (await tickets()).some(({ messages }) => messages.length > 1)
    await expect.poll(isDone, { timeout: 25_000 }).toBe(true)
    const all = await tickets()
    expect(all).toHaveLength(1)
    return all[0]!
  }
  return {
    ...proxy,
    tickets,
    ticket,
    tag: `<script async src="${proxy.url}/support.js" data-site="shop"></script>`,
  }
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** The files of a message, once each, byte for byte. */
export async function expectFiles(
  message: Sent,
  files: readonly { name: string; mimeType: string; buffer: Uint8Array }[],
): Promise<void> {
  const found = await Promise.all(
    message.attachments.map(async ({ filename, mime_type, url }) => {
      const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer())
      return { name: filename, type: mime_type, digest: digest(bytes) }
    }),
  )
  expect(found).toEqual(
    files.map(({ name, mimeType, buffer }) => ({ name, type: mimeType, digest: digest(buffer) })),
  )
}

/** What an agent finds: words, files with their bytes, and what was done with the ticket; each once. */
export async function expectRepair(
  ticket: Ticket,
  files: readonly { name: string; mimeType: string; buffer: Uint8Array }[],
  rows: readonly (readonly [string, string])[],
) {
  expect(ticket.subject).toBe('[Repair] The mug has a crack')
  expect(ticket.contact.email).toBe('ada@example.com')
  expect(ticket.tags.map(({ name }) => name).toSorted()).toEqual(['feedback', 'urgent'])
  expect([ticket.assigned_team?.name, ticket.assignee?.email]).toEqual([
    'Engineering',
    'milo@sandbox.example',
  ])
  expect(ticket.messages.map(({ type }) => type)).toEqual(['inbound', 'note'])
  const [message, note] = ticket.messages as [Sent, Sent]
  expect(note.body_html).toContain('<p>Ask for a picture first.</p>')
  const table = [...message.body_html.matchAll(/<tr><td>(.*?)<\/td><td>(.*?)<\/td><\/tr>/g)].map((row) =>
    row.slice(1),
  )
  for (const row of rows) expect(table).toContainEqual([...row])
  for (const [label] of rows) expect(table.filter(([name]) => name === label)).toHaveLength(1)
  await expectFiles(message, files)
  return message.body_html
}
