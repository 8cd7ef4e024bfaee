/** Alerts to a real HTTP receiver and a real mail server. */
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { ConfigError, loadConfig } from '../../../proxy/config/config.ts'
import { createLog } from '../../../proxy/log.ts'
import { createAlerts, SUBJECTS } from '../../../proxy/operator/alerts/alerts.ts'
import { checkAlerts } from '../../../proxy/operator/alerts/check.ts'
import { diskNeed } from '../../../proxy/operator/alerts/disk.ts'
import type { Need } from '../../../proxy/operator/readiness.ts'
import { names, page } from '../../pages.ts'
import { aStore } from '../../harness/proxy/a-store.ts'
import { fillWithMessages } from '../../harness/proxy/a-status-page.ts'
import { aClock } from '../../harness/proxy/builders.ts'
import { aServedProxy } from '../../harness/proxy/proxy-in-process.ts'
import { startSmtpServer } from '../../harness/proxy/smtp-server.ts'

const SECRET = 'a secret of more than 24 bytes'
const DEAD: Need = { kind: 'dead', text: '2 refused by the helpdesk.' }
const DISK: Need = { kind: 'disk', text: 'The disk has 12 MB left.' }

/** Something that takes posts, and answers as it is told. */
async function aReceiver() {
  const got: { id: string; body: { kind: string; texts: string[] }; signed: boolean }[] = []
  let status = 200
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += chunk))
    request.on('end', () => {
      const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = request.headers
      const mac = createHmac('sha256', SECRET)
        .update(`${String(id)}.${String(at)}.${text}`)
        .digest('base64')
      got.push({ id: String(id), body: JSON.parse(text) as never, signed: signature === `v1,${mac}` })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`
  return { url, got, answer: (next: number) => (status = next) }
}

async function aMailServer() {
  const server = await startSmtpServer()
  onTestFinished(server.stop)
  return {
    ...server,
    way: { way: 'smtp' as const, url: `smtp://127.0.0.1:${server.port}`, from: 'proxy@example.com' },
  }
}

/** Processes that tell by the same store, and a clock that moves when told. */
function processes(rules: Parameters<typeof createAlerts>[0]['rules']) {
  const clock = aClock()
  const { store, sql } = aStore({ now: clock.now })
  const lines: string[] = []
  const log = createLog((line) => lines.push(line))
  const start = (alerts = store.alerts) =>
    createAlerts({ rules, store: alerts, proxy: 'https://support.example', now: clock.now, log })!
  return { start, clock, lines, sql, store }
}

afterEach(() => void vi.useRealTimers())

