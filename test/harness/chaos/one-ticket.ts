/** A message with all that can follow its ticket, the real sandbox as its helpdesk, and what must come of it. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { SANDBOX_TOKEN } from '../../../proxy/sandbox/sandbox.ts'
import { CHANNEL, ORIGIN } from '../proxy/builders.ts'
import type { aKillingDesk } from './killing-desk.ts'
import { aDataDir } from './world.ts'

type KillingDesk = Awaited<ReturnType<typeof aKillingDesk>>

/** What is done for such a message, in order. */
export const KINDS = ['upload', 'create', 'tag', 'team', 'assignee', 'note'] as const
const SITE = {
  channel: CHANNEL,
  origins: [ORIGIN],
  context: 'note',
  // Of the sandbox's stable workspace: see proxy/sandbox/data/workspace-seed.ts.
  tags: ['01KE6PZ0KG9ZG1ZRD5414T9MBA', '01KE6Q2QR0VF3X9BNJSA8VMRM5'],
  team: '01KE6PV9F04YFYH8GA7FSH30P3',
  assignee: '01KE6PE8F87BANPE5JM808AZ7V',
  files: { types: ['*'] },
}

/** The environment of a proxy whose site is `SITE`. */
export function environment(): Record<string, string> {
  const sites = join(aDataDir(), 'sites.json')
  writeFileSync(sites, JSON.stringify({ sites: { shop: SITE } }))
  return {
    SITES_FILE: sites,
    THERE_THERE_TOKEN: SANDBOX_TOKEN,
    THERE_THERE_CHANNEL: '',
    ALLOWED_ORIGINS: '',
    SETTLE_DELAY_MS: '300',
  }
}

/** Sends a message with two files and a page context. */
export async function sendWhole(address: string): Promise<void> {
  const form = new FormData()
  const fields = {
    id: randomUUID(),
    site: 'shop',
    email: 'ada@example.com',
    message: 'Help',
    'context[plan]': 'pro',
  }
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const name of ['one.txt', 'two.txt']) form.append('files', new File([name], name))
  const sent = await fetch(`${address}/api/tickets`, {
    method: 'POST',
    body: form,
    headers: { Origin: ORIGIN },
  })
  expect(sent.status).toBe(202)
}

interface Ticket {
  ulid: string
  tags: { name: string }[]
  assignee: { email: string } | null
  assigned_team: { name: string } | null
  messages: { type: string; body_html: string; attachments: { filename: string }[] }[]
}

/** Whether the ticket has all that follows it but the note. */
export async function isComplete(desk: KillingDesk): Promise<boolean> {
  const [found] = (await desk.read('/tickets')) as { ulid: string }[]
  const ticket = found && ((await desk.read(`/tickets/${found.ulid}`)) as Ticket)
  return ticket?.tags.length === 2 && ticket.assigned_team !== null && ticket.assignee !== null
}

/** Checks that there is one ticket with everything on it, once. */
export async function expectOneTicket(desk: KillingDesk): Promise<void> {
  const tickets = (await desk.read('/tickets')) as { ulid: string }[]
  expect(tickets).toHaveLength(1)
  const ticket = (await desk.read(`/tickets/${tickets[0]!.ulid}`)) as Ticket
  expect(ticket.tags.map(({ name }) => name).toSorted()).toEqual(['billing', 'urgent'])
  expect(ticket.assigned_team?.name).toBe('Engineering')
  expect(ticket.assignee?.email).toBe('milo@sandbox.example')
  expect(ticket.messages.map(({ type }) => type)).toEqual(['inbound', 'note'])
  expect(ticket.messages[0]!.attachments.map(({ filename }) => filename)).toEqual(['one.txt', 'two.txt'])
  expect(ticket.messages[1]!.body_html).toContain('<td>plan</td><td>pro</td>')
  const activities = (await desk.read(`/tickets/${ticket.ulid}/activities?per_page=100`)) as {
    type: string
  }[]
  const types = activities.map(({ type }) => type)
  expect(types.filter((type) => type.startsWith('tag'))).toHaveLength(2)
  expect(types.filter((type) => type.startsWith('team'))).toHaveLength(1)
}
