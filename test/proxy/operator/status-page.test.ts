/** The status page over HTTP: who gets in, what it says, and what it does. In a browser: test/browser/operator. */
import { describe, expect, it } from 'vitest'
import { ceilingOf } from '../../../proxy/operator/page/charts.ts'
import { barsOf, HOUR_MS } from '../../../proxy/operator/page/traffic.ts'
import { duration, whyWords, withoutCommand } from '../../../proxy/operator/page/words.ts'
import { anOperator, aStatusPage, refuse, SECRET } from '../../harness/proxy/a-status-page.ts'
import { aServedProxy } from '../../harness/proxy/proxy-in-process.ts'

const referenceIn = (text: string) => /message\?id=(S[0-9A-Z]{11})/.exec(text)![1]!

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
})

describe('inside', () => {
  it('counts messages by hour, day, site and state, for one site too', async () => {
    const { url } = await aStatusPage()
    const operator = await anOperator(url).logIn()
    const all = await operator.text('')
    for (const words of [
      'Messages an hour, last 48 hours',
      'Messages a day, last 14 days',
      'From sending to the ticket',
    ])
      expect(all).toContain(words)
    const row = (text: string, site: string) =>
      [
        ...text
          .slice(text.indexOf('id="by-site"'))
          .matchAll(/<th scope="row">(\w+)<\/th>((?:\s*<td[^>]*>[\d,]+<\/td>)+)/g),
      ]
        .filter(([, name]) => name === site)
        .map(([, , cells]) => [...cells!.matchAll(/>([\d,]+)</g)].map(([, number]) => number).slice(2))
    expect(row(all, 'demo')).toEqual([['3', '1']])
    expect(row(all, 'workshop')).toEqual([['1', '1']])
    const one = await operator.text('?site=workshop')
    expect(one).toContain('<h1>workshop</h1>')
    expect(await operator.text('?site=<b>')).toContain('<h1>Overview</h1>')
  })

  it('shows a long list by fifty, with what can be done to all of it above, and how many there are', async () => {
    const { url, dataDir } = await aStatusPage()
    refuse(dataDir, 1198)
    const operator = await anOperator(url).logIn()
    const seen = new Set<string>()
    let text = await operator.text('messages?state=dead')
    expect(text).toContain('50 of 1,200 are shown')
    expect(text.indexOf('Try all again')).toBeLessThan(text.indexOf('<table'))
    expect(text.indexOf('Export')).toBeLessThan(text.indexOf('<table'))
    expect(text).toMatch(/Refused\s*<span class="count">1,200<\/span>/)
    expect(text).toMatch(/Unsure\s*<span class="count">1<\/span>/)
    expect(text).toMatch(/Incomplete\s*<\/a/)
    for (let page = 0; page < 2; page++) {
      const shown = [...text.matchAll(/message\?id=(S[0-9A-Z]{11})/g)].map(([, reference]) => reference!)
      expect(shown).toHaveLength(50)
      for (const reference of shown) seen.add(reference)
      const [, more] = /href="(messages\?state=dead&after=[^"]+)"/.exec(text)!
      text = await operator.text(more!)
    }
    expect(seen.size).toBe(100)
    expect(await operator.text('')).toContain('1,200')
  })

  it('names the second site of the demo page only once it has a message', async () => {
    const empty = await aServedProxy({ OPERATOR_SECRET: SECRET })
    const nothing = await (await anOperator(empty.url).logIn()).text('')
    expect(nothing).not.toContain('workshop')
    expect(nothing).toContain('No message has come in yet')
    const { url } = await aStatusPage()
    const full = await (await anOperator(url).logIn()).text('')
    expect(full).toContain('?site=workshop')
    expect(full).not.toContain('No message has come in yet')
  })

  it('shows what was written as it was written, line by line', async () => {
    const { url, dataDir } = await aStatusPage()
    refuse(dataDir, 1)
    const operator = await anOperator(url).logIn()
    const list = await operator.text('messages?state=dead')
    const references = [...list.matchAll(/message\?id=(S[0-9A-Z]{11})/g)].map(([, reference]) => reference!)
    const pages = await Promise.all(references.map((one) => operator.text(`message?id=${one}&body=1`)))
    const shown = pages.find((one) => one.includes('Second'))!
    expect(shown).toContain('First line.\nSecond line.')
    expect(shown).toContain('messages?state=dead')
  })

  it('tells why a message is where it is, and what was written only when asked', async () => {
    const { url } = await aStatusPage()
    const operator = await anOperator(url).logIn()
    const list = await operator.text('messages?state=dead')
    expect(list).toContain('the helpdesk answered 422 and complains about: contact_email')
    expect(list).not.toContain('ada@example.com')
    const reference = referenceIn(list)
    const message = await operator.text(`message?id=${reference}`)
    expect(message).not.toContain('ada@example.com')
    const shown = await operator.text(`message?id=${reference}&body=1`)
    expect(shown).toContain('ada@example.com')
    expect(shown).toContain('&lt;b&gt;')
    expect(shown).not.toContain('<b>')
    expect((await operator.get('message?id=S00000000000')).status).toBe(404)
  })

  it('does nothing by a link, and tries again what a form has asked for', async () => {
    const { url, tickets } = await aStatusPage()
    const operator = await anOperator(url).logIn()
    const reference = referenceIn(await operator.text('messages?state=dead'))
    expect(await operator.text(`retry?id=${reference}`)).toContain(`Try ${reference} again?`)
    expect(await operator.text('messages?state=dead')).toContain(reference)
    const done = await operator.act('retry', { id: reference })
    const told = await done.text()
    expect(told).toContain('1 message will be tried again now.')
    // The message itself: whoever came from the stuck ones is not shown the refused ones.
    expect(told).toContain(`<h1>Message ${reference}</h1>`)
    await expect.poll(async () => (await tickets()).length).toBe(1)
    const others = await operator.act('retry', { all: 'dead' })
    expect(await others.text()).toContain('1 message will be tried again now.')
    await expect.poll(async () => operator.text('messages?state=dead')).toContain('There are none.')
    const again = await operator.act('retry', { id: reference })
    expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('only what is dead')])
  })

  it('tries again what is unsure only when somebody has looked for it', async () => {
    const { url } = await aStatusPage()
    const operator = await anOperator(url).logIn()
    const reference = referenceIn(await operator.text('messages?state=unsure'))
    expect(await operator.text(`retry?id=${reference}`)).toContain('name="unsure" value="1" required')
    expect((await operator.act('retry', { id: reference })).status).toBe(409)
    expect((await operator.act('retry', { id: reference, unsure: '1' })).status).toBe(200)
  })

  it('exports a list as a file, after a question', async () => {
    const { url } = await aStatusPage()
    const operator = await anOperator(url).logIn()
    expect(await operator.text('export?state=dead')).toContain('names and addresses')
    const file = await operator.act('export', { state: 'dead' })
    expect(file.headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="messages-dead-[\d-]+\.jsonl"$/,
    )
    const rows = (await file.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { submission: { email: string } })
    expect(rows.map(({ submission }) => submission.email)).toEqual(['ada@example.com', 'ada@example.com'])
  })

  it('shows the sites with their tags, and what the doctor says of them', async () => {
    const { url } = await aStatusPage()
    const operator = await anOperator(url).logIn()
    const before = await operator.text('sites')
    expect(before).toContain('Not checked yet')
    expect(before).toContain('data-site=&quot;demo&quot;')
    const checked = await operator.act('check', {})
    expect([checked.status, checked.headers.get('Location')]).toEqual([303, 'sites'])
    expect(await operator.text('sites')).toMatch(/data directory[^]*In order/)
  })
})

