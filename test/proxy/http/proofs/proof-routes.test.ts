/** How a visitor proves an address by a code, from the first request to the end of the session. */
import { describe, expect, it, vi } from 'vitest'
import { aCodeVisitor, aSecret, codeFields, codeIn } from '../../../harness/proxy/a-code.ts'
import { anApp, problemOf, SITES, WITHOUT_CHALLENGES } from '../../../harness/proxy/an-app.ts'
import { fieldsOf } from '../../../harness/proxy/an-embed.ts'
import { aSubmission, ORIGIN } from '../../../harness/proxy/builders.ts'

const MINUTE = 60_000

function aVisitor(options: Parameters<typeof anApp>[0] = {}) {
  const app = anApp({ codes: true, ...options })
  return { ...app, ...aCodeVisitor(app) }
}

/** An answer without what is another in each. */
const told = async (response: Response) => {
  const { requestId: _id, ...problem } = await problemOf(response)
  const headers = [...response.headers].filter(([name]) => name !== 'x-request-id')
  return { ...problem, headers }
}

describe('a code', () => {
  it('comes by e-mail in the language of the form, and opens a session for its address', async () => {
    const { ask, mail, post, proofs } = aVisitor()
    const fields = codeFields({ locale: 'de-AT' })
    const asked = await ask(fields)
    expect([asked.status, await asked.json()]).toEqual([202, { minutes: 10 }])
    const sent = await mail(1)
    expect(sent).toMatchObject({ to: 'ada@example.com', subject: 'Ihr Code für shop.example' })
    const opened = await post('session', { site: 'shop', browser: fields['browser']!, code: codeIn(sent) })
    const { session, days } = (await opened.json()) as { session: string; days: number }
    expect([opened.status, days]).toEqual([200, 30])
    expect(opened.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN)
    expect(opened.headers.get('Cache-Control')).toBe('no-store')
    expect(await proofs!.addressOf('shop', session)).toBe('ada@example.com')
    expect(await proofs!.addressOf('strict', session)).toBeUndefined()
    expect(await proofs!.addressOf('shop', aSecret())).toBeUndefined()
  })

  it('is sent once for one request, whose answer may have been lost', async () => {
    const { ask, post, mail, mails, signIn } = aVisitor()
    const fields = codeFields()
    for (let n = 0; n < 2; n++) expect((await ask(fields)).status).toBe(202)
    await mail(1)
    // Without any work: nothing is done for it.
    expect((await post('code', fields)).status).toBe(202)
    expect((await post('code', { ...fields, email: 'eve@example.com' })).status).toBe(409)
    await signIn()
    expect(mails).toHaveLength(2)
  })

  it('may be typed on any keyboard, and pasted with spaces', async () => {
    const { signIn, post } = aVisitor()
    const { session, browser, code, site } = await signIn()
    const arabic = code.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)))
    for (const typed of [arabic, ` ${code.slice(0, 3)} ${code.slice(3)}\n`]) {
      const again = await post('session', { site, browser, code: typed })
      // The same session: an answer that was lost costs nobody a code.
      expect(await again.json()).toEqual({ session, days: 30 })
    }
  })

  it('costs no try while it is not whole: a key that was pressed too soon', async () => {
    const { ask, mail, post } = aVisitor()
    const fields = codeFields()
    const { browser = '' } = fields
    await ask(fields)
    const code = codeIn(await mail(1))
    for (const typed of ['1', code.slice(1), `${code}0`, 'abcdef', '......'])
      expect((await post('session', { site: 'shop', browser, code: typed })).status).toBe(403)
    expect((await post('session', { site: 'shop', browser, code })).status).toBe(200)
  })

  it('is refused alike when it is wrong, old, used up, replaced, of another browser or site, or was never sent', async () => {
    const { ask, mail, post, clock } = aVisitor()
    const fields = codeFields()
    const { browser = '' } = fields
    await ask(fields)
    const first = codeIn(await mail(1))
    const open = async (changes: Record<string, string>) =>
      told(await post('session', { site: 'shop', browser, code: first, ...changes }))
    const other = aSecret()
    const answers = [
      await open({ browser: other }),
      await open({ site: 'strict' }),
      await open({ code: first === '000000' ? '111111' : '000000' }),
      await open({ code: 'x' }),
    ]
    await ask(codeFields({ browser }))
    const second = codeIn(await mail(2))
    if (second !== first) answers.push(await open({}))
    const wrong = second === '000000' ? '111111' : '000000'
    for (let n = 0; n < 5; n++) await open({ code: wrong })
    answers.push(await open({ code: second }))
    await ask(codeFields({ browser }))
    const third = codeIn(await mail(3))
    clock.pass(10 * MINUTE)
    answers.push(await open({ code: third }))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]).toMatchObject({ status: 403, code: 'code_wrong' })
  })

  it('is asked for in the same words whether anybody has written from the address or not', async () => {
    const { ask, postJson, mail } = aVisitor()
    expect((await postJson(aSubmission())).status).toBe(202)
    const answer = async (email: string) => {
      const response = await ask(codeFields({ email }))
      const headers = [...response.headers].filter(([name]) => name !== 'x-request-id')
      return { status: response.status, text: await response.text(), headers }
    }
    expect(await answer('nobody@example.com')).toEqual(await answer('ada@example.com'))
    await mail(2)
  })
})

