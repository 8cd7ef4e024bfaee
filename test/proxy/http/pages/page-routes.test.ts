/** Codes, lists of requests, and what is in the way of both, for visitors without JavaScript. */
import { describe, expect, it } from 'vitest'
import { aPlainVisitor } from '../../../harness/proxy/a-plain-visitor.ts'
import { aSentMessage, PROXY } from '../../../harness/proxy/a-sent-message.ts'

describe('a message that waits for its code', () => {
  it('says so, leaves when the code is entered, and then has nothing to wait for', async () => {
    const { visitor, code, ticket, tickets } = await aSentMessage({ confirm: 'before' })
    expect(visitor.text()).toContain('It is passed on as soon as you have entered a code')
    await visitor.press('Send me a code')
    const digits = await code(1)
    expect(await tickets()).toEqual([])
    await visitor.press('Confirm address', { code: digits })
    expect(visitor.text()).toContain('Your address is confirmed.')
    await ticket()
    await visitor.press('See what is new')
    expect(visitor.text()).not.toContain('code')
  })
})

describe('requests', () => {
  it('are listed on any device for whoever proves the address, and each opens its conversation', async () => {
    const { visitor, ticket, code, proxy } = await aSentMessage({ conversation: 'confirmed' })
    await ticket()
    const other = aPlainVisitor(async (request) => proxy.fetch(request), PROXY)
    await other.open('/embed/shop/requests')
    await other.press('Send me a code', { email: 'nope' })
    expect([other.status(), other.text()]).toEqual([
      422,
      expect.stringContaining('Enter an email address like'),
    ])
    await other.press('Send me a code', { email: 'ada@example.com' })
    expect(other.text()).toContain('We are sending a code to')
    const digits = await code(1)
    await other.press('Confirm address', { code: digits })
    expect(other.text()).toContain('Your requests')
    await other.press('The kettle leaks')
    expect(other.text()).toContain('We have your message')
    await other.press('Send message', { message: 'From another device' })
    expect([other.status(), other.text()]).toEqual([200, expect.stringContaining('Your message was added.')])
    await ticket(2)
    await other.press('Your requests')
    expect(other.buttons().filter((button) => button.includes('kettle'))).toHaveLength(1)
    await visitor.press('See what is new')
    expect(visitor.text()).toContain('From another device')
  })
})

describe('an answer', () => {
  it('is rated by a button, with words or without, once; what is too long comes back whole', async () => {
    const { visitor, ticket, agent, until, desk } = await aSentMessage({ conversation: 'receipt' })
    const ulid = await ticket()
    await agent(ulid, 'reply', { body: '<p>It is on its way.</p>' })
    await until('Was this answer helpful?')
    const long = 'x'.repeat(2001)
    await visitor.press('Not helpful', { words: long })
    expect([visitor.status(), visitor.text()]).toEqual([
      422,
      expect.stringContaining('Please shorten this to 2,000 characters.'),
    ])
    expect(visitor.form('Not helpful').fields['words']).toBe(long)
    await visitor.press('Not helpful', { words: 'Which carrier?' })
    expect([visitor.status(), visitor.text()]).toEqual([
      200,
      expect.stringContaining('Thank you for your feedback.'),
    ])
    expect(visitor.text()).not.toContain('Was this answer helpful?')
    const notes = async () => {
      const { json } = await desk.api('GET', `/tickets/${ulid}`)
      const { messages } = json.data as { messages: { type: string; body_html: string }[] }
      return messages.filter(({ type }) => type === 'note').map(({ body_html: body }) => body)
    }
    await expect.poll(notes).toHaveLength(1)
    expect((await notes())[0]).toMatch(/: not helpful\..*Which carrier\?/)
  })
})

describe('what is in the way', () => {
  it('is told of a code that is asked for with a receipt that nobody has', async () => {
    const { visitor, smtp } = await aSentMessage({ conversation: 'confirmed' })
    const { fields } = visitor.form('Send me a code')
    await visitor.press('Send me a code', { ...fields, receipt: 'x'.repeat(43) })
    expect(visitor.status()).toBe(404)
    expect(smtp.mails).toEqual([])
  })

  it('is no way to an address: a receipt shows the one that was just written, never that of its conversation', async () => {
    const { visitor } = await aSentMessage()
    const { receipt } = visitor.form('See what is new').fields
    await visitor.open('/embed/shop')
    await visitor.press('Send message', { receipt: receipt!, email: 'eve@example.com', message: 'Hello' })
    expect(visitor.status()).toBe(200)
    expect(visitor.text()).not.toContain('ada@example.com')
  })

  it('is told with a receipt that nobody has: 404, in words', async () => {
    const { visitor } = await aSentMessage()
    const { fields } = visitor.form('See what is new')
    await visitor.press('See what is new', { ...fields, receipt: 'x'.repeat(43) })
    expect([visitor.status(), visitor.text()]).toEqual([
      404,
      expect.stringContaining('This message can no longer be shown here'),
    ])
    expect(visitor.text()).not.toContain('kettle')
  })

  it('is no helpdesk that does not answer: what is known stays, with its time', async () => {
    const { visitor, ticket, desk, until } = await aSentMessage()
    await ticket()
    await until('We have your message')
    await desk.stop()
    await visitor.press('See what is new')
    expect([visitor.status(), visitor.text()]).toEqual([200, expect.stringMatching(/As of \d{1,2}:\d{2}/)])
  })

  it('are codes that were asked for too often: nothing is sent, and the page stays', async () => {
    const { visitor, smtp } = await aSentMessage(
      { conversation: 'confirmed' },
      { LIMIT_UNPROVEN: '1', LIMIT_CODES: '1' },
    )
    await visitor.press('Send me a code')
    await expect.poll(() => smtp.mails.length).toBe(1)
    for (let i = 0; i < 3 && visitor.status() === 200; i++) await visitor.press('Send another code')
    expect([visitor.status(), visitor.text()]).toEqual([
      429,
      expect.stringContaining('Too many codes have been asked for'),
    ])
    expect(visitor.text()).toContain('The kettle leaks')
    expect(smtp.mails).toHaveLength(1)
  })

  it('is a page of another website: it neither sees anything nor sends a code', async () => {
    const { visitor, proxy, smtp } = await aSentMessage({ conversation: 'confirmed' })
    const { fields } = visitor.form('Send me a code')
    for (const path of ['conversation', 'requests', 'code', 'session', 'sign-out', 'rating']) {
      const answer = await proxy.fetch(
        new Request(`${PROXY}/embed/shop/${path}`, {
          method: 'POST',
          body: new URLSearchParams(fields),
          headers: { Origin: 'https://evil.example', Accept: 'text/html', 'Sec-Fetch-Site': 'cross-site' },
        }),
      )
      expect([path, answer.status]).toEqual([path, 403])
      expect(await answer.text()).not.toContain(fields['receipt'])
    }
    expect(smtp.mails).toEqual([])
  })
})
