import { describe, expect, it } from 'vitest'
import { BODY_MAX } from '../../../proxy/contract/limits.ts'
import { shedLoad } from '../../../proxy/admission/load-shedding.ts'
import { Refusal } from '../../../proxy/refusal.ts'
import { ORIGIN } from '../../harness/proxy/builders.ts'
import { anEmbeddedApp, anOpenForm, fieldsOf, OWN } from '../../harness/proxy/an-embed.ts'

/** Where an answer leads. */
const next = (answer: Response) =>
  new URL(answer.headers.get('Location')!, `${OWN}/api/tickets`).href.slice(OWN.length)

const stored = (app: ReturnType<typeof anEmbeddedApp>) => app.outbox.due(true)?.submission
const count = ({ sql }: ReturnType<typeof anEmbeddedApp>) =>
  Number(sql.get('SELECT count(*) AS n FROM submission')?.['n'])

describe('a form without JavaScript', () => {
  it('is sent once, and answered with an address that shows the reference and the e-mail', async () => {
    const app = anEmbeddedApp()
    const fields = await anOpenForm(app)
    const answer = await app.post(fields)
    expect(answer.status).toBe(303)
    const address = next(answer)
    expect(address).toMatch(/^\/embed\/shop\/sent\/S[0-9A-Z]{11}\?key=/)
    expect(address).not.toMatch(/ada(@|%40)|export/)
    const page = await (await app.get(address)).text()
    expect(page).toContain('Message sent')
    expect(page).toContain('ada@example.com')
    expect(page).toContain(address.split('/')[4]!.split('?')[0]!)
    expect(stored(app)).toMatchObject({ message: 'The export button does nothing.', site: 'shop' })
    expect(JSON.stringify(stored(app))).not.toContain(fields['token'])
  })

  it('makes one ticket of a double click, a reload and a press after going back', async () => {
    const app = anEmbeddedApp()
    const fields = await anOpenForm(app)
    const answers = await Promise.all([app.post(fields), app.post(fields)])
    answers.push(await app.post(fields))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(new Set(answers.map((answer) => answer.headers.get('Location'))).size).toBe(1)
    expect(count(app)).toBe(1)
  })

  it('comes back with everything that was written, and says what is wrong', async () => {
    const app = anEmbeddedApp()
    const message = '\n<script>alert("&amp;")</script>'
    const fields = await anOpenForm(app, { email: '"><b>nobody', message })
    const answer = await app.post(fields)
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain('<title>There is a problem – How can we help?</title>')
    expect(page).toContain('href="#email"')
    expect(page).toContain('\n\n&lt;script&gt;alert(&quot;&amp;amp;&quot;)&lt;/script&gt;</textarea>')
    expect(page).toContain('value="&quot;&gt;&lt;b&gt;nobody"')
    expect(page).not.toContain('<script>alert')
    expect(fieldsOf(page)['id']).toBe(fields['id'])
    expect(page).toMatch(/aria-invalid="true" aria-describedby="email-problem"/)
  })

  it('counts how much is too much as the widget does', async () => {
    const app = anEmbeddedApp()
    const page = await (await app.post(await anOpenForm(app, { message: 'é'.repeat(10_002) }))).text()
    expect(page).toContain('Shorten this by 2 characters')
  })

  it('asks for a field that the site requires, in the language of the site', async () => {
    const app = anEmbeddedApp()
    const fields = fieldsOf(await (await app.get('/embed/strict')).text())
    const answer = await app.post({ ...fields, email: 'ada@example.com', message: 'Hallo' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('href="#name"')
    expect(page).toContain('Vul een onderwerp in')
  })

  it('offers a message that was changed after it had been sent as a new one', async () => {
    const app = anEmbeddedApp()
    const fields = await anOpenForm(app)
    await app.post(fields)
    const answer = await app.post({ ...fields, message: 'Something else' })
    const page = await answer.text()
    expect(answer.status).toBe(409)
    expect(page).toContain('An earlier version was sent')
    expect(page).toContain('Send this version too')
    const again = fieldsOf(page)
    expect(again['id']).not.toBe(fields['id'])
    const sent = await app.post({ ...again, email: 'ada@example.com', message: 'Something else' })
    expect(sent.status).toBe(303)
    expect(count(app)).toBe(2)
  })

  it('says that nothing was stored when the store fails, and keeps the text', async () => {
    const app = anEmbeddedApp()
    app.sql.run('DROP TABLE submission')
    const answer = await app.post({ ...(await anOpenForm(app)) })
    const page = await answer.text()
    expect(answer.status).toBe(503)
    expect(page).toContain('Your message was not sent')
    expect(page).toContain('The export button does nothing.</textarea>')
    expect(page).toContain('mailto:help@shop.example')
    expect(page).toContain('Try again')
  })

  const refused = (seconds: number) => ({
    publicUrl: OWN,
    refusal: new Refusal('rate_limited', 'No.', undefined, seconds),
  })

  it('says how long to wait when too many were sent, and keeps the text', async () => {
    const app = anEmbeddedApp(refused(42))
    const fields = await anOpenForm(app)
    const answer = await app.post(fields)
    const page = await answer.text()
    expect(answer.status).toBe(429)
    expect(answer.headers.get('Retry-After')).toBe('42')
    expect(page).toContain('Too many messages are being sent at the moment.')
    expect(page).toContain('<p>Try again in 42 seconds</p>')
    expect(page).toContain('The export button does nothing.</textarea>')
    expect(fieldsOf(page)).toMatchObject({ id: fields['id'], email: 'ada@example.com' })
    const late = anEmbeddedApp(refused(3000))
    expect(await (await late.post(await anOpenForm(late))).text()).not.toMatch(/Try again in|3,000/)
  })

  it('goes by its token alone, as often as its limits allow, and then says how long to wait', async () => {
    const limits = { LIMIT_UNPROVEN: '2', LIMIT_EMAIL: '0' }
    const app = anEmbeddedApp({ publicUrl: OWN, limits })
    const send = async () => (await app.post(await anOpenForm(app))).status
    const statuses = []
    for (let i = 0; i < 8; i++) statuses.push(await send())
    expect(statuses).toEqual([303, 303, 303, 303, 303, 303, 429, 429])
    const answer = await app.post(await anOpenForm(app))
    expect(answer.headers.get('Retry-After')).toBe('300')
    expect(await answer.text()).toContain('The export button does nothing.</textarea>')
    const program = await app.post(await anOpenForm(app), { Accept: 'application/json' })
    expect(await program.json()).toMatchObject({ code: 'challenge_required' })
  })

  it('says that it is busy, and keeps the text although nothing was to be read any more', async () => {
    const app = anEmbeddedApp({ publicUrl: OWN, admission: { shed: shedLoad(() => 9999, BODY_MAX) } })
    const fields = await anOpenForm(app)
    const answer = await app.post(fields, { 'Content-Length': '900' })
    const page = await answer.text()
    expect(answer.status).toBe(503)
    expect(answer.headers.get('Retry-After')).toBe('5')
    expect(page).toContain('We cannot take messages at the moment. What you wrote is still here.')
    expect(page).toContain('The export button does nothing.</textarea>')
    expect(fieldsOf(page)['id']).toBe(fields['id'])
    const large = await app.post(fields, { 'Content-Length': '90000' }, '/api/tickets?site=shop')
    const words = await large.text()
    expect(large.status).toBe(503)
    expect(words).toContain('Your message was not sent')
    expect(words).not.toMatch(/still here|<form/)
    const program = await app.post(fields, { 'Content-Length': '900', Accept: 'application/json' })
    expect(await program.json()).toMatchObject({ code: 'overloaded' })
  })

  it('says that a visitor with a wrong signature could not be recognised, and keeps the text without it', async () => {
    const app = anEmbeddedApp()
    const fields = { site: 'known', email: 'ada@example.com', message: 'Who am I?' }
    const signature = 'ab'.repeat(32)
    const answer = await app.post({ ...fields, 'identity[signature]': signature }, { Origin: ORIGIN })
    const page = await answer.text()
    expect(answer.status).toBe(403)
    expect(page).toContain('We could not confirm who you are')
    expect(page).toContain('Who am I?</textarea>')
    expect(page).not.toContain(signature)
    const again = await app.post({ ...fieldsOf(page), message: 'Who am I?' })
    expect(again.status).toBe(303)
    expect(stored(app)).toMatchObject({ identity: { verified: false } })
  })

  it('has a field that only programs fill, which costs a message nothing but suspicion', async () => {
    const app = anEmbeddedApp()
    const document = await (await app.get('/embed/shop')).text()
    expect(document).toMatch(
      /<p hidden>\s*<label>Website <input name="website" tabindex="-1" autocomplete="off"/,
    )
    const fields = await anOpenForm(app, { website: 'https://buy.example' })
    expect((await app.post(fields)).status).toBe(303)
    expect(stored(app)).toMatchObject({ suspicious: true })
    expect(stored(app)).not.toHaveProperty('website')
  })

  it('keeps the looks of its address over a failure and into the confirmation', async () => {
    const app = anEmbeddedApp()
    const path = '/api/tickets?site=shop&locale=nl&theme=dark&compact=1&color=%23fc0'
    const failed = await (await app.post(await anOpenForm(app, { email: '' }), {}, path)).text()
    expect(failed).toContain('lang="nl"')
    expect(failed).toContain(`action="..${path.replaceAll('&', '&amp;')}"`)
    const sent = await app.post(await anOpenForm(app), {}, path)
    expect(sent.headers.get('Location')).toContain('&locale=nl&theme=dark&compact=1&color=%23fc0')
  })
})

describe('a plain form in the page of a site', () => {
  const plain = { site: 'shop', email: 'ada@example.com', message: 'Hello' }

  it('can be sent without an id, twice, and makes one ticket', async () => {
    const app = anEmbeddedApp()
    expect((await app.post(plain, { Origin: ORIGIN })).status).toBe(303)
    app.clock.pass(3_000_000)
    expect((await app.post(plain, { Origin: ORIGIN })).status).toBe(303)
    expect(count(app)).toBe(1)
    app.clock.pass(3 * 3_600_000)
    expect((await app.post(plain, { Origin: ORIGIN })).status).toBe(303)
    expect(count(app)).toBe(2)
  })

  it('needs an id when a program sends it, which can make one', async () => {
    const app = anEmbeddedApp()
    const answer = await app.post(plain, { Origin: ORIGIN, Accept: 'application/json' })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ fields: { id: 'required' } })
  })

  it('is asked for what is missing without losing what it hides, but for what nobody could mend', async () => {
    const app = anEmbeddedApp()
    const hidden = { id: 'mine', topic: 'Export', page: 'x'.repeat(3000), website2: 'unknown' }
    const answer = await app.post({ ...plain, ...hidden }, { Origin: ORIGIN })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain('Your message was not sent')
    const { id, ...fields } = fieldsOf(page)
    expect(id).toMatch(/^[\da-f-]{36}$/)
    expect(fields).toMatchObject({ site: 'shop', topic: 'Export', email: 'ada@example.com' })
    expect(fields).not.toHaveProperty('page')
    expect((await app.post({ ...fields, id: id!, message: 'Hello' })).status).toBe(303)
    expect(stored(app)).toMatchObject({ topic: 'Export' })
  })

  it('is shown why it was refused, without a form, on a page that is not on the list', async () => {
    const app = anEmbeddedApp()
    const answer = await app.post(plain, { Origin: 'https://evil.example' })
    const page = await answer.text()
    expect(answer.status).toBe(403)
    expect(page).toContain('This form does not work yet')
    expect(page).not.toContain('<form')
    expect(page).not.toContain('token')
  })
})

