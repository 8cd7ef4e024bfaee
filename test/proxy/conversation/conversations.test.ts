/** What visitors see of their messages, on a whole proxy and the sandbox. */
import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  aConversation,
  aMessage,
  aReceipt,
  IDENTITY_SECRET,
  tokenOf,
} from '../../harness/proxy/a-conversation.ts'
import { SANDBOX_CHANNEL } from '../../../proxy/sandbox/sandbox.ts'

const ANSWER = '<p>It is on its <strong>way</strong>.</p>'
const words = (told: object) => JSON.stringify(told)

describe('whoever has the receipt', () => {
  it('sees the own words and how far they are, and never a word of an answer', async () => {
    const { send, show, until, agent } = await aConversation()
    const receipt = aReceipt()
    const ticket = await send(aMessage({ receipt }))
    const first = await until({ receipt }, { state: 'received', messages: [{ state: 'delivered' }] })
    expect(first).toMatchObject({ status: 200, isProven: false, mayFollowUp: true })
    expect(first.messages).toMatchObject([{ from: 'visitor', text: 'The kettle leaks.', files: [] }])
    expect(first.answered).toBeUndefined()
    await agent(ticket, 'reply', { body: ANSWER })
    const answered = await until({ receipt }, { state: 'answered' })
    expect(answered.answered).toEqual({ at: '2026-06-01T10:31:00.000Z', to: 'a…@e….com' })
    expect(answered.messages).toHaveLength(1)
    expect(words(answered)).not.toContain('way')
    await agent(ticket, 'status', { status: 'closed' })
    expect((await until({ receipt }, { state: 'closed' })).answered).toBeDefined()
    expect(await show({ receipt })).toMatchObject({ state: 'closed' })
  })

  it('is told in few bytes when nothing has changed', async () => {
    const { send, show, until } = await aConversation()
    const receipt = aReceipt()
    await send(aMessage({ receipt }))
    const { version } = await until({ receipt }, { next: 5 })
    const again = await show({ receipt, known: version })
    expect(again).toEqual({ status: 200, unchanged: true, version, asOf: expect.any(String), next: 5 })
    // However long ago it was read: the list says that nothing has happened since.
    await expect.poll(async () => (await show({ receipt })).asOf).not.toBe(again.asOf)
  })

  it('sees a message that has no ticket yet', async () => {
    const { ask, show } = await aConversation({}, { THERE_THERE_URL: 'http://127.0.0.1:9/api' })
    const receipt = aReceipt()
    await ask('/api/tickets', aMessage({ receipt }))
    const told = await show({ receipt })
    expect(told).toMatchObject({ state: 'received', messages: [{ state: 'queued' }] })
    expect(Date.now() - Date.parse(told.asOf!)).toBeLessThan(60_000)
  })

  it('is shown the answers by a site that says so, knowingly', async () => {
    const { send, until, agent } = await aConversation({ conversation: 'receipt', agents: 'first' })
    const receipt = aReceipt()
    const ticket = await send(aMessage({ receipt }))
    await agent(ticket, 'reply', { body: ANSWER })
    const told = await until({ receipt }, { state: 'answered', isProven: true })
    expect(told.messages).toMatchObject([
      { from: 'visitor' },
      {
        from: 'agent',
        name: expect.stringMatching(/^\w+$/),
        blocks: [{ content: [{ text: 'It is on its ' }, { text: 'way', strong: true }, { text: '.' }] }],
      },
    ])
  })
})

describe('a receipt that opens nothing', () => {
  it('is answered alike whether it is wrong, malformed, or of another site', async () => {
    const { send, show } = await aConversation()
    const receipt = aReceipt()
    await send(aMessage({ receipt }))
    const all = [{ receipt: aReceipt() }, { receipt: 'x' }, {}, { receipt, site: 'blog' }]
    const answers = await Promise.all(all.map((fields) => show(fields)))
    const same = answers.map(({ status, code }) => [status, code])
    expect(same).toEqual(all.map(() => [404, 'unknown_conversation']))
    const shapes = answers.map((answer) => words({ ...answer, requestId: '' }))
    expect(new Set(shapes).size).toBe(1)
  })

  it('is not there at a site that shows nothing', async () => {
    const { ask, show } = await aConversation({ conversation: 'off' })
    const receipt = aReceipt()
    expect(await ask('/api/tickets', aMessage({ receipt }))).toMatchObject({ status: 202 })
    expect(await show({ receipt })).toMatchObject({ status: 404, code: 'not_found' })
  })
})

