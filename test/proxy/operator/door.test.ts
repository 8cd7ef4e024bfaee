/** Who gets through the door of the status page, over HTTP. */
import { Hono } from 'hono'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { addDoor } from '../../../proxy/operator/page/door.ts'
import type { OperatorRequest } from '../../../proxy/operator/page/layout.ts'
import { OperatorSessions } from '../../../proxy/operator/page/session.ts'
import { anOperator, aStatusPage, SECRET } from '../../harness/proxy/a-status-page.ts'
import { aServedProxy } from '../../harness/proxy/proxy-in-process.ts'

describe('the door', () => {
  it('is not there without OPERATOR_SECRET', async () => {
    const { url } = await aServedProxy()
    for (const path of ['/operator', '/operator/messages'])
      expect((await fetch(url + path, { redirect: 'manual' })).status).toBe(404)
  })

  it('shows the log-in and nothing else to whoever has not brought the secret', async () => {
    const { url } = await aStatusPage()
    const first = await fetch(`${url}/operator`)
    expect(await first.text()).toContain('type="password"')
    for (const path of ['messages', 'message?id=S1', 'sites', 'retry?all=dead', 'export?state=dead']) {
      const answer = await fetch(`${url}/operator/${path}`, { redirect: 'manual' })
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, '../operator'])
    }
    for (const path of ['retry', 'export', 'check', 'logout']) {
      const answer = await fetch(`${url}/operator/${path}`, {
        method: 'POST',
        redirect: 'manual',
        body: new FormData(),
      })
      expect(answer.status).toBe(303)
    }
  })

  it('opens to the secret with a cookie that no script, no other site and no other path sees', async () => {
    const { url } = await aStatusPage()
    const operator = anOperator(url)
    const wrong = await operator.post('login', { secret: `${SECRET}x` })
    expect(wrong.status).toBe(403)
    expect(await wrong.text()).toContain('That is not the secret.')
    const right = await operator.post('login', { secret: SECRET })
    expect([right.status, right.headers.get('Location')]).toEqual([303, '../operator'])
    expect(right.headers.get('Set-Cookie')).toMatch(
      /^support_operator=[\w.-]+; Max-Age=28800; HttpOnly; SameSite=Strict$/,
    )
    expect(await operator.text('')).toContain('3 things need you')
    const secure = await aStatusPage({ PUBLIC_URL: 'https://support.example' })
    const cookie = (await anOperator(secure.url).post('login', { secret: SECRET })).headers.get('Set-Cookie')
    expect(cookie).toMatch(/; Secure$/)
    // So does the server in front, of a proxy that has not been told its address.
    const behind = await operator.post('login', { secret: SECRET }, { 'X-Forwarded-Proto': 'https' })
    expect(behind.headers.get('Set-Cookie')).toMatch(/; Secure$/)
  })

  it('lets nobody guess on and on, not even rightly until a while has passed', async () => {
    const { url } = await aStatusPage()
    const operator = anOperator(url)
    for (let i = 0; i < 10; i++)
      expect((await operator.post('login', { secret: `guess ${i}` })).status).toBe(403)
    const over = await operator.post('login', { secret: SECRET })
    expect(over.status).toBe(429)
    expect(Number(over.headers.get('Retry-After'))).toBeGreaterThan(800)
    expect(over.headers.get('Set-Cookie')).toBeNull()
  })

  it('takes no form from another page, and none without the token of its session', async () => {
    const { url } = await aStatusPage()
    const operator = anOperator(url)
    const foreign = await operator.post('login', { secret: SECRET }, { 'Sec-Fetch-Site': 'cross-site' })
    expect([foreign.status, foreign.headers.get('Set-Cookie')]).toEqual([403, null])
    await operator.logIn()
    for (const token of ['', 'x', (await anOperator(url).logIn()).token()]) {
      const answer = await operator.post('retry', { all: 'dead', token })
      expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('too old')])
    }
    const sibling = await operator.act('retry', { all: 'dead' }, { 'Sec-Fetch-Site': 'same-site' })
    expect(sibling.status).toBe(403)
    expect(await operator.text('messages?state=dead')).toContain('message?id=')
    expect((await operator.post('login', { secret: 'x'.repeat(9000) })).status).toBe(413)
  })

  it.each([{}, { PUBLIC_URL: 'http://support.example:8080' }])(
    'is locked by no other page of a browser that names the origin alone, as on plain HTTP: %o',
    async (env) => {
      const { url } = await aStatusPage(env)
      const logIn = (secret: string, headers: Record<string, string>) =>
        fetch(`${url}/operator/login`, {
          method: 'POST',
          redirect: 'manual',
          headers,
          body: new URLSearchParams({ secret }),
        })
      for (const origin of ['http://shop.example', 'null', 'http://127.0.0.1:1', 'https://shop.example'])
        for (let i = 0; i < 4; i++) {
          const answer = await logIn('guess', { Origin: origin })
          expect([answer.status, await answer.text()]).toEqual([
            403,
            expect.stringContaining('Not from here'),
          ])
        }
      const own = [url, env.PUBLIC_URL ?? url]
      for (const origin of own) expect((await logIn(SECRET, { Origin: origin })).status).toBe(303)
      const behind = { Origin: 'http://help.example', 'X-Forwarded-Host': 'help.example' }
      expect((await logIn(SECRET, behind)).status).toBe(303)
    },
  )

  it('closes behind whoever logs out, for a kept cookie too, and for one that was changed', async () => {
    const { url } = await aStatusPage()
    const operator = await anOperator(url).logIn()
    const kept = operator.cookie()
    const read = async (cookie: string) =>
      (await fetch(`${url}/operator`, { headers: { Cookie: cookie } })).text()
    expect(await read(kept)).toContain('Overview')
    const [value = '', signature = ''] = kept.split(/\.(?=[^.]+$)/)
    expect(await read(`${value.replace(/=\d+/, '=9999999999999')}.${signature}`)).toContain('type="password"')
    const out = await operator.act('logout', {})
    expect(out.headers.get('Set-Cookie')).toMatch(/^support_operator=; Max-Age=0/)
    expect(await read(kept)).toContain('type="password"')
  })

  it('takes no cookie that is made of what the forms of a session bring, which would never end', async () => {
    const { url } = await aStatusPage()
    const operator = await anOperator(url).logIn()
    const session = /=(.+)\.[^.]+$/.exec(operator.cookie())![1]!
    const read = async (cookie: string) =>
      (await fetch(`${url}/operator`, { headers: { Cookie: `support_operator=${cookie}` } })).text()
    for (const made of [`form ${session}`, session, 'form', ''])
      expect(await read(`${made}.${operator.token()}`)).toContain('type="password"')
  })

  it('opens beside a cookie of its name that a page of a neighbouring domain has left', async () => {
    const { url } = await aStatusPage()
    const operator = await anOperator(url).logIn()
    const read = async (cookie: string) =>
      (await fetch(`${url}/operator`, { headers: { Cookie: cookie } })).text()
    expect(await read(`support_operator=theirs.x; ${operator.cookie()}`)).toContain('Overview')
    expect(await read(`${operator.cookie()}; support_operator=theirs`)).toContain('Overview')
    expect(await read('support_operator=theirs.x; support_operator=')).toContain('type="password"')
  })

  it('has every answer say that nothing is run, loaded, framed or kept', async () => {
    const { url } = await aStatusPage()
    const operator = await anOperator(url).logIn()
    for (const path of ['', 'messages', 'sites', 'message?id=none', 'retry?all=dead']) {
      const { headers } = await operator.get(path)
      const policy = headers.get('Content-Security-Policy')!
      expect(policy).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; img-src data:; form-action 'self'/,
      )
      expect(policy).not.toMatch(/script-src|unsafe|http/)
      expect(policy).toContain(`frame-ancestors 'none'`)
      expect(headers.get('Cache-Control')).toBe('no-store')
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('Access-Control-Allow-Origin')).toBeNull()
    }
    expect(await operator.text('')).not.toMatch(/<script|\sstyle=|\son\w+=/)
  })

  it('tells the log of each wrong secret, and of all tries while it is locked at once', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const app = new Hono<OperatorRequest>()
    const told: unknown[] = []
    const { now } = Date
    const clientOf = () => ({ network: '192.0.2.1' })
    const sessions = new OperatorSessions({ secret: SECRET, key: 'key', publicUrl: undefined, clientOf, now })
    const tellRest = addDoor(app, sessions, (level, event, facts) => told.push({ level, event, ...facts }))
    const knock = async (times: number) => {
      for (let i = 0; i < times; i++)
        await app.request('/login', { method: 'POST', body: new URLSearchParams({ secret: 'a guess' }) })
    }
    const line = { level: 'warn', event: 'operator_login_refused' }
    await knock(510)
    expect(told.splice(0)).toEqual(Array.from({ length: 10 }, () => ({ ...line, why: 'wrong' })))
    vi.advanceTimersByTime(10_000)
    expect(told.splice(0)).toEqual([{ ...line, why: 'wait', count: 500 }])
    vi.advanceTimersByTime(60_000)
    expect(told).toEqual([])
    await knock(3)
    tellRest()
    expect(told).toEqual([{ ...line, why: 'wait', count: 3 }])
  })
})