describe('words and drawings', () => {
  it('say codes in words, and those that have none as they are', () => {
    expect(whyWords('timeout')).toBe('the helpdesk did not answer in time')
    expect(whyWords('503')).toBe('the helpdesk answered 503')
    expect(whyWords('absent 503')).toBe(
      'the helpdesk answered 503; its ticket was looked for and is not there, so it is sent again',
    )
    expect(whyWords('ECONNREFUSED')).toBe('ECONNREFUSED')
    expect(whyWords(undefined)).toBe('')
    expect(withoutCommand('2 refused. Run: support-proxy outbox list --state dead')).toBe('2 refused.')
    expect([duration(59_000), duration(60_000), duration(7_200_000)]).toEqual([
      'less than a minute',
      '1 minute',
      '2 hours',
    ])
  })

  it('have a bar for every hour, the one of now at the end', () => {
    const now = 100 * HOUR_MS + 5
    const slice = { site: 'a', band: undefined, count: 2 }
    const bars = barsOf(
      [
        { ...slice, at: 100 * HOUR_MS, state: 'dead' },
        { ...slice, at: 98 * HOUR_MS, state: 'unsure' },
        { ...slice, at: 90 * HOUR_MS, state: 'delivered' },
      ],
      now,
      HOUR_MS,
      3,
    )
    expect(bars).toEqual([
      { at: 98 * HOUR_MS, delivered: 0, waiting: 2, dead: 0 },
      { at: 99 * HOUR_MS, delivered: 0, waiting: 0, dead: 0 },
      { at: 100 * HOUR_MS, delivered: 0, waiting: 0, dead: 2 },
    ])
    expect([0, 3, 11, 12, 78, 101, 950].map(ceilingOf)).toEqual([4, 4, 12, 12, 80, 120, 1000])
  })
})
