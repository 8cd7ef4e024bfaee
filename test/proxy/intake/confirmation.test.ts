/** What becomes of a message whose address is confirmed by a code, and of its copy. */
import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aCodeVisitor, aSecret } from '../../harness/proxy/a-code.ts'
import { anApp, problemOf, WITHOUT_CHALLENGES } from '../../harness/proxy/an-app.ts'
import { aSubmission } from '../../harness/proxy/builders.ts'
import { SETTLE } from '../../harness/proxy/a-store.ts'

const { shop } = WITHOUT_CHALLENGES.sites
const HOUR = 3_600_000
const PLENTY = { calls: 1000, windowMs: 60_000 }

function aVisitor(rules: object, form?: Parameters<typeof anApp>[0]) {
  const sites = { sites: { shop: { ...shop, ...rules }, other: shop } }
  const env = { SMTP_URL: 'smtp://localhost:1', MAIL_FROM: 'a@shop.example', SECRET: 'a-secret-of-the-shop' }
  const app = anApp({ codes: true, sites, env, ...form })
  const send = async (changes: object = {}) => {
    const response = await app.postJson({ ...aSubmission(), ...changes })
    return {
      status: response.status,
      ...((await response.json()) as { reference: string; confirm?: string }),
    }
  }
  return { ...app, ...aCodeVisitor(app), send }
}

type Stored = Pick<ReturnType<typeof anApp>, 'store'>

/** The notes that are planned for the tickets of all messages that are due. */
async function notes({ store }: Stored) {
  const lead = await store.lead(SETTLE)
  for (let entry = await lead.due(true); entry; entry = await lead.due(true))
    await lead.settle(entry, { state: 'delivered', ticket: '01JABCDEFGHJKMNPQRSTVWXYZ0' })
  const found = []
  for (let step = await lead.dueStep(); step; step = await lead.dueStep()) {
    await lead.beginStep(step, PLENTY)
    await lead.settleStep(step, { state: 'done' })
    found.push(step.target)
  }
  return found
}

const due = async ({ store }: Stored) => (await (await store.lead(SETTLE)).due(true)) !== undefined

describe('a site that has addresses confirmed', () => {
  it('before delivery says so, lets the message wait for its code, and no longer than an hour', async () => {
    const app = aVisitor({ confirm: 'before' })
    expect(await app.form()).toMatchObject({ confirm: 'before' })
    const browser = aSecret()
    const message = { ...aSubmission(), browser }
    expect(await app.send(message)).toMatchObject({ status: 202, confirm: 'before' })
    // The answer was lost, and is the same again.
    expect(await app.send(message)).toMatchObject({ status: 202, confirm: 'before' })
    expect(await due(app)).toBe(false)
    const before = app.woken()
    await app.signIn({ browser })
    expect(app.woken()).toBeGreaterThan(before)
    expect(await notes(app)).toEqual([expect.stringContaining('Address confirmed')])
    await app.send({ browser: aSecret() })
    expect(await due(app)).toBe(false)
    app.clock.pass(HOUR)
    expect(await due(app)).toBe(true)
    expect(await notes(app)).toEqual([])
  })

  it('after delivery lets nothing wait, and notes it on the ticket', async () => {
    const app = aVisitor({ confirm: 'after' })
    const browser = aSecret()
    expect(await app.send({ browser })).toMatchObject({ confirm: 'after' })
    expect(await notes(app)).toEqual([])
    await app.signIn({ browser })
    expect(await notes(app)).toEqual([expect.stringMatching(/^<p>Address confirmed: .*<\/p><p>\w+<\/p>$/)])
  })

  it('confirms no message of another browser, though it has the same address', async () => {
    const app = aVisitor({ confirm: 'after' })
    await app.send({ browser: aSecret() })
    await app.signIn()
    expect(await notes(app)).toEqual([])
  })

  it('asks nothing of a visitor who has a session for the address, and of one for another address it does', async () => {
    const app = aVisitor({ confirm: 'before' })
    const { session, browser } = await app.signIn()
    expect(await app.send({ session })).not.toHaveProperty('confirm')
    expect(await notes(app)).toEqual([expect.stringContaining('Address confirmed')])
    const other = await app.send({ session, browser, email: 'bob@example.com' })
    expect(other.confirm).toBe('before')
    expect(await due(app)).toBe(false)
  })

  it('lets nothing wait that cannot be confirmed: of programs and of forms without a script', async () => {
    const app = aVisitor({ confirm: 'before' })
    expect(await app.send()).not.toHaveProperty('confirm')
    expect(await due(app)).toBe(true)
  })

  it('keeps neither the secret of the browser nor a session', async () => {
    const app = aVisitor({ confirm: 'before' })
    const { session, browser } = await app.signIn()
    await app.send({ session, browser })
    const kept = JSON.stringify(
      ['submission', 'confirmation'].map((table) => app.sql.all(`SELECT * FROM ${table}`)),
    )
    expect(kept).not.toContain(session)
    expect(kept).not.toContain(browser)
    expect((await problemOf(await app.postJson({ ...aSubmission(), browser: 'x' }))).fields).toEqual({
      browser: 'invalid',
    })
  })
})