describe('asking for a code', () => {
  it('costs work, also where messages cost none, and a challenge brings one code', async () => {
    const { post, ask, form, mail, mails } = aVisitor({ sites: WITHOUT_CHALLENGES })
    expect((await form()).challenge).toBeUndefined()
    expect((await problemOf(await post('code', codeFields()))).code).toBe('challenge_required')
    expect((await ask(codeFields())).status).toBe(202)
    await mail(1)
    expect(mails).toHaveLength(1)
  })

  it('is let in without work a few times from our own form without a script, and then not', async () => {
    const { app, post } = aVisitor({ documents: true })
    const document = await app.request('/embed/shop', { headers: { Accept: 'text/html' } })
    const { token = '' } = fieldsOf(await document.text())
    const own = { Origin: 'http://localhost', Accept: 'text/html' }
    const statuses = []
    for (let n = 0; n < 3; n++) statuses.push((await post('code', codeFields({ token }), own)).status)
    expect(statuses).toEqual([202, 202, 429])
    expect((await post('code', codeFields({ token: 'x' }), own)).status).toBe(403)
  })

  it('is for pages of the site only', async () => {
    const { post } = aVisitor()
    const elsewhere = { Origin: 'https://evil.example' }
    for (const [path, fields] of [
      ['code', codeFields()],
      ['session', { site: 'shop', browser: aSecret(), code: '123456' }],
      ['sign-out', { site: 'shop', session: aSecret() }],
    ] as const)
      expect((await problemOf(await post(path, fields, elsewhere))).code).toBe('origin_denied')
  })

  it('says what is wrong with its fields, and takes no secret that could be guessed', async () => {
    const { post } = aVisitor()
    const wrong = await problemOf(
      await post('code', { id: 'x', site: 'shop', email: 'x', browser: 'short', more: '1' }),
    )
    expect(wrong).toMatchObject({
      status: 422,
      fields: { id: 'invalid', email: 'invalid', browser: 'invalid', more: 'unknown' },
    })
    expect((await problemOf(await post('session', { site: 'shop' }))).fields).toEqual({
      browser: 'required',
      code: 'required',
    })
  })

  it('is told that there is none where nothing sends mail', async () => {
    const { post } = aVisitor({ codes: false })
    const { status, message } = await problemOf(await post('code', codeFields()))
    expect([status, message]).toEqual([404, expect.stringContaining('docs/mail.md')])
  })

  it('gives its allowance back when nothing could be stored', async () => {
    const { ask, store, mail } = aVisitor()
    const failing = vi.spyOn(store.codes, 'ask').mockRejectedValue(new Error('disk'))
    for (let n = 0; n < 7; n++) expect((await ask(codeFields())).status).toBe(503)
    failing.mockRestore()
    expect((await ask(codeFields())).status).toBe(202)
    await mail(1)
  })

  it('is bounded for a mailbox, however it is written, from wherever it comes', async () => {
    const { ask, mails } = aVisitor({ trusted: ['10.0.0.1'] })
    const statuses = []
    for (const [n, email] of ['ada@example.com', 'ADA@example.com', 'ada+1@example.com'].entries())
      for (let m = 0; m < 3; m++)
        statuses.push(
          (await ask(codeFields({ email }), { 'X-Forwarded-For': `203.0.113.${n * 3 + m}` })).status,
        )
    expect(statuses).toEqual([...Array<number>(6).fill(202), ...Array<number>(3).fill(429)])
    await expect.poll(() => mails.length).toBe(6)
  })
})

describe('a session', () => {
  it('ends where its visitor signs out, and there is nothing to be learnt by it', async () => {
    const { signIn, post, proofs } = aVisitor({ sites: SITES })
    const { session, browser, code, site } = await signIn()
    expect((await post('sign-out', { site: 'strict', session })).status).toBe(204)
    expect(await proofs!.addressOf('shop', session)).toBe('ada@example.com')
    expect((await post('sign-out', { site, session })).status).toBe(204)
    expect((await post('sign-out', { site, session: aSecret() })).status).toBe(204)
    expect(await proofs!.addressOf('shop', session)).toBeUndefined()
    expect((await post('session', { site, browser, code })).status).toBe(403)
  })

  it('is kept as a hash, and a code as what nobody can try it by', async () => {
    const { signIn, sql } = aVisitor()
    const { session, browser, code } = await signIn()
    const kept = JSON.stringify([sql.all('SELECT * FROM code'), sql.all('SELECT * FROM session')])
    expect(kept).toContain('ada@example.com')
    for (const secret of [session, browser, code]) expect(kept).not.toContain(secret)
    expect(sql.all('SELECT * FROM mail')).toEqual([])
  })
})