describe('whoever proves the address', () => {
  it('sees the answers, by token or signature of the same address and by no other', async () => {
    const { send, show, until, agent } = await aConversation()
    const receipt = aReceipt()
    const ticket = await send(aMessage({ receipt }))
    await agent(ticket, 'reply', { body: ANSWER })
    const identity = { token: await tokenOf('Ada@Example.com') }
    const told = await until({ receipt, identity }, { state: 'answered' })
    expect(told).toMatchObject({ isProven: true, messages: [{ from: 'visitor' }, { from: 'agent' }] })
    expect(told.messages![1]).not.toHaveProperty('name')
    const email = 'ada@example.com'
    const signature = createHmac('sha256', IDENTITY_SECRET).update(email).digest('hex')
    expect(await show({ receipt, identity: { signature, email } })).toMatchObject({ isProven: true })
    const other = { token: await tokenOf('bob@example.com') }
    const seen = await show({ receipt, identity: other })
    expect(seen).toMatchObject({ isProven: false, state: 'answered' })
    expect(seen.messages).toHaveLength(1)
    const forged = { token: await tokenOf('ada@example.com', 'another-secret-that-is-long-enough') }
    expect(await show({ receipt, identity: forged })).toMatchObject({ status: 403, code: 'identity_invalid' })
    expect(await show({ receipt, session: 'nobody' })).toMatchObject({ status: 200, isProven: false })
  })

  it('is told so when the session is over, where sessions count', async () => {
    const { send, show } = await aConversation({ conversation: 'receipt' })
    const receipt = aReceipt()
    await send(aMessage({ receipt }))
    expect(await show({ receipt, session: 'nobody' })).toMatchObject({ status: 403, code: 'proof_required' })
  })

  it('sees own mails in order of time, and what the page told the agent nowhere', async () => {
    const { send, until, agent, mail } = await aConversation()
    const receipt = aReceipt()
    const ticket = await send(aMessage({ receipt, page: 'https://shop.example/secret-page' }))
    await agent(ticket, 'reply', { body: ANSWER })
    await mail(ticket, '<p>Thank you!</p>')
    const identity = { token: await tokenOf('ada@example.com') }
    const told = await until({ receipt, identity }, { state: 'working', messages: [{}, {}, {}] })
    expect(told.messages!.map(({ from }) => from)).toEqual(['visitor', 'agent', 'visitor'])
    expect(words(told)).not.toMatch(/secret-page|Reference|Mark/)
  })

  it('sees what the helpdesk still has of the own words when they are erased here', async () => {
    const { send, until } = await aConversation({}, { RETENTION_DAYS: '0' })
    const receipt = aReceipt()
    await send(aMessage({ receipt, message: 'One line.\n\nAnother line.' }))
    const identity = { token: await tokenOf('ada@example.com') }
    const told = await until({ receipt, identity }, { messages: [{ blocks: [{}, {}] }] })
    expect(words(told.messages![0]!)).toMatch(/One line.*Another line/)
    // The words alone: `hr` may stand in a random version.
    expect(words(told.messages!.map(({ blocks }) => blocks))).not.toMatch(/Reference|Mark|hr/)
    const bare = await until({ receipt }, { messages: [{ from: 'visitor' }] })
    expect(words(bare)).not.toMatch(/One line/)
  })
})

