/** kill -9 while a code is used and while its message is delivered: one ticket that says so once, on both engines. */
import { randomUUID } from 'node:crypto'
import { expect, it, onTestFinished } from 'vitest'
import { aKilled, PATIENT } from '../harness/postgres/a-killed-proxy.ts'
import { aSecret, codeFields, codeIn } from '../harness/proxy/a-code.ts'
import { problemOf, solved } from '../harness/proxy/an-app.ts'
import { ORIGIN } from '../harness/proxy/builders.ts'
import { startSmtpServer } from '../harness/proxy/smtp-server.ts'

it.each(['SQLite', 'PostgreSQL'])(
  'a message that waits for its code is neither lost nor doubled: %s',
  async (engine) => {
    const { port, mails, stop } = await startSmtpServer()
    onTestFinished(stop)
    const env = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'no-reply@shop.example', CHALLENGE: 'off' }
    const { desk, left, post, once, kill, url } = await aKilled(engine, {
      env,
      site: { confirm: 'before', copy: true },
    })
    const browser = aSecret()
    const message = { id: randomUUID(), email: 'ada@example.com', message: 'It leaks.', browser }
    expect(await post('tickets', message)).toMatchObject({ confirm: 'before' })
    const wanted = codeFields({ browser })
    const headers = { Origin: ORIGIN, 'Content-Type': 'application/json' }
    const refused = await fetch(`${await url()}/api/code`, {
      method: 'POST',
      headers,
      body: JSON.stringify(wanted),
    })
    const { challenge } = await problemOf(refused)
    await post('code', { ...wanted, challenge: await solved(challenge) })
    await expect.poll(() => mails.length, PATIENT).toBe(1)
    expect(await desk.read('/tickets')).toEqual([])
    left.push({ kind: 'note', done: true })
    const opening = { browser, code: codeIn({ text: mails[0]!.raw }) }
    // The answer is lost with its process, whether the code was used or not.
    await Promise.allSettled([once('session', opening), kill()])
    expect(await post('session', opening)).toHaveProperty('session')
    const notes = async () => {
      const ticket = ((await desk.read('/tickets')) as { ulid: string }[]).at(-1)
      if (left.length > 0 || !ticket) return -1
      const { messages } = (await desk.read(`/tickets/${ticket.ulid}`)) as {
        messages: { body_html: string }[]
      }
      return messages.filter(({ body_html: html }) => html.includes('Address confirmed')).length
    }
    await expect.poll(notes, PATIENT).toBe(1)
    // What was in doubt at the last kill is looked for, and nothing is done again before what comes after it.
    const { session } = await post('session', opening)
    await post('tickets', { id: randomUUID(), email: 'ada@example.com', message: 'The last one.', session })
    await expect.poll(() => desk.read('/tickets'), PATIENT).toHaveLength(2)
    expect(await notes()).toBe(1)
    // Of a mail that was on its way when it was killed nobody knows: it is not sent twice.
    expect(mails.filter(({ raw }) => raw.includes('It leaks.')).length).toBeLessThanOrEqual(1)
  },
)
