/**
 * After an erasure nothing of a person is anywhere: not in any file of the data directory, not in any row of the shared
 * database, not in the log; right after it, after a kill, and when the proxy runs again.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { run } from '../../proxy/cli/main.ts'
import { SANDBOX_TOKEN } from '../../proxy/sandbox/sandbox.ts'
import { filesIn } from '../harness/attack/canaries.ts'
import { aKillingDesk } from '../harness/chaos/killing-desk.ts'
import { aServer } from '../harness/chaos/killable-proxy.ts'
import { aDataDir } from '../harness/chaos/world.ts'
import { solved } from '../harness/proxy/an-app.ts'
import { CHANNEL, ORIGIN } from '../harness/proxy/builders.ts'
import { startSmtpServer } from '../harness/proxy/smtp-server.ts'
import { aDatabase, ask } from '../harness/postgres/a-database.ts'

const FIELDS = ['text', 'textarea', 'tel', 'url', 'email', 'hidden'] as const

const SITE = {
  channel: CHANNEL,
  origins: [ORIGIN],
  challenge: 'off',
  subject: 'optional',
  context: 'note',
  note: 'Look here',
  confirm: 'after',
  copy: true,
  conversation: 'receipt',
  followUp: 'note',
  facts: ['title', 'referrer'],
  files: { types: ['*'] },
  consent: { mode: 'required', text: 'Yes.', version: 'v1' },
  fields: FIELDS.map((type) => ({ key: `a_${type}`, type, label: type })),
}

/** A word that is nowhere else. Letters alone, so that every field takes it and nothing escapes it. */
const aWord = (name: string) =>
  `${name}${[...randomBytes(8)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')}`

/** All that is in a data directory, and in every table of a database. */
async function everything(dataDir: string, database: string | undefined): Promise<string> {
  const files = filesIn(dataDir)
  if (database === undefined) return files
  const tables = await ask(database, `SELECT tablename FROM pg_tables WHERE schemaname = current_schema()`)
  const rows = await Promise.all(
    tables.map(({ tablename }) => ask(database, `SELECT * FROM ${String(tablename)}`)),
  )
  const texts = rows.flat().flatMap((row) => Object.values(row))
  return [files, ...texts.map((one) => (Buffer.isBuffer(one) ? one.toString('latin1') : String(one)))].join(
    '\n',
  )
}

/** A proxy with a mail server and a helpdesk that takes notes only as long as it is let. */
async function aPerson(engine: string, retention: string) {
  const desk = { shut: false }
  const { url: deskUrl, read } = await aKillingDesk(({ kind, done }) =>
    Promise.resolve(kind === 'note' && !done && desk.shut),
  )
  const smtp = await startSmtpServer()
  onTestFinished(smtp.stop)
  const dataDir = aDataDir()
  const database = engine === 'PostgreSQL' ? (await aDatabase()).direct : undefined
  const sites = join(aDataDir(), 'sites.json')
  writeFileSync(sites, JSON.stringify({ sites: { shop: SITE } }))
  const env = {
    SITES_FILE: sites,
    THERE_THERE_TOKEN: SANDBOX_TOKEN,
    THERE_THERE_CHANNEL: '',
    ALLOWED_ORIGINS: '',
    RETENTION_DAYS: retention,
    READ_EVERY_MS: '50',
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    MAIL_FROM: 'no-reply@shop.example',
    ...(database !== undefined && { DATABASE_URL: database }),
  }
  const start = () => aServer({ dataDir, deskUrl, env })
  const command = async (...argv: string[]) => {
    let out = ''
    const all = { DATA_DIR: dataDir, THERE_THERE_URL: deskUrl, ...env }
    const print = (text: string) => void (out += text)
    const code = await run({ argv, env: all, stdout: print, stderr: print })
    return { code, out }
  }
  return { desk, deskUrl, read, smtp, start, command, dataDir, found: () => everything(dataDir, database) }
}

type Person = Awaited<ReturnType<typeof aPerson>>

