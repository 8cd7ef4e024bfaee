import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { receiptHash } from '../../../proxy/conversation/handles.ts'
import { referenceOf } from '../../../proxy/reference.ts'
import { anApp, SITES, WITHOUT_CHALLENGES } from '../../harness/proxy/an-app.ts'
import { formFields, ORIGIN } from '../../harness/proxy/builders.ts'

const aReceipt = () => randomBytes(32).toString('base64url')

describe('the receipt of a message', () => {
  it.each(['multipart', 'urlencoded', 'json'])('is stored as a hash, sent as %s', async (format) => {
    const { post, postForm, postJson, store, sql } = anApp()
    const receipt = aReceipt()
    const fields = formFields({ receipt })
    const sent = {
      multipart: () => postForm(fields),
      urlencoded: () => post(new URLSearchParams(fields)),
      json: () => postJson(fields),
    }[format]
    expect((await sent!()).status).toBe(202)
    expect((await sent!()).status).toBe(202)
    const found = await store.conversations.byReceipt('shop', receiptHash(receipt))
    expect(found.map(({ id }) => id)).toEqual([fields['id']])
    expect(JSON.stringify(sql.all('SELECT * FROM submission'))).not.toContain(receipt)
  })

  it('is refused when it is none', async () => {
    const { postJson } = anApp()
    const answer = await postJson(formFields({ receipt: 'short' }))
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ fields: { receipt: 'invalid' } })
  })

  it('is not kept by a site that shows no conversations, nor is the address', async () => {
    const { shop } = SITES.sites
    const { postJson, sql } = anApp({ sites: { sites: { shop: { ...shop, conversation: 'off' } } } })
    expect((await postJson(formFields({ receipt: aReceipt() }))).status).toBe(202)
    expect(sql.get('SELECT receipt, address FROM submission')).toMatchObject({ receipt: null, address: null })
  })
})

describe('a conversation that cannot be read', () => {
  it('is asked for again later: the store’s trouble is no verdict on the receipt', async () => {
    const { app, lines } = anApp({
      conversations: { byReceipt: () => Promise.reject(new Error('disk I/O error')) },
    })
    const answer = await app.request('/api/conversation', {
      method: 'POST',
      headers: { Origin: ORIGIN },
      body: new URLSearchParams({ site: 'shop', receipt: aReceipt() }),
    })
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '10'])
    expect(await answer.json()).toMatchObject({ code: 'store_unavailable' })
    expect(lines.join()).toContain('disk I/O error')
  })
})

describe('a further message while the store does not answer', () => {
  it('is not stored, and is sent again: that is no fault of ours', async () => {
    const { postJson, lines } = anApp({
      conversations: { byReceipt: () => Promise.reject(new Error('timeout')) },
    })
    const answer = await postJson(formFields({ follows: aReceipt() }))
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '10'])
    expect(await answer.json()).toMatchObject({ code: 'store_unavailable' })
    expect(lines.join()).toContain('store_failed')
  })
})

describe('a further message', () => {
  /** The app, and a message in it whose receipt is told. */
  const aFirst = async () => {
    const receipt = aReceipt()
    const first = formFields({ receipt })
    const db = anApp({ sites: WITHOUT_CHALLENGES })
    expect((await db.postJson(first)).status).toBe(202)
    const { conversations } = db.store
    const proxy = anApp({
      sites: WITHOUT_CHALLENGES,
      conversations: { byReceipt: (site, hash) => conversations.byReceipt(site, hash) },
    })
    return { ...proxy, receipt }
  }
  /** As JSON: nobody writes the deep one as a value. */
  const ODD = ['{"toString":1}', '{"toString":1,"valueOf":1}', `${'['.repeat(5000)}${']'.repeat(5000)}`]

  it.each(['id', 'site', 'email', 'message', 'session', 'identity', 'token', 'topic', 'locale', 'follows'])(
    'whose %s is no text is refused as any other is, and no fault of the store',
    async (name) => {
      const { post, lines, receipt } = await aFirst()
      for (const value of [...ODD, '{"toString":null}', '[]', '[[]]', '1e308', 'true']) {
        const { email: _, ...fields } = formFields({ follows: receipt })
        const body = JSON.stringify({ ...fields, [name]: '@@' }).replace('"@@"', value)
        const answer = await post(body, { 'Content-Type': 'application/json' })
        expect([404, 422], `${value.slice(0, 30)}: ${answer.status}`).toContain(answer.status)
      }
      expect(lines.filter((line) => line.includes('"error"'))).toEqual([])
    },
  )

  it('is answered as a fault of ours when it is one, and not as an outage of the store', async () => {
    for (const fault of [new TypeError('x is not a function'), new RangeError('call stack')]) {
      const { postJson, lines } = anApp({ conversations: { byReceipt: () => Promise.reject(fault) } })
      const answer = await postJson(formFields({ follows: aReceipt() }))
      expect([answer.status, await answer.json()]).toEqual([
        500,
        expect.objectContaining({ code: 'internal' }),
      ])
      expect(lines.join()).toContain('"bug"')
      expect(lines.join()).not.toContain('store_failed')
    }
  })
})

describe('a form without JavaScript while the store does not answer', () => {
  const post = ({ app }: ReturnType<typeof anApp>, fields: Record<string, string>) =>
    app.request('/api/tickets', {
      method: 'POST',
      headers: { Origin: ORIGIN, Accept: 'text/html' },
      body: new URLSearchParams(fields),
    })
  const ANSWERS = { sites: WITHOUT_CHALLENGES, documents: true }

  it('comes back, to be sent again', async () => {
    const proxy = anApp(ANSWERS)
    const { id: _, ...fields } = formFields()
    proxy.sql.run('ALTER TABLE submission RENAME TO away')
    expect((await post(proxy, fields)).status).toBe(503)
  })

  it('that was sent is confirmed all the same, or it would be sent again', async () => {
    const proxy = anApp(ANSWERS)
    const fields = formFields()
    const sent = await post(proxy, fields)
    proxy.sql.run('ALTER TABLE submission RENAME TO away')
    const page = await proxy.app.request(sent.headers.get('Location')!, { headers: { Accept: 'text/html' } })
    expect(page.status).toBe(200)
    expect(await page.text()).toContain(referenceOf(fields['id']!))
  })
})

describe('what a form is told', () => {
  it('is what the site says of conversations, and nothing of what is usual', async () => {
    const { shop } = SITES.sites
    const told = async (more: object, env = {}) => {
      const { app } = anApp({ sites: { sites: { shop: { ...shop, ...more } } }, env })
      const answer = await app.request('/api/form?site=shop', { headers: { Origin: ORIGIN } })
      const { conversation, remember } = (await answer.json()) as Record<string, unknown>
      return [conversation, remember]
    }
    expect(await told({})).toEqual([undefined, undefined])
    expect(await told({ conversation: 'receipt', remember: 'device' })).toEqual(['receipt', 'device'])
    const mail = { SMTP_URL: 'smtps://mail.example.com', MAIL_FROM: 'a@example.com' }
    expect(await told({}, { CONVERSATION: 'confirmed', ...mail })).toEqual(['confirmed', undefined])
    expect(await told({ conversation: 'state' }, { CONVERSATION: 'off' })).toEqual([undefined, undefined])
  })
})
