/** The consent and the time of a reply, on the page that needs no JavaScript. */
import { describe, expect, it } from 'vitest'
import { CHANNEL, ORIGIN } from '../../harness/proxy/builders.ts'
import { anEmbeddedApp, fieldsOf } from '../../harness/proxy/an-embed.ts'

const consent = {
  mode: 'required',
  text: { en: 'I agree to the [privacy <policy>].', nl: 'Ik ga akkoord.' },
  link: 'https://shop.example/privacy?a=1&b=2',
  version: '2026-01',
}
const site = (more: object) => ({ shop: { channel: CHANNEL, origins: [ORIGIN], ...more } })

/** The app, the empty form of its site, and how to send it filled. */
async function aForm(more: object, headers: Record<string, string> = {}, now?: number) {
  const app = anEmbeddedApp({ publicUrl: 'https://support.example', sites: site(more) })
  app.clock.time = now ?? app.clock.time
  const page = await (await app.get('/embed/shop', headers)).text()
  const { consent: _, ...fields } = fieldsOf(page)
  const send = (values: object = {}) =>
    app.post({ ...fields, message: 'Hello', email: 'ada@example.com', ...values })
  return { ...app, page, send }
}

it('writes times of the day as browsers do, in Korean too', async () => {
  const hours = { timeZone: 'Asia/Seoul', days: { mon: ['09:00-18:00'] } }
  const monday = Date.UTC(2026, 0, 5, 1)
  const { page } = await aForm({ reply: { hours } }, { 'Accept-Language': 'ko' }, monday)
  expect(page).toContain('오후 6:00')
  // Of what is read alone: one token in fifty has an AM or a PM in it.
  expect(page.replace(/<[^>]*>/g, '')).not.toMatch(/[AP]M/)
})