/** Writes, again too, asks for a code, reads an answer and rates it with words: in every field a word of its own. */
async function act({ desk, deskUrl, read, smtp }: Person, url: string) {
  const words: Record<string, string> = {}
  const word = (name: string) => (words[name] ??= aWord(name))
  const email = `${word('mailbox')}@person.example`
  const receipt = randomBytes(32).toString('base64url')
  const browser = randomBytes(32).toString('base64url')
  const post = async (path: string, body: FormData | object) => {
    const isForm = body instanceof FormData
    const headers = { Origin: ORIGIN, ...(!isForm && { 'Content-Type': 'application/json' }) }
    const init = { method: 'POST', headers, body: isForm ? body : JSON.stringify(body) }
    const answer = await fetch(`${url}/api/${path}`, init)
    return { status: answer.status, told: (await answer.json()) as Record<string, unknown> }
  }
  const send = async (fields: Record<string, string>, file: string) => {
    const form = new FormData()
    const whole = { id: randomUUID(), site: 'shop', ...fields, message: `${word(`${file}message`)} it leaks` }
    for (const [name, value] of Object.entries(whole)) form.append(name, value)
    form.append('files', new File([word(`${file}content`).repeat(9)], `${word(`${file}name`)}.txt`))
    expect(await post('tickets', form)).toMatchObject({ status: 202 })
  }
  const values = {
    a_text: word('text'),
    a_textarea: word('textarea'),
    a_hidden: word('hidden'),
    a_url: `https://${word('link')}.example/`,
    a_email: `${word('second')}@person.example`,
    a_tel: '+32470123456',
  }
  const fields = Object.entries(values).map(([key, value]) => [`fields[${key}]`, value])
  await send(
    {
      ...Object.fromEntries(fields),
      email,
      receipt,
      browser,
      name: word('name'),
      subject: word('subject'),
      'context[plan]': word('context'),
      'facts[title]': word('title'),
      page: `https://shop.example/${word('page')}`,
      consent: 'v1',
    },
    'first',
  )
  const show = () => post('conversation', { site: 'shop', receipt })
  const tickets = async () => (await read('/tickets')) as { ulid: string }[]
  await expect.poll(tickets).toHaveLength(1)
  await send({ follows: receipt }, 'again')
  const notes = async () => {
    const [ticket] = await tickets()
    const { messages } = (await read(`/tickets/${ticket!.ulid}`)) as { messages: { body_html: string }[] }
    return { ticket: ticket!.ulid, told: messages.map((one) => one.body_html).join('\n') }
  }
  await expect.poll(async () => (await notes()).told).toContain(word('againmessage'))
  const { ticket } = await notes()
  await fetch(`${deskUrl}/tickets/${ticket}/reply`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${SANDBOX_TOKEN}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ body: `<p>${word('answer')}</p>`, to_recipients: [email] }),
  })
  await expect.poll(async () => JSON.stringify((await show()).told)).toContain(word('answer'))
  desk.shut = true
  const { messages } = (await show()).told as { messages: { from: string; key: string }[] }
  const answer = messages.find(({ from }) => from === 'agent')!.key
  const rated = { site: 'shop', receipt, answer, rating: 'bad', words: `${word('rating')} & more` }
  expect(await post('rating', rated)).toMatchObject({ status: 202 })
  const asked = { id: randomUUID(), site: 'shop', email, browser }
  const { challenge } = (await post('code', asked)).told as { challenge: string }
  expect(await post('code', { ...asked, challenge: await solved(challenge) })).toMatchObject({ status: 202 })
  await expect.poll(() => smtp.mails.length).toBeGreaterThan(0)
  const code = /\b\d{6}\b/.exec(smtp.mails[0]!.raw.replace(/[\s\S]*?\r\n\r\n/, ''))![0]
  expect(await post('session', { site: 'shop', browser, code })).toMatchObject({ status: 200 })
  return { email, words }
}

const cases = ['SQLite', 'PostgreSQL'].flatMap((engine) => ['0', '7'].map((days) => [engine, days] as const))

it.each(cases)('nothing is left of an erased person: %s, kept for %s days', async (engine, days) => {
  const person = await aPerson(engine, days)
  const { start, command, found, desk } = person
  let server = start()
  const { email, words } = await act(person, await server.ready)
  const names = async () => {
    const all = await found()
    return Object.entries(words).flatMap(([name, word]) => (all.includes(word) ? [name] : []))
  }
  expect(await names()).toEqual(expect.arrayContaining(days === '0' ? ['rating'] : Object.keys(words)))
  const { out } = await command('person', 'export', '--email', email)
  expect(out).toContain(words['rating'])
  // What waits for its time goes with the rest, and so does what a kill finds half done.
  await server.kill()
  server = start()
  await server.ready
  expect(await command('person', 'erase', '--email', email.toUpperCase())).toMatchObject({ code: 0 })
  await server.kill()
  expect(await names()).toEqual([])
  desk.shut = false
  server = start()
  await server.ready
  expect(await names()).toEqual([])
  expect(await command('person', 'export', '--email', email)).toEqual({ code: 0, out: '' })
  await server.stop()
  expect(await names()).toEqual([])
  expect(Object.values(words).filter((word) => server.output.includes(word))).toEqual([])
})
