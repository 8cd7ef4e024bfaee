/** The list of own requests, on a whole proxy and the sandbox. */
import { createHmac } from 'node:crypto'
import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import {
  aConversation,
  aMessage,
  aReceipt,
  IDENTITY_SECRET,
  tokenOf,
} from '../../harness/proxy/a-conversation.ts'
import type { Told } from '../../harness/proxy/a-conversation.ts'

const identityOf = async (email: string) => ({
  token: await new SignJWT({ email })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(IDENTITY_SECRET)),
})

async function aPerson(email = 'ada@example.com') {
  const world = await aConversation()
  const identity = await identityOf(email)
  const list = () => world.ask('/api/requests', { identity })
  /** Asks until there are so many. */
  const listed = async (count: number): Promise<Told> => {
    await expect.poll(async () => (await list()).requests?.length).toBe(count)
    return list()
  }
  return { ...world, identity, list, listed }
}

describe('own requests', () => {
  it('are those of the proven address, newest first, by e-mail or from here', async () => {
    const { desk, send, agent, listed, show, until, identity } = await aPerson()
    // Before the first look: what comes later is found some minutes later.
    const mailed = await desk.ticket({
      email: 'Ada@example.com',
      subject: 'By mail',
      body: '<p>Hello by mail</p>',
    })
    await desk.ticket({
      email: 'bob@example.com',
      subject: 'Foreign',
      body: '<p>CANARY: ask ada@example.com</p>',
    })
    await desk.ticket({ email: 'xada@example.com', subject: 'Similar', body: '<p>CANARY</p>' })
    const first = await send(aMessage({ receipt: aReceipt(), message: 'From here' }))
    await send(aMessage({ email: 'bob@example.com', message: 'CANARY of Bob' }))
    await agent(first, 'reply', { body: '<p>Answer</p>' })
    const { requests } = await listed(2)
    expect(JSON.stringify(requests)).not.toMatch(/CANARY|bob@|ulid|01[0-9A-Z]{24}/i)
    const byMail = requests!.find(({ subject }) => subject === 'By mail')!
    const fromHere = requests!.find(({ subject }) => subject === 'From here')!
    expect([byMail.reference, fromHere.reference]).toEqual([undefined, expect.stringMatching(/^S/)])
    const opened = await until({ key: fromHere.key, identity }, { state: 'answered', isProven: true })
    expect(opened.messages).toMatchObject([{ text: 'From here' }, { from: 'agent' }])
    await agent(mailed.ulid, 'reply', { body: '<p>Answer by mail</p>' })
    const other = await until({ key: byMail.key, identity }, { state: 'answered' })
    expect(other.messages!.map(({ from }) => from)).toEqual(['visitor', 'agent'])
    expect(JSON.stringify(other.messages)).toMatch(/Hello by mail.*Answer by mail/)
    expect(await show({ key: byMail.key, identity: await identityOf('bob@example.com') })).toMatchObject({
      status: 404,
      code: 'unknown_conversation',
    })
    expect(await show({ key: byMail.key })).toMatchObject({ status: 403, code: 'proof_required' })
  })

  it('go on: a message to a ticket that came by e-mail is of the same conversation', async () => {
    const { desk, ask, listed, until, identity, tickets } = await aPerson()
    const mailed = await desk.ticket({ email: 'ada@example.com', subject: 'By mail', body: '<p>Hello</p>' })
    const { key } = (await listed(1)).requests![0]!
    const { email: _, ...message } = aMessage({ message: 'And more', follows: key })
    expect(await ask('/api/tickets', { ...message, identity })).toMatchObject({ status: 202 })
    await expect.poll(async () => (await tickets()).length).toBe(2)
    const second = (await tickets()).find(({ ulid }) => ulid !== mailed.ulid)!
    const made = (await desk.api('GET', `/tickets/${second.ulid}`)).json.data
    expect([made.contact.email, made.subject]).toEqual(['ada@example.com', 'Re: By mail'])
    expect(made.messages[0].body_html).toMatch(/^<p>Goes on from ticket #\d+<\/p><p>And more<\/p>/)
    const notes = async () =>
      (await desk.api('GET', `/tickets/${mailed.ulid}`)).json.data.messages.filter(
        ({ type }: { type: string }) => type === 'note',
      )
    await expect.poll(notes).toHaveLength(1)
    const told = await until({ key, identity }, { messages: [{}, { text: 'And more', state: 'delivered' }] })
    expect(told.messages).toHaveLength(2)
    expect((await listed(1)).requests![0]).toMatchObject({ key })
  })

  it('need a proof that is for now: neither a receipt nor a signature opens them', async () => {
    const { ask, send } = await aPerson()
    const receipt = aReceipt()
    await send(aMessage({ receipt }))
    const email = 'ada@example.com'
    const signature = createHmac('sha256', IDENTITY_SECRET).update(email).digest('hex')
    for (const proof of [{}, { receipt }, { identity: { signature, email } }])
      expect(await ask('/api/requests', proof)).toMatchObject({ status: 403, code: 'proof_required' })
  })

  it('are told in few bytes when nothing has changed', async () => {
    const { ask, send, listed, until, identity } = await aPerson()
    const receipt = aReceipt()
    await send(aMessage({ receipt }))
    await until({ receipt }, { next: 5 })
    const { version } = await listed(1)
    expect(await ask('/api/requests', { identity, known: version })).toMatchObject({
      unchanged: true,
      version,
    })
  })
})

describe('the name that the site’s server vouches for', () => {
  /** Contacts of one helpdesk, and somebody who looks at own requests until all has been read. */
  async function aNamed() {
    const { desk, ask } = await aConversation()
    const made = async (email: string, fields: object) => {
      const { contact } = await desk.ticket({ email, subject: 'By mail', body: '<p>Hello</p>' })
      const path = `/contacts/${contact.ulid}`
      await desk.api('PUT', path, { name: null, ...fields })
      return async () => (await desk.api('GET', path)).json.data
    }
    const looks = async (email: string, claims: object) => {
      const identity = { token: await tokenOf(email, IDENTITY_SECRET, claims) }
      const seen = async () => (await ask('/api/requests', { identity })).requests?.length
      await expect.poll(seen).toBe(1)
    }
    return { made, looks, desk }
  }

  it('is written once where the contact has none, and what agents have noted stays as it is', async () => {
    const { made, looks, desk } = await aNamed()
    const ada = await made('ada@example.com', { notes: 'Likes tea.' })
    const similar = await made('xada@example.com', {})
    await looks('Ada@example.com', { name: 'Ada Lovelace' })
    expect(await ada()).toMatchObject({ name: 'Ada Lovelace', notes: 'Likes tea.' })
    expect((await similar()).name).toBeNull()
    // An agent takes it away again: what was read a moment ago is not read, nor written, again.
    const [{ ulid }] = (await desk.api('GET', '/contacts?filter[email]=ada@example.com')).json.data
    await desk.api('PUT', `/contacts/${ulid}`, { name: null })
    await looks('ada@example.com', { name: 'Ada Lovelace' })
    expect((await ada()).name).toBeNull()
  })

  it('is never written over another, nor of who brings none', async () => {
    const { made, looks } = await aNamed()
    const ada = await made('ada@example.com', { name: 'Countess' })
    const bob = await made('bob@example.com', {})
    await looks('ada@example.com', { name: 'Ada Lovelace' })
    await looks('bob@example.com', {})
    expect([(await ada()).name, (await bob()).name]).toEqual(['Countess', null])
  })
})