describe('a copy', () => {
  it('is sent when the address is proven, in the language of the form, and not before', async () => {
    const fields = [{ key: 'order', type: 'text' as const, label: { de: 'Bestellnummer', en: 'Order' } }]
    const app = aVisitor({ copy: true }, { form: { fields } })
    expect(await app.form()).toMatchObject({ copy: true })
    const browser = aSecret()
    const message = { subject: 'Frage', message: 'Wo ist es?\n\nGruß', fields: { order: 'A1' }, locale: 'de' }
    const sent = await app.send({ ...message, browser })
    expect(sent).not.toHaveProperty('confirm')
    expect(app.mails).toEqual([])
    const signingIn = app.signIn({ browser })
    await expect.poll(() => app.mails.length).toBe(2)
    await signingIn
    expect(app.mails[1]).toMatchObject({ to: 'ada@example.com', subject: 'Ihre Nachricht an shop.example' })
    expect(app.mails[1]!.text).toBe(
      `Dies ist eine Kopie Ihrer Nachricht. Die Referenznummer ist ${sent.reference}.

Antworten auf diese E-Mail liest niemand.

----

Frage

Wo ist es?

Gruß

Bestellnummer: A1
`,
    )
    expect(await notes(app)).toEqual([])
  })

  it('is sent at once to whom the site vouches for, and once for all tries of a message', async () => {
    const app = aVisitor({ copy: true, confirm: 'before', identitySecrets: ['env:SECRET'] })
    const signature = createHmac('sha256', 'a-secret-of-the-shop').update('ada@example.com').digest('hex')
    const message = { ...aSubmission(), identity: { signature } }
    for (let n = 0; n < 2; n++) expect(await app.send(message)).not.toHaveProperty('confirm')
    await expect.poll(() => app.mails.length).toBe(1)
    expect(await due(app)).toBe(true)
    await app.signIn()
    expect(app.mails).toHaveLength(2)
  })

  it('is sent to nobody who has not asked: neither for a guess, nor for another’s session or signature', async () => {
    const app = aVisitor({ copy: true, identitySecrets: ['env:SECRET'] })
    const { session } = await app.signIn({ email: 'eve@example.com' })
    expect((await app.send({ session, browser: aSecret() })).status).toBe(202)
    expect((await app.send()).status).toBe(202)
    expect((await app.send({ identity: { signature: 'a'.repeat(64) } })).status).toBe(403)
    await app.signIn({ email: 'eve@example.com' })
    expect(app.mails.map(({ to }) => to)).toEqual(['eve@example.com', 'eve@example.com'])
    expect(app.sql.all('SELECT * FROM mail')).toEqual([])
  })
})
