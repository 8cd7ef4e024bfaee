/** Unique secrets, names, addresses and texts through every route: where else do they turn up? */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { sentInTheEnd } from '../harness/busy-proxy.ts'
import { ORIGIN } from '../harness/proxy/builders.ts'
import { aProxy, aToken, canaries, command, expectNone, filesIn } from '../harness/attack/canaries.ts'
import type { Canaries } from '../harness/attack/canaries.ts'

/** Requests of every kind; returns all that was answered. */
async function drive(url: string, marks: Canaries): Promise<string[]> {
  const { email, name, subject, message, signature, query, header, cookie } = marks
  const headers = { Origin: ORIGIN, 'User-Agent': header, Cookie: `a=${cookie}`, 'X-Forwarded-For': header }
  const answers: string[] = []
  const call = async (
    path: string,
    init: { method?: string; body?: string | URLSearchParams; headers?: Record<string, string> } = {},
  ) => {
    const response = await fetch(url + path, { ...init, headers: { ...headers, ...init.headers } })
    answers.push(`${JSON.stringify([...response.headers])} ${await response.text()}`)
  }
  const whole = { id: '', email, name, subject, message, page: `https://shop.example/?${query}` }
  const bodies = [
    { ...whole },
    { ...whole, message: `${message} please refuse` },
    { ...whole, message: `${message} please break` },
    { ...whole, email: name },
    { ...whole, site: name },
    { ...whole, message: undefined },
    { ...whole, message: message.repeat(400) },
    { ...whole, identity: { signature } },
    { ...whole, identity: { token: `${signature}.${signature}.${signature}` } },
    { ...whole, website: name, id: 'not an id' },
    { ...whole, challenge: btoa(`{"challenge":"${message}"}`) },
    { ...whole, token: signature },
  ]
  for (const body of bodies) {
    const text = JSON.stringify({ ...body, id: body.id || randomUUID() })
    await call('/api/tickets', {
      method: 'POST',
      body: text,
      headers: { 'Content-Type': 'application/json' },
    })
  }
  await call('/api/tickets', {
    method: 'POST',
    body: `{"message":"${message}`,
    headers: { 'Content-Type': 'application/json' },
  })
  await call('/api/tickets', { method: 'POST', body: message, headers: { 'Content-Type': 'text/plain' } })
  await call('/api/tickets', {
    method: 'POST',
    body: new URLSearchParams({ ...whole, id: randomUUID() }),
    headers: { Origin: 'null' },
  })
  for (const path of [
    '/api/form',
    '/api/tickets',
    '/health',
    '/ready',
    '/support.js',
    '/',
    `/nowhere/x`,
    '/sandbox/api/tickets',
    '/embed/default',
    `/embed/default/sent/${name}`,
  ])
    for (const method of ['GET', 'OPTIONS', 'PUT', 'DELETE']) await call(`${path}?${query}`, { method })
  return answers
}

it('nothing that is secret or personal is found in answers, logs, the queue’s list, or the files after an erasure', async () => {
  const marks = canaries()
  const { env, proxy, desk, url } = await aProxy(marks)
  const answers = await drive(url, marks)
  await expect.poll(() => command(env, 'outbox', 'list', '--json')).not.toContain('"sending"')
  await expect.poll(() => command(env, 'outbox', 'list')).toMatch(/dead/)
  expect(desk.calls.some(({ body }) => body.includes(marks.message))).toBe(true)
  const told = await Promise.all([
    command(env, 'outbox', 'list', '--json'),
    command(env, 'outbox', 'list', '--state', 'dead'),
    command(env, 'doctor'),
  ])
  const places = { answers: answers.join('\n'), log: proxy.output(), told: told.join('\n') }
  expectNone(places, { ...marks })
})

it('an erasure leaves nothing of a delivered message in the files, and names what it had to keep', async () => {
  const marks = canaries()
  const { env, proxy, url } = await aProxy(marks)
  const identity = {
    token: aToken({ email: marks.email, name: marks.subject, context: { a: marks.desk } }, marks.secret),
  }
  const post = (message: string) =>
    sentInTheEnd(() =>
      fetch(`${url}/api/tickets`, {
        method: 'POST',
        headers: { Origin: ORIGIN, 'Content-Type': 'application/json' },
        body: JSON.stringify({ id: randomUUID(), email: marks.email, name: marks.name, message, identity }),
      }),
    )
  await post(marks.message)
  await expect.poll(() => command(env, 'outbox', 'list')).toContain('delivered')
  const files = () => filesIn(env.DATA_DIR)
  for (const value of [marks.message, marks.email, marks.subject, marks.desk])
    expect(files()).toContain(value)
  expect(await command(env, 'outbox', 'erase', '--email', marks.email.toUpperCase())).toBe('1 erased.\n')
  const left = files()
  for (const [kind, value] of Object.entries(marks)) expect(left.includes(value), kind).toBe(false)
  await post('please refuse')
  await expect.poll(() => command(env, 'outbox', 'list')).toContain('dead')
  expect(await command(env, 'outbox', 'erase', '--email', marks.email)).toMatch(
    /^0 erased.\nNot delivered yet, and kept/,
  )
  expect(await command(env, 'outbox', 'erase', '--email', marks.email, '--dead')).toBe('1 erased.\n')
  const { desk: _, ...visitors } = marks
  expectNone({ files: files() }, visitors)
  expect(await command(env, 'outbox', 'list')).not.toContain('dead')
  expect(await command(env, 'outbox', 'erase', '--email', 'nonsense')).toContain('Name an e-mail address')
  await proxy.kill('SIGTERM')
  for (const value of [marks.token, marks.secret, marks.key]) expect(files().includes(value)).toBe(false)
})
