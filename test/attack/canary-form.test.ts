/** What people put into forms that ask for everything: own fields, files and what the page tells. Where else is it? */
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sentInTheEnd } from '../harness/busy-proxy.ts'
import { ORIGIN } from '../harness/proxy/builders.ts'
import { fieldsOf } from '../harness/proxy/an-embed.ts'
import { aProxy, aToken, canaries, command, expectNone, filesIn, mark } from '../harness/attack/canaries.ts'
import type { Canaries } from '../harness/attack/canaries.ts'
import { EVERYTHING, flatOf } from '../harness/attack/full-site-values.ts'

/** What the visitor or the page puts into the newer parts of a message. */
function moreCanaries() {
  const kinds = ['text', 'long', 'tick', 'cart', 'context', 'fact', 'fileName', 'fileText', 'claim'] as const
  return Object.fromEntries(kinds.map((kind) => [kind, mark(kind)])) as Record<(typeof kinds)[number], string> // as: fromEntries forgets the names
}
type More = ReturnType<typeof moreCanaries>

/** The site, once with the page's words below the message, and once with them in a note. */
function sitesOf({ desk }: Canaries) {
  const all = {
    ...EVERYTHING,
    fields: EVERYTHING.fields.map(roomy),
    identitySecrets: ['env:SITE_SECRET'],
    note: `${desk}: for agents only`,
  }
  return { all, noted: { ...all, context: 'note' } }
}
const roomy = (field: object) => ({ ...field, ...('maxLength' in field && { maxLength: 200 }) })

/** A message in which everything stands that there is. */
const aMessage = (
  marks: Canaries,
  more: More,
  changes: { id?: string; site?: string; identity?: { token: string } } = {},
) => ({
  id: randomUUID(),
  site: 'all',
  email: marks.email,
  name: marks.name,
  subject: marks.subject,
  message: marks.message,
  topic: 'order',
  page: `https://shop.example/?${marks.query}`,
  fields: {
    text: more.text,
    long: more.long,
    cart: more.cart,
    extras: ['a', 'b'],
    rush: 'yes',
    phone: '+32 470 12 34 56',
  },
  context: { plan: more.context },
  facts: { title: more.fact },
  consent: 'v1',
  ...changes,
})

const aFile = ({ fileName, fileText }: More, ending = '.log', size = 0) =>
  new File([`${fileText}\n${'x'.repeat(size)}`], fileName + ending, { type: 'text/plain' })

/** Messages that are taken and messages that are refused, for each reason that the newer parts add. */
const variants = (marks: Canaries, more: More) => [
  {},
  { site: 'noted', fields: { cart: more.cart } },
  { message: `${marks.message} please refuse` },
  { message: `${marks.message} please break` },
  { topic: more.text },
  { fields: { text: more.text.repeat(20) } },
  { fields: { size: more.text, extras: [more.tick], day: more.long, count: more.cart, mail: more.tick } },
  { context: Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`k${at}`, more.context])) },
  { context: { plan: [more.context] } },
  { facts: { title: more.fact.repeat(100) } },
  { consent: more.tick },
  { identity: { token: `${more.claim}.${more.claim}.${more.claim}` } },
  {
    identity: {
      token: aToken({ email: marks.email, name: marks.name, context: { c: more.claim } }, marks.secret),
    },
  },
]

/** The files of a message: none, good ones, and some that are refused. */
const fileSets = (more: More) => [
  [],
  [aFile(more), aFile(more)],
  [aFile(more), aFile(more, '.exe')],
  [aFile(more, '.png')],
  [aFile(more, '.log', 1_100_000)],
  Array.from({ length: 4 }, () => aFile(more)),
]

function formOf(message: object, files: readonly File[]): FormData {
  const form = new FormData()
  for (const [name, value] of flatOf({ ...message })) form.append(name, value)
  for (const file of files) form.append('files', file)
  return form
}

/** Identities are no group of fields to the generator, but to a form they are. */
const flatIdentity = ({ identity, ...rest }: { id: string; identity?: { token: string } }) => ({
  ...rest,
  ...(identity && { 'identity[token]': identity.token }),
})

/** What was answered, as a text; the body apart. */
async function told(response: Response) {
  return { status: response.status, head: JSON.stringify([...response.headers]), body: await response.text() }
}

const post = (url: string, body: BodyInit, headers: Record<string, string> = {}) =>
  sentInTheEnd(() =>
    fetch(`${url}/api/tickets`, {
      method: 'POST',
      body,
      headers: { Origin: ORIGIN, ...headers },
      redirect: 'manual',
    }),
  )

