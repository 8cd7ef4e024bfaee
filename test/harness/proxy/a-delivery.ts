/** A delivery for a site with topics, fields and routing, against a scripted helpdesk. */
import type { ServerResponse } from 'node:http'
import { loadConfig } from '../../../proxy/config/config.ts'
import { FINE } from './fine.ts'
import { Delivery } from '../../../proxy/delivery/delivery.ts'
import { RateGate } from '../../../proxy/helpdesk/rate-gate.ts'
import { Helpdesk } from '../../../proxy/helpdesk/client.ts'
import { createLog } from '../../../proxy/log.ts'
import { createReadiness } from '../../../proxy/operator/readiness.ts'
import type { Ticket } from '../../../proxy/helpdesk/ticket.ts'
import { aStore } from './a-store.ts'
import { aClock, aHelpdesk, aSubmission, CHANNEL, json, ORIGIN } from './builders.ts'
import type { Call } from './builders.ts'
import type { StoredFile } from '../../../proxy/store/records.ts'
import type { FileStore } from '../../../proxy/store/store.ts'

export const ulid = (last: string) => `01HX9F3K2M4N5P6Q7R8S9T0V${last.padStart(2, '0')}`
export const TICKET = '01JABCDEFGHJKMNPQRSTVWXYZ0'
export const SETTLE = 120_000

const SITE = {
  channel: CHANNEL,
  origins: [ORIGIN],
  subjectPrefix: '[Shop] ',
  tags: [ulid('1')],
  team: ulid('2'),
  note: 'Answer in Dutch.',
  topics: [
    {
      key: 'refund',
      label: { en: 'Refund', nl: 'Terugbetaling' },
      channel: ulid('3'),
      subjectPrefix: '[Refund] ',
      tags: [ulid('1'), ulid('4')],
      assignee: ulid('5'),
      note: 'Check the order first.',
    },
  ],
  fields: [
    { key: 'order', type: 'text', label: 'Order number' },
    {
      key: 'why',
      type: 'checkboxes',
      label: 'Reasons',
      options: [
        { value: 'b', label: 'Broken' },
        { value: 'l', label: 'Late' },
      ],
    },
  ],
}

type Script = (call: Call, response: ServerResponse) => void

/** A delivery for a configured site, against a scripted helpdesk; what the script leaves alone is answered well. */
export async function aFollowing(
  script: Script = () => {},
  {
    site = {},
    files = true,
    rate = 1000,
    meanwhile = () => {},
  }: {
    site?: object
    /** Whether they are on the disk; `real` asks it. */
    files?: boolean | 'real' | FileStore['open']
    rate?: number
    /** What others do once the delivery has found the gate open. */
    meanwhile?: (gate: RateGate) => unknown
  } = {},
) {
  const { sites } = loadConfig({ THERE_THERE_TOKEN: 't', SITES_FILE: 'x' }, () =>
    JSON.stringify({ sites: { shop: { ...SITE, ...site } } }),
  )
  const clock = aClock()
  const notes: string[] = []
  let tokens = 0
  const desk = await aHelpdesk((call, response) => {
    script(call, response)
    if (response.writableEnded || response.destroyed) return
    if (call.path === '/attachments') return json(response, 201, { data: { token: `upl_${++tokens}` } })
    if (call.path.endsWith('/note')) notes.push((JSON.parse(call.body) as { body: string }).body)
    if (call.method === 'GET' && call.path.startsWith('/tickets/')) {
      const messages = [
        { type: 'inbound', body_html: '<p>x</p>' },
        ...notes.map((body) => ({ type: 'note', body_html: body })),
      ]
      return json(response, 200, { data: { ulid: TICKET, messages } })
    }
    json(response, call.method === 'POST' ? 201 : 200, { data: { ulid: TICKET } })
  })
  const { store, outbox, sql } = aStore({ now: clock.now })
  const lines: string[] = []
  const { now } = clock
  const gate = new RateGate(store.calls, rate)
  const open =
    typeof files === 'function'
      ? files
      : (file: StoredFile) => Promise.resolve(files ? new Blob([file.name]) : undefined)
  const helpdesk = new Helpdesk({ url: desk.url, token: 't', timeoutMs: 20_000, fetch, now, gate })
  const delivery = new Delivery({
    store: { lead: (ms) => store.lead(ms), files: files === 'real' ? store.files : { open } },
    gate: {
      rate: gate.rate,
      async wait() {
        const ms = await gate.wait()
        await meanwhile(gate)
        return ms
      },
      pass: () => gate.pass(),
      close: (ms, why) => gate.close(ms, why),
    },
    helpdesk,
    sites,
    settleDelayMs: SETTLE,
    now,
    random: () => 1,
    log: createLog((line) => lines.push(line)),
  })
  await delivery.lead()
  /** Steps until there is nothing left to do now. */
  const run = async () => {
    while ((await delivery.step()) <= 0);
  }
  const called = () => desk.calls.map(({ method, path }) => `${method} ${path}`)
  const ticket = () => JSON.parse(desk.calls.findLast(({ path }) => path === '/tickets')!.body) as Ticket
  const readiness = createReadiness({ store, now, stuckAfterMs: 1e12, ...FINE })
  return {
    clock,
    sql,
    desk,
    outbox,
    store,
    gate,
    delivery,
    run,
    called,
    ticket,
    notes,
    lines,
    readiness,
    sites,
  }
}

export const aRefund = (changes = {}) =>
  aSubmission({ topic: 'refund', fields: { order: 'A1', why: ['b', 'l'] }, ...changes })

export const aStored = (name: string): StoredFile => ({
  file: name,
  name,
  type: 'image/png',
  size: 5,
  digest: name,
})