describe('the confirmation', () => {
  it('cannot be made up, and forgets the e-mail address after an hour', async () => {
    const app = anEmbeddedApp()
    const address = next(await app.post(await anOpenForm(app)))
    for (const forged of [
      '/embed/shop/sent/S0123456789A',
      address.replace(/sent\/S./, (start) => `sent/S${start.endsWith('0') ? 1 : 0}`),
      address.replace('/shop/', '/strict/'),
    ]) {
      const answer = await app.get(forged)
      expect(answer.status).toBe(404)
      expect(await answer.text()).not.toContain('Message sent')
    }
    app.clock.pass(3_600_001)
    const later = await (await app.get(address)).text()
    expect(later).toContain('Message sent')
    expect(later).not.toContain('ada@')
  })
})

describe('the address of a form that came back', () => {
  it('leads to an empty one of the same looks when a browser asks for it, and nowhere else', async () => {
    const app = anEmbeddedApp()
    const answer = await app.get('/api/tickets?site=shop&theme=dark&token=x')
    expect(answer.status).toBe(303)
    expect(next(answer)).toBe('/embed/shop?theme=dark')
    expect((await app.get('/api/tickets?site=shop', { Accept: 'application/json' })).status).toBe(405)
    expect((await app.get('/api/tickets?site=nowhere')).status).toBe(405)
  })
})

describe('a site that there is not', () => {
  it('is told to people in words and to programs as a problem', async () => {
    const app = anEmbeddedApp()
    const page = await app.get('/embed/nowhere')
    expect(page.status).toBe(404)
    expect(await page.text()).toContain('This form does not work yet')
    const problem = await app.get('/embed/nowhere', { Accept: 'application/json' })
    expect(await problem.json()).toMatchObject({ code: 'unknown_site' })
  })
})

describe('a body that is too large', () => {
  it('is told in words', async () => {
    const app = anEmbeddedApp()
    const answer = await app.app.request(`${OWN}/api/tickets?site=shop`, {
      method: 'POST',
      body: 'message=' + 'x'.repeat(300_000),
      headers: { Accept: 'text/html', 'Content-Length': '300008', Origin: OWN },
    })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('It is too large to be sent.')
  })
})