describe('alerts', () => {
  it('are posted signed, one for each kind, and at most once an hour by all processes and their restarts', async () => {
    const receiver = await aReceiver()
    const { start, clock } = processes({ webhook: { url: receiver.url, secret: SECRET }, mail: undefined })
    const [one, other] = [start(), start()]
    await Promise.all([one([DEAD, DISK]), other([DEAD, DISK])])
    expect(receiver.got.map(({ body }) => body.kind).toSorted()).toEqual(['dead', 'disk'])
    expect(receiver.got.every(({ signed }) => signed)).toBe(true)
    expect(receiver.got[0]!.body).toMatchObject({ type: 'alert', proxy: 'https://support.example' })
    await start()([DEAD, DISK])
    clock.pass(3_599_999)
    await one([DEAD])
    expect(receiver.got).toHaveLength(2)
    clock.pass(1)
    await other([DEAD])
    expect(receiver.got).toHaveLength(3)
  })

  it('are tried again while nobody takes them, with the same id, and not after a refusal', async () => {
    const receiver = await aReceiver()
    const { start, clock, lines } = processes({
      webhook: { url: receiver.url, secret: SECRET },
      mail: undefined,
    })
    const alert = start()
    receiver.answer(503)
    await alert([DEAD])
    await alert([DEAD])
    expect(receiver.got).toHaveLength(1)
    expect(lines.join()).toContain('"event":"alert_not_sent"')
    receiver.answer(200)
    clock.pass(60_000)
    await start()([DEAD])
    expect(receiver.got.map(({ id }) => id)).toEqual([receiver.got[0]!.id, receiver.got[0]!.id])
    receiver.answer(410)
    await alert([DISK])
    clock.pass(60_000)
    await alert([DISK])
    expect(receiver.got).toHaveLength(3)
  })

  it('are told by the next process where one was killed while it told, after five minutes', async () => {
    const receiver = await aReceiver()
    const { start, clock, store } = processes({
      webhook: { url: receiver.url, secret: SECRET },
      mail: undefined,
    })
    // As far as a process comes that ends before its post has left.
    const killed = { ...store.alerts, postpone: () => new Promise<void>(() => {}) }
    receiver.answer(200)
    void start(killed)([DEAD])
    await expect.poll(() => receiver.got.length).toBe(1)
    const next = start()
    await next([DEAD])
    expect(receiver.got).toHaveLength(1)
    clock.pass(300_000)
    await next([DEAD])
    expect(receiver.got).toHaveLength(2)
    clock.pass(3_599_999)
    await start()([DEAD])
    expect(receiver.got).toHaveLength(2)
  })

  it('go by e-mail, too, and one way that fails does not make the other tell twice', async () => {
    const receiver = await aReceiver()
    const mail = await aMailServer()
    const rules = {
      webhook: { url: receiver.url, secret: SECRET },
      mail: { to: 'ops@example.com', way: mail.way },
    }
    const { start, clock } = processes(rules)
    const alert = start()
    receiver.answer(500)
    await alert([DEAD])
    clock.pass(60_000)
    receiver.answer(200)
    await alert([DEAD])
    expect(receiver.got).toHaveLength(2)
    expect(mail.mails.map(({ to }) => to)).toEqual([['ops@example.com']])
    expect(mail.mails[0]!.raw).toContain('Subject: Support proxy: messages were refused')
    expect(mail.mails[0]!.raw).toContain('2 refused by the helpdesk.')
  })

  it('are sent when the store is what is broken, once an hour by each process', async () => {
    const receiver = await aReceiver()
    const { start, sql, clock } = processes({
      webhook: { url: receiver.url, secret: SECRET },
      mail: undefined,
    })
    sql.run('DROP TABLE alert')
    const alert = start()
    for (let i = 0; i < 3; i++) await alert([{ kind: 'store', text: 'The database cannot be written.' }])
    expect(receiver.got).toHaveLength(1)
    clock.pass(3_600_000)
    await alert([{ kind: 'store', text: 'The database cannot be written.' }])
    expect(receiver.got).toHaveLength(2)
  })

  it('come from a whole proxy that looks every minute', async () => {
    const receiver = await aReceiver()
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { dataDir } = await aServedProxy({ ALERT_WEBHOOK: receiver.url, ALERT_WEBHOOK_SECRET: SECRET })
    fillWithMessages(dataDir, Date.now())
    vi.advanceTimersByTime(60_000)
    await expect
      .poll(() => receiver.got.map(({ body }) => body.kind).toSorted())
      .toEqual(['dead', 'late', 'stuck'])
    const text = JSON.stringify(receiver.got)
    expect(text).toContain('2 refused by the helpdesk')
    expect(text).not.toMatch(/ada@|burns/)
  })

  it('name the machine where the proxy has no address that is told', async () => {
    const receiver = await aReceiver()
    const rules = { webhook: { url: receiver.url, secret: SECRET }, mail: undefined }
    const { store, clock } = processes(rules)
    await createAlerts({ rules, store: store.alerts, proxy: undefined, now: clock.now, log: () => {} })!([
      DEAD,
    ])
    expect(receiver.got[0]!.body).toMatchObject({ proxy: hostname() })
  })

  it('are tried by the doctor', async () => {
    const receiver = await aReceiver()
    const config = loadConfig({ ALERT_WEBHOOK: receiver.url, ALERT_WEBHOOK_SECRET: SECRET })
    expect(await checkAlerts(config)).toEqual([
      { check: 'alert webhook', ok: true, detail: 'it takes what is signed' },
    ])
    expect(receiver.got[0]).toMatchObject({ body: { type: 'check' }, signed: true })
    receiver.answer(404)
    expect(await checkAlerts(config)).toMatchObject([{ ok: false, detail: '404' }])
    expect(await checkAlerts(loadConfig({}))).toEqual([])
  })

  it('tell of a disk that is nearly full, and of none that is not there', () => {
    expect(diskNeed('/x', () => 12_000_000)).toMatchObject({
      kind: 'disk',
      text: expect.stringContaining('12 MB') as string,
    })
    expect(diskNeed('/x', () => 499_999_999)).toBeDefined()
    expect(diskNeed('/x', () => 500_000_000)).toBeUndefined()
    expect(diskNeed('/nowhere/at/all')).toBeUndefined()
  })

  it('need a secret, and something that sends e-mails', () => {
    const problems = (env: Record<string, string>) => {
      try {
        loadConfig(env)
        return []
      } catch (error) {
        if (error instanceof ConfigError) return error.problems
        throw error
      }
    }
    const url = 'https://ops.example.com/alerts'
    expect(problems({ ALERT_WEBHOOK: url })).toEqual([
      expect.stringContaining('ALERT_WEBHOOK_SECRET is missing'),
    ])
    expect(problems({ ALERT_WEBHOOK: url, ALERT_WEBHOOK_SECRET: 'short' })).toEqual([
      expect.stringContaining('at least 24 bytes'),
    ])
    expect(problems({ ALERT_MAIL: 'ops@example.com' })).toEqual([
      expect.stringContaining('nothing sends e-mails'),
    ])
    expect(
      problems({ ALERT_MAIL: 'ops', SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'a@example.com' }),
    ).toEqual([expect.stringContaining('ALERT_MAIL is "ops"')])
  })
})

it('docs/alerts.md has every kind, and no other', () => {
  expect(names(page('docs/alerts.md')).toSorted()).toEqual(Object.keys(SUBJECTS).toSorted())
})
