/** Whoever would like to be somebody else: guesses of codes, floods of mails, words smuggled into them. */
import { expect, it } from 'vitest'
import { aCodeVisitor, aSecret, codeFields, codeIn } from '../harness/proxy/a-code.ts'
import { anApp } from '../harness/proxy/an-app.ts'

function aVisitor(options: Parameters<typeof anApp>[0] = {}) {
  const app = anApp({ codes: true, ...options })
  return { ...app, ...aCodeVisitor(app) }
}

/** Another code than this one. */
const wrong = (code: string, n: number) => String((Number(code) + 1 + n) % 1_000_000).padStart(6, '0')

it('a guesser has five tries for each code, and six codes an hour, from however many networks', async () => {
  const { ask, mail, post } = aVisitor({ trusted: ['10.0.0.1'] })
  let tries = 0
  let opened = 0
  for (let n = 0; n < 8; n++) {
    const from = { 'X-Forwarded-For': `2001:db8:${n}::1` }
    const fields = codeFields()
    if ((await ask(fields, from)).status !== 202) continue
    const code = codeIn(await mail(n + 1))
    for (let guess = 0; guess < 8; guess++) {
      // The last ones are right, and too late.
      const typed = guess < 5 ? wrong(code, guess) : code
      const answer = await post('session', { site: 'shop', browser: fields['browser']!, code: typed }, from)
      if (guess < 5) tries++
      if (answer.status === 200) opened++
    }
  }
  expect([tries, opened]).toEqual([30, 0])
})

it('a right code is worth nothing without the secret of the browser that asked, or at another site', async () => {
  const { ask, mail, post } = aVisitor()
  const fields = codeFields()
  await ask(fields)
  const code = codeIn(await mail(1))
  expect((await post('session', { site: 'shop', browser: aSecret(), code })).status).toBe(403)
  expect((await post('session', { site: 'strict', browser: fields['browser']!, code })).status).toBe(403)
})

it('nobody ends the code of another browser, and nobody signs out who does not hold the session', async () => {
  const { ask, mail, post } = aVisitor()
  const fields = codeFields()
  await ask(fields)
  const code = codeIn(await mail(1))
  // The same address, asked for by somebody else, who also tries in vain.
  const eve = codeFields()
  await ask(eve)
  await mail(2)
  for (let n = 0; n < 6; n++)
    await post('session', { site: 'shop', browser: eve['browser']!, code: wrong(code, n) })
  expect((await post('session', { site: 'shop', browser: fields['browser']!, code })).status).toBe(200)
})

it('a flood of requests costs ever more work, and a mailbox gets six mails of it', async () => {
  const { ask, mails, post, rateLimits, lines } = aVisitor()
  const statuses = []
  for (let n = 0; n < 8; n++) statuses.push((await ask(codeFields())).status)
  expect(statuses).toEqual([...Array<number>(6).fill(202), 429, 429])
  await expect.poll(() => mails.length).toBe(6)
  expect((await post('code', codeFields())).status).toBe(403)
  rateLimits.refusals.report()
  expect(lines.join('')).not.toContain('ada@')
})

it('nothing that a visitor writes is in the mail, but the address that it goes to', async () => {
  const { ask, mail } = aVisitor()
  await ask(codeFields({ email: 'visit.evil.example@example.com', locale: 'x-evil' }))
  const { to, ...rest } = await mail(1)
  expect(to).toBe('visit.evil.example@example.com')
  // Not "ada": random hexadecimal digits may spell that.
  expect(JSON.stringify(rest)).not.toMatch(/evil|http/)
})
