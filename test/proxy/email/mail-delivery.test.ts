/** From the store to a real mail server: what is tried again, and what never is. */
import { randomUUID } from 'node:crypto'
import { expect, it, onTestFinished, vi } from 'vitest'
import { MailDelivery } from '../../../proxy/email/mail-delivery.ts'
import { createMailer } from '../../../proxy/email/mailer.ts'
import { createLog } from '../../../proxy/log.ts'
import type { Store } from '../../../proxy/store/store.ts'
import { aStore } from '../../harness/proxy/a-store.ts'
import { aClock } from '../../harness/proxy/builders.ts'
import { startSmtpServer } from '../../harness/proxy/smtp-server.ts'

type ServerOptions = Parameters<typeof startSmtpServer>[0]

/** Stores a code with its mail. */
async function askFor(store: Store, email = 'ada@example.com') {
  const id = randomUUID()
  const mail = { id, to: email, subject: 'Code', text: '123456\n', language: 'en' }
  await store.codes.ask({ id, site: 'shop', email, asker: id, proof: 'p', lifeMs: 600_000, mail })
  return id
}

/** A store, a mail server, and what brings mails from the one to the other. */
async function aDelivery(options: ServerOptions = {}) {
  const clock = aClock()
  const { store, sql } = aStore({ now: clock.now })
  const server = await startSmtpServer(options)
  onTestFinished(server.stop)
  const lines: string[] = []
  const log = createLog((line) => lines.push(line))
  const url = `smtp://127.0.0.1:${server.port}`
  const mailer = createMailer({ way: 'smtp', url, from: 'no-reply@shop.example', timeoutMs: 2000 })
  const delivery = new MailDelivery({ mails: store.mails, mailer, now: clock.now, log })
  onTestFinished(() => delivery.stop())
  const waiting = () => sql.all('SELECT taken, tries FROM mail').map(({ taken, tries }) => [taken, tries])
  return { clock, store, delivery, lines, waiting, ...server }
}

const refusal = (responseCode: number) =>
  Object.assign(new Error('ada@example.com is unknown'), { responseCode })

it('sends what is stored, once, however often it is woken, and keeps nothing of it', async () => {
  const { store, delivery, mails, waiting, lines } = await aDelivery()
  for (let n = 0; n < 9; n++) await askFor(store, `${n}@example.com`)
  for (let n = 0; n < 5; n++) delivery.wake()
  await expect.poll(() => mails.length).toBe(9)
  delivery.wake()
  await delivery.stop()
  expect(mails.flatMap(({ to }) => to).toSorted()).toEqual(
    [...Array(9).keys()].map((n) => `${n}@example.com`),
  )
  expect(waiting()).toEqual([])
  expect(lines).toEqual([])
})

it('tries again what a server has put off, later each time, and tells the operator after a minute', async () => {
  let busy = true
  const { store, delivery, clock, mails, waiting, lines } = await aDelivery({
    onRcptTo: (_, __, done) => done(busy ? refusal(451) : undefined),
  })
  const id = await askFor(store)
  for (const [tries, wait] of [1000, 4000, 16_000, 60_000].entries()) {
    delivery.wake()
    await expect.poll(waiting).toEqual([[0, tries + 1]])
    expect(await store.mails.nextDue()).toBe(wait)
    if (tries < 3) expect(delivery.notice()).toBeUndefined()
    clock.pass(wait)
  }
  expect(delivery.notice()).toContain('Codes by e-mail cannot be sent (EENVELOPE 451 RCPT TO)')
  busy = false
  delivery.wake()
  await expect.poll(() => mails.length).toBe(1)
  await expect.poll(waiting).toEqual([])
  expect(delivery.notice()).toBeUndefined()
  expect(JSON.parse(lines[0]!)).toMatchObject({ event: 'mail_not_sent', id, state: 'later', attempts: 1 })
  expect(lines.join('')).not.toContain('ada@')
})

it('gives up what a server refuses', async () => {
  const { store, delivery, mails, waiting, lines } = await aDelivery({
    onRcptTo: (_, __, done) => done(refusal(550)),
  })
  await askFor(store)
  delivery.wake()
  await expect.poll(() => lines.length).toBe(1)
  await expect.poll(waiting).toEqual([])
  expect(JSON.parse(lines[0]!)).toMatchObject({ event: 'mail_not_sent', state: 'refused' })
  expect(mails).toEqual([])
})

it('does not send again what another process had taken, for it may have left', async () => {
  const { store, delivery, mails } = await aDelivery()
  await askFor(store, 'taken@example.com')
  await store.mails.take()
  await askFor(store, 'waits@example.com')
  delivery.wake()
  await expect.poll(() => mails.length).toBe(1)
  await delivery.stop()
  expect(mails[0]!.to).toEqual(['waits@example.com'])
})

it('goes on when the store has failed', async () => {
  const { store, delivery, mails, lines } = await aDelivery()
  await askFor(store)
  const failing = vi.spyOn(store.mails, 'take').mockRejectedValue(new Error('disk'))
  delivery.wake()
  await expect.poll(() => lines.join('')).toContain('mail_failed')
  failing.mockRestore()
  await expect.poll(() => mails.length).toBe(1)
})