/** A multipart body that ends in the middle of a file, and one whose file comes before a field. */
function broken(message: object, more: More): string[] {
  const parts = flatOf({ ...message }).map(
    ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const file = `--x\r\nContent-Disposition: form-data; name="files"; filename="${more.fileName}.log"\r\nContent-Type: text/plain\r\n\r\n${more.fileText}`
  const [first = ''] = parts
  return [`${parts.join('')}${file}`, `${parts.slice(1).join('')}${file}\r\n${first}--x--\r\n`]
}

/** One that broke stays unsure: this helpdesk finds nothing. */
const settled = (env: Record<string, string>) =>
  expect
    .poll(() => command(env, 'outbox', 'list', '--json'), { timeout: 30_000 })
    .not.toMatch(/"(sending|pending)"/)

it('nothing of own fields, files, context and hidden values is found in answers, logs or the queue’s list', async () => {
  const marks = canaries()
  const more = moreCanaries()
  const { env, proxy, desk, url } = await aProxy(marks, sitesOf(marks))
  const answers: Awaited<ReturnType<typeof told>>[] = []
  const json = { 'Content-Type': 'application/json' }
  for (const variant of variants(marks, more)) {
    answers.push(await told(await post(url, JSON.stringify(aMessage(marks, more, variant)), json)))
    for (const files of fileSets(more)) {
      const message = flatIdentity(aMessage(marks, more, variant))
      answers.push(await told(await post(url, formOf(message, files))))
    }
  }
  const multipart = { 'Content-Type': 'multipart/form-data; boundary=x' }
  for (const body of broken(aMessage(marks, more), more))
    answers.push(await told(await post(url, body, multipart)))
  for (const site of ['all', 'noted'])
    answers.push(await told(await fetch(`${url}/api/form?site=${site}`, { headers: { Origin: ORIGIN } })))
  const statuses = new Set(answers.map(({ status }) => status))
  expect(statuses).toEqual(new Set([200, 202, 400, 403, 422]))
  await settled(env)
  const bodies = desk.calls.map(({ body }) => body).join('')
  for (const kind of ['text', 'long', 'cart', 'context', 'fact', 'fileName', 'fileText', 'claim'] as const)
    expect(bodies, kind).toContain(more[kind])
  const list = await command(env, 'outbox', 'list', '--json')
  for (const state of ['delivered', 'dead']) expect(list).toContain(`"${state}"`)
  const places = {
    answers: answers.map(({ head, body }) => head + body).join('\n'),
    log: proxy.output(),
    list: list + (await command(env, 'outbox', 'list', '--state', 'dead')) + (await command(env, 'doctor')),
    ready: await (await fetch(`${url}/ready`)).text(),
  }
  expectNone(places, { ...marks, ...more })
})

it('a document gives what was written back to its writer alone, and nothing but that', async () => {
  const marks = canaries()
  const more = moreCanaries()
  const { env, proxy, url } = await aProxy(marks, sitesOf(marks))
  const page = { Accept: 'text/html', Origin: url }
  const open = async () => (await fetch(`${url}/embed/all`, { headers: { Accept: 'text/html' } })).text()
  const refused: string[] = []
  const heads: string[] = []
  const written = { ...marks, ...more }
  const { token: _, secret, key, desk } = marks
  for (const variant of variants(marks, more))
    for (const files of fileSets(more)) {
      const { id = '', token = '' } = fieldsOf(await open())
      const message = flatIdentity(aMessage(marks, more, { ...variant, id }))
      const { status, head, body } = await told(await post(url, formOf({ ...message, token }, files), page))
      heads.push(head)
      if (status === 303) expectNone({ body }, written)
      else refused.push(body)
    }
  // What came back is for whoever had written it; what nobody had written there is for nobody.
  expect(refused.join('')).toContain(more.text)
  expect(refused.join('')).toContain(more.fileName)
  expectNone(
    { refused: refused.join('') },
    { fileText: more.fileText, secret, key, desk, token: marks.token },
  )
  expectNone({ heads: heads.join(''), log: proxy.output() }, written)
  const sent = heads.map((head) => /"location","([^"]+)"/.exec(head)?.[1]).find((path) => path)!
  const address = new URL(sent, `${url}/api/tickets`)
  const { email: __, ...others } = written
  expectNone({ confirmation: await (await fetch(address)).text() }, others)
  address.searchParams.set('key', 'x')
  expectNone({ stranger: (await (await fetch(address)).text()) + (await open()) }, written)
  await settled(env)
  expectNone({ log: proxy.output() }, written)
})

it('an erasure leaves nothing of own fields, files and what the page told, and nothing of an upload that failed', async () => {
  const marks = canaries()
  const more = moreCanaries()
  const { env, proxy, url } = await aProxy(marks, sitesOf(marks))
  const identity = aToken({ email: marks.email, context: { c: more.claim } }, marks.secret)
  for (const site of ['all', 'noted']) {
    const message = flatIdentity(aMessage(marks, more, { site, identity: { token: identity } }))
    expect((await told(await post(url, formOf(message, [aFile(more)])))).status).toBe(202)
  }
  const { id = '', token = '' } = fieldsOf(
    await (await fetch(`${url}/embed/all`, { headers: { Accept: 'text/html' } })).text(),
  )
  const page = { Accept: 'text/html', Origin: url }
  const plain = formOf({ ...aMessage(marks, more, { id }), token }, [aFile(more)])
  const { status, head } = await told(await post(url, plain, page))
  expect(status).toBe(303)
  for (const files of fileSets(more).slice(2)) {
    const response = await post(url, formOf(aMessage(marks, more), files))
    expect(response.status).toBe(422)
  }
  await settled(env)
  const written = filesIn(env.DATA_DIR)
  for (const kind of ['text', 'long', 'cart', 'context', 'fact', 'fileName', 'fileText', 'claim'] as const)
    expect(written, kind).toContain(more[kind])
  const spool = join(env.DATA_DIR, 'files')
  expect(existsSync(spool) && readdirSync(spool)).toHaveLength(3)
  expect(await command(env, 'outbox', 'erase', '--email', marks.email)).toBe('3 erased.\n')
  await expect.poll(() => readdirSync(spool)).toEqual([])
  const { desk: _, ...visitors } = marks
  const confirmation = new URL(/"location","([^"]+)"/.exec(head)![1]!, `${url}/api/tickets`)
  const places = {
    files: filesIn(env.DATA_DIR),
    log: proxy.output(),
    list: (await command(env, 'outbox', 'list', '--json')) + (await command(env, 'outbox', 'export')),
    confirmation: await (await fetch(confirmation)).text(),
  }
  expectNone(places, { ...visitors, ...more })
  await proxy.kill('SIGTERM')
  expectNone({ stopped: filesIn(env.DATA_DIR), log: proxy.output() }, { ...visitors, ...more })
})