describe('a consent that is required', () => {
  it('is an unticked box with the site’s words and link, all of it as text', async () => {
    const { page } = await aForm({ consent })
    const [box = ''] = /<input[^>]*type="checkbox"[^>]*>/.exec(page) ?? []
    expect(box).toContain('value="2026-01"')
    expect(box).toContain('required')
    expect(box).not.toContain('checked')
    expect(page).toContain('I agree to the <a href="https://shop.example/privacy?a=1&amp;b=2"')
    expect(page).toContain('>privacy &lt;policy&gt;</a')
  })

  it('is asked for again when it was not given, by name and beside the box, and nothing is lost', async () => {
    const { send, outbox } = await aForm({ consent })
    const answer = await send()
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('<a href="#consent">Confirm that you agree</a>')
    expect(page).toContain('id="consent-problem">Confirm that you agree<')
    expect(page).toContain('aria-invalid="true"')
    expect(page).toContain('Hello</textarea>')
    expect(outbox.waiting()).toBe(0)
  })

  it('is asked for again when the text has been replaced since', async () => {
    const { send } = await aForm({ consent })
    const page = await (await send({ consent: '2025-12' })).text()
    expect(page).toContain('This text has changed. Please read it again')
  })

  it('is recorded with its version and the time', async () => {
    const { send, sql } = await aForm({ consent })
    const answer = await send({ consent: '2026-01' })
    expect(answer.status).toBe(303)
    const stored = JSON.stringify(sql.all('SELECT * FROM submission'))
    expect(stored).toMatch(/2026-01/)
    expect(stored).toMatch(/\\"at\\":\\"\d{4}-\d\d-\d\dT/)
  })
})

it('a notice goes along without a box, in the visitor’s language, with the widget’s word for its link', async () => {
  const { page } = await aForm({ consent: { ...consent, mode: 'notice' } }, { 'Accept-Language': 'nl' })
  expect(page).toContain('Ik ga akkoord. <a href="https://shop.example/privacy')
  expect(page).toContain('>Privacyverklaring</a')
  expect(page).toContain('<input type="hidden" name="consent" value="2026-01"')
  expect(page).not.toContain('type="checkbox"')
})

describe('the time of a reply', () => {
  /** What is said under the greeting, line by line, without its marks. */
  const said = (page: string) =>
    [...page.matchAll(/<span class="expected"[^>]*>(.*?)<\/span\s*>/gs)].map(([, line = '']) =>
      line.replace(/<[^>]*>/g, '').trim(),
    )
  const sentPageOf = async ({ send, get }: Awaited<ReturnType<typeof aForm>>, headers = {}) => {
    const answer = await send()
    const address = new URL(answer.headers.get('Location')!, 'https://support.example')
    return (await get(address.pathname + address.search, headers)).text()
  }

  it('is said where the site says so, on the form and once it is sent', async () => {
    const german = { 'Accept-Language': 'de' }
    const form = await aForm({ reply: { within: 48 } }, german)
    expect(said(form.page)).toEqual(['Übliche Antwortzeit: 2 Tage'])
    expect(await sentPageOf(form, german)).toContain(
      '<p class="intro">Übliche Antwortzeit: <span class="when" translate="no">2 Tage</span></p>',
    )
  })

  it('is the site’s own words, if it has any, and nothing where there is none', async () => {
    expect(said((await aForm({ reply: { text: { en: 'Soon.' } } })).page)).toEqual(['Soon.'])
    expect(said((await aForm({})).page)).toEqual([])
  })

  it('comes with office hours, in the office’s time, whose zone is named: nobody knows the visitor’s', async () => {
    // At that moment it is a quarter past three on a Sunday in Brussels.
    const now = Date.parse('2026-11-22T14:15:00Z')
    const day = ['09:00-17:00']
    const hours = { timeZone: 'Europe/Brussels', days: { mon: day, tue: day, sun: ['15:00-15:30'] } }
    const form = await aForm({ reply: { within: 4, hours } }, { 'Accept-Language': 'de' }, now)
    expect(form.page).toContain('data-open="true"')
    expect(said(form.page)).toEqual([
      'Wir sind für Sie da bis 15:30 MEZ',
      'Antwort voraussichtlich bis: Montag, 12:45 MEZ',
    ])
    expect(await sentPageOf(form)).toMatch(/Reply expected by: <span[^>]*>Monday(,| at) 12:45\sPM GMT\+1</)
    const away = { timeZone: 'Asia/Tokyo', days: { tue: day } }
    const { page } = await aForm({ reply: { hours: away } }, {}, now)
    expect(page).toContain('data-open="false"')
    expect(said(page)).toEqual([expect.stringMatching(/Back: Tuesday(,| at) 9:00\sAM GMT\+9$/)])
  })

  it('is said with Korean halves of the day: the Intl of Node 20.20 (ICU 78.2) knows none', async () => {
    const hours = { timeZone: 'Asia/Seoul', days: { mon: ['10:00-18:00'] } }
    const { page } = await aForm(
      { locale: 'ko', reply: { within: 1, hours } },
      {},
      Date.parse('2026-11-23T03:00:00Z'),
    )
    expect(page).toContain('translate="no">오후 6:00 GMT+9</span>')
    expect(page).toContain('translate="no">오후 1:00 GMT+9</span>')
  })

  it('is said with plain spaces, as browsers have them: Node puts a thin one into Traditional Chinese', async () => {
    const hours = { timeZone: 'UTC', days: { tue: ['10:00-18:00'] } }
    const now = Date.parse('2026-11-22T14:15:00Z')
    const { page } = await aForm({ locale: 'zh-Hant', reply: { hours } }, {}, now)
    expect(said(page)).toEqual(['我們現在不在線上。恢復時間：星期二 上午10:00 [UTC]'])
  })

  it('is not promised by an office that nobody comes to', async () => {
    const hours = { timeZone: 'UTC', days: {} }
    expect(said((await aForm({ reply: { within: 4, hours } })).page)).toEqual([])
  })
})
