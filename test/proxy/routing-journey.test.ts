/** A site with everything, from a visitor's browser to the agent's inbox, on the real process and its sandbox. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { aFolder, UNLIMITED } from '../harness/proxy/builders.ts'
import { aSandboxedProxy } from '../harness/proxy/proxy-process.ts'
import type { SandboxTicket } from '../harness/proxy/proxy-process.ts'

/** Of the sandbox's stable workspace: see proxy/sandbox/data/workspace-seed.ts. */
const TAG = { urgent: '01KE6PZ0KG9ZG1ZRD5414T9MBA', billing: '01KE6Q2QR0VF3X9BNJSA8VMRM5' }
const TEAM = '01KE6PV9F04YFYH8GA7FSH30P3'
const MEMBER = '01KE6PE8F87BANPE5JM808AZ7V'
const CHANNEL = '01HX9F3K2M4N5P6Q7R8S9T0V1W'
const BILLING = '01HX9F3K2M4N5P6Q7R8S9T0V2X'

const SITES = {
  sites: {
    shop: {
      channel: CHANNEL,
      origins: ['https://shop.example'],
      context: 'note',
      tags: [TAG.urgent],
      topics: [
        {
          key: 'refund',
          label: 'Refund',
          channel: BILLING,
          subjectPrefix: '[Refund] ',
          team: TEAM,
          assignee: MEMBER,
          tags: [TAG.billing],
          fields: [{ key: 'order', type: 'text', label: 'Order number', required: true }],
        },
      ],
      files: { types: ['image/*', '.txt'] },
    },
  },
}

interface Routed extends SandboxTicket {
  channel: { name: string }
  assignee: { email: string } | null
  assigned_team: { name: string } | null
  tags: { name: string }[]
  messages: (SandboxTicket['messages'][number] & {
    type: string
    attachments: { filename: string; size: number }[]
  })[]
}

it('arrives as one ticket with channel, team, assignee, tags, fields, note and files', async () => {
  const file = join(aFolder(), 'sites.json')
  writeFileSync(file, JSON.stringify(SITES))
  const proxy = await aSandboxedProxy({
    ...UNLIMITED,
    SITES_FILE: file,
    THERE_THERE_RATE: '1000',
    SANDBOX_RATE: '1000',
  })
  const form = new FormData()
  const fields = {
    id: randomUUID(),
    site: 'shop',
    email: 'ada@example.com',
    message: 'The kettle leaks.',
    topic: 'refund',
    'fields[order]': 'AB123456',
    'context[plan]': 'pro',
  }
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('files', new File(['It leaks here.'], 'where.txt', { type: 'text/plain' }))
  const send = () =>
    fetch(`${proxy.url}/api/tickets`, { method: 'POST', body: form, headers: { Origin: proxy.url } })
  expect((await send()).status).toBe(202)
  const tickets = () => proxy.tickets() as Promise<Routed[]>
  await expect.poll(async () => (await tickets())[0]?.messages.length).toBe(2)
  const [ticket, ...others] = await tickets()
  expect(others).toEqual([])
  expect(ticket).toMatchObject({
    subject: '[Refund] The kettle leaks.',
    channel: { name: 'Widget (shop, refund)' },
    assignee: { email: 'milo@sandbox.example' },
    assigned_team: { name: 'Engineering' },
    contact: { email: 'ada@example.com' },
  })
  expect(ticket!.tags.map(({ name }) => name).toSorted()).toEqual(['billing', 'urgent'])
  const [message, note] = ticket!.messages
  expect(message).toMatchObject({ type: 'inbound', attachments: [{ filename: 'where.txt', size: 14 }] })
  expect(message!.body_html).toContain('<td>Order number</td><td>AB123456</td>')
  expect(message!.body_html).not.toContain('pro')
  expect(note).toMatchObject({ type: 'note' })
  expect(note!.body_html).toContain('<td>plan</td><td>pro</td>')
  // Sent again, it is known, and nothing happens twice.
  expect(await (await send()).json()).toMatchObject({ state: 'delivered' })
})
