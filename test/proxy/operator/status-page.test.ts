/** The status page over HTTP: what it says, and what it does. In a browser: test/browser/operator. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ceilingOf } from '../../../proxy/operator/page/charts.ts'
import { barsOf, HOUR_MS } from '../../../proxy/operator/page/traffic.ts'
import { duration, whyWords, withoutCommand } from '../../../proxy/operator/page/words.ts'
import { openSqlite } from '../../../proxy/store/sqlite/database.ts'
import { anOperator, aStatusPage, refuse, SECRET } from '../../harness/proxy/a-status-page.ts'
import { aServedProxy } from '../../harness/proxy/proxy-in-process.ts'

const referenceIn = (text: string) => /message\?id=(S[0-9A-Z]{11})/.exec(text)![1]!

/** The same page, and its open database, in which the ticket of one message lacks a note that was refused. */
async function oneLacksANote() {
  const { url, dataDir } = await aStatusPage()
  const sql = openSqlite(join(dataDir, 'outbox.db'), { exclusive: false })
  const { id } = sql.get(`SELECT id FROM submission WHERE state = 'delivered' LIMIT 1`)!
  sql.run(
    `INSERT INTO step (submission, place, kind, target, state, why, due_at)
     VALUES (?, 9, 'note', '<p>Too short.</p>', 'failed', '403', 0)`,
    String(id),
  )
  return { url, sql }
}

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

  it('shows of what lacks a note why, what it says once it is asked for, and tries it again', async () => {
    const { url, sql } = await oneLacksANote()
    const operator = await anOperator(url).logIn()
    const list = await operator.text('messages?state=partial')
    expect(list).toMatch(/note: .*403/)
    const reference = referenceIn(list)
    expect(await operator.text(`message?id=${reference}`)).not.toContain('Too short.')
    expect(await operator.text(`message?id=${reference}&body=1`)).toContain('Too short.')
    await operator.act('retry', { id: reference })
    expect(sql.get('SELECT why FROM step WHERE place = 9')?.['why']).not.toBe('403')
    sql.close()
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

  it('shows own fields, what the page told and files by their names, and no markup of theirs', async () => {
    const { url, dataDir } = await aStatusPage()
    const sql = openSqlite(join(dataDir, 'outbox.db'), { exclusive: false })
    const { id, reference, body } = sql.get(
      `SELECT id, reference, body FROM submission WHERE state = 'dead'`,
    )!
    const more = { fields: { 'מספר <i>': ['שלוש', '<b>'] }, context: { plan: '=1+1\nline two' } }
    const whole = { ...(JSON.parse(String(body)) as object), ...more }
    sql.run('UPDATE submission SET body = ? WHERE id = ?', JSON.stringify(whole), String(id))
    sql.run(
      `INSERT INTO attachment (file, submission, place, name, type, size, digest)
       VALUES ('f', ?, 0, '"><script>.pdf', 'application/pdf', 1234567, 'd')`,
      String(id),
    )
    sql.close()
    const operator = await anOperator(url).logIn()
    const shown = await operator.text(`message?id=${String(reference)}&body=1`)
    expect(shown).toMatch(/<dt>מספר &lt;i&gt;<\/dt>\s*<dd>\s*<ul/)
    expect(shown).toMatch(/<li><span class="verbatim">&lt;b&gt;<\/span>/)
    expect(shown).toMatch(/<dt>plan<\/dt>\s*<dd><span class="verbatim">=1\+1\nline two<\/span>/)
    expect(shown).toContain('&quot;&gt;&lt;script&gt;.pdf\napplication/pdf, 1,234,567 bytes')
  })

  it('leads from a message that lacks a note back to the list of those', async () => {
    const { url, sql } = await oneLacksANote()
    sql.close()
    const operator = await anOperator(url).logIn()
    const list = await operator.text('messages?state=partial')
    expect(list).toMatch(/class="tag wait">Incomplete</)
    expect(await operator.text(`message?id=${referenceIn(list)}`)).toContain('href="messages?state=partial"')
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
    expect(whyWords('once 400')).toBe(
      'the helpdesk answered 400; it is tried once more before it counts as refused',
    )
    expect(whyWords('absent 503')).toBe(
      'the helpdesk answered 503; its ticket was looked for and is not there, so it is sent again',
    )
    expect(whyWords('timeout; unclear looks: 1')).toBe(
      'the helpdesk did not answer in time; a look for its ticket told nothing',
    )
    expect(whyWords('unreadable ticket; unclear looks: 3')).toBe(
      'unreadable ticket; 3 looks for its ticket told nothing',
    )
    expect(whyWords('older_database')).toContain('older than what was done with it')
    expect(whyWords('older_database; 422 subject')).toBe(
      'the helpdesk answered 422 and complains about: subject; the database is older than what was done with it, so it may have its ticket',
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