describe('files and pictures of an answer', () => {
  const upload = async (
    desk: Awaited<ReturnType<typeof aConversation>>['desk'],
    name: string,
    type: string,
  ) => {
    const form = new FormData()
    form.append('file', new File([`content of ${name}`], name, { type }))
    return (await desk.api('POST', '/attachments', form)).json.data.token as string
  }

  it('are streamed to whoever was told their address, as downloads that cannot run', async () => {
    const { desk, send, until, agent, get } = await aConversation({ conversation: 'receipt' })
    const receipt = aReceipt()
    const ticket = await send(aMessage({ receipt }))
    const page = await upload(desk, 'q"u\u2028ote.html', 'text/html')
    const picture = await upload(desk, 'map.png', 'image/png')
    const body = `<p>See <img src="cid:${picture}" alt="the map"></p>`
    await agent(ticket, 'reply', { body, attachment_ids: [page, picture] })
    const told = await until({ receipt }, { state: 'answered' })
    const answer = told.messages![1]!
    const file = await get(answer.files[0]!.href!)
    expect(await file.text()).toBe('content of q"u\u2028ote.html')
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''q%22u%E2%80%A8ote.html`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=600',
    })
    const { reference } = (answer.blocks![0] as { content: { reference?: string }[] }).content[1]!
    const shown = await get(reference!)
    expect([await shown.text(), shown.headers.get('content-type')]).toEqual([
      'content of map.png',
      'image/png',
    ])
    expect(words(told)).not.toContain(desk.origin)
    expect((await get('/api/conversation/files/nothing')).status).toBe(404)
  })
})

describe('what never leaves', () => {
  it('are notes, forwards, foreign tickets, and those whose contact is another by now', async () => {
    const { desk, send, until, show, agent, tickets } = await aConversation({
      conversation: 'receipt',
      agents: 'team',
    })
    const receipt = aReceipt()
    const ticket = await send(aMessage({ receipt }))
    await agent(ticket, 'note', { body: '<p>CANARY note</p>' })
    await agent(ticket, 'forward', {
      body: '<p>CANARY forward</p>',
      to_recipients: ['canary@agents.example'],
    })
    await agent(ticket, 'reply', { body: '<p>Hello.</p>' })
    const told = await until({ receipt }, { state: 'answered' })
    expect(told.messages).toHaveLength(2)
    const { data } = (await desk.api('GET', `/tickets/${ticket}`)).json
    const hidden = [
      ticket,
      data.contact.ulid,
      ...data.messages.map((message: { ulid: string }) => message.ulid),
    ]
    for (const word of ['CANARY', 'canary', '@agents.example', 'body_html', 'sender', ...hidden])
      expect(words(told)).not.toContain(word)
    expect(await tickets()).toHaveLength(1)
    desk.sql.run(`UPDATE contacts SET email = 'mallory@example.com'`)
    await agent(ticket, 'reply', { body: '<p>CANARY for another</p>' })
    const after = await until({ receipt }, { state: 'received' })
    expect(after.messages).toHaveLength(1)
    expect(words(after)).not.toMatch(/CANARY|mallory|Hello/)
    expect((await show({ receipt })).answered).toBeUndefined()
  })
})

describe('a word of the helpdesk’s own', () => {
  it('is in no answer, whichever field it is in, nor is anything of a ticket that was moved elsewhere', async () => {
    const { desk, send, until, agent } = await aConversation({ conversation: 'receipt', agents: 'team' })
    const receipt = aReceipt()
    const ticket = await send(aMessage({ receipt }))
    // Of the same person, and of no conversation here.
    await desk.ticket({ email: 'ada@example.com', subject: 'CANARY', body: '<p>CANARY by mail</p>' })
    const [tag] = (await desk.api('GET', '/tags')).json.data
    expect((await desk.api('POST', `/tickets/${ticket}/tags/${tag.ulid}`)).status).toBeLessThan(300)
    const { user } = (await desk.api('GET', '/me')).json.data
    expect(
      (await desk.api('PUT', `/tickets/${ticket}/assignee`, { assignee_ulid: user.ulid })).status,
    ).toBeLessThan(300)
    for (const [table, ...columns] of [
      ['workspaces', 'name'],
      ['users', 'name', 'email', 'avatar_url'],
      ['channels', 'name', 'email_address'],
      ['teams', 'name'],
      ['tags', 'name'],
      ['contacts', 'name', 'avatar_url', 'notes'],
      ['tickets', 'subject', 'external_id', 'preview'],
      ['activities', 'description'],
      ['messages', 'author_name', 'external_id'],
    ])
      for (const column of columns) desk.sql.run(`UPDATE ${table} SET ${column} = 'CANARY' || id`)
    await agent(ticket, 'note', { body: '<p>CANARY note</p>' })
    await agent(ticket, 'reply', { body: '<p>Hello.</p>' })
    const told = await until({ receipt }, { state: 'answered' })
    expect(told.messages).toMatchObject([{ text: 'The kettle leaks.' }, { from: 'agent' }])
    expect(words(told)).not.toContain('CANARY')
    // What agents take for spam is closed to its sender, and not called so.
    await agent(ticket, 'note', { body: '<p>CANARY: spam</p>' })
    await agent(ticket, 'status', { status: 'spam' })
    const closed = await until({ receipt }, { state: 'closed', mayFollowUp: false })
    expect(JSON.stringify(closed)).not.toMatch(/CANARY|spam/i)
    await agent(ticket, 'status', { status: 'open' })
    // Its channel is none of this site's any more.
    desk.sql.run(
      'UPDATE tickets SET channel_id = (SELECT min(id) FROM channels WHERE ulid <> ?) WHERE ulid = ?',
      SANDBOX_CHANNEL,
      ticket,
    )
    await agent(ticket, 'reply', { body: '<p>CANARY elsewhere</p>' })
    const after = await until({ receipt }, { state: 'received' })
    expect(words(after)).not.toMatch(/CANARY|Hello/)
  })
})

describe('when the helpdesk does not answer', () => {
  it('tells the last state with its time', async () => {
    const { desk, send, until, agent, show } = await aConversation()
    const receipt = aReceipt()
    const ticket = await send(aMessage({ receipt }))
    await agent(ticket, 'reply', { body: ANSWER })
    const before = await until({ receipt }, { state: 'answered' })
    await desk.stop()
    const told = await show({ receipt })
    expect(told).toMatchObject({ state: 'answered', answered: before.answered! })
    await expect
      .poll(async () => Date.now() - Date.parse((await show({ receipt })).asOf!))
      .toBeGreaterThan(1000)
  })
})
