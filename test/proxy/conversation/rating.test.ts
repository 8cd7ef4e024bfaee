/** Ratings of answers, on a whole proxy and the sandbox: who may rate what, and that a ticket has each of them once. */
import { describe, expect, it } from 'vitest'
import { aConversation, aMessage, aReceipt, tokenOf } from '../../harness/proxy/a-conversation.ts'

/** A message with an answer, and who reads the notes on its ticket. */
async function anAnswered(site: object = { conversation: 'receipt' }, env: Record<string, string> = {}) {
  const all = await aConversation(site, env)
  const { desk, send, agent, until, ask } = all
  const receipt = aReceipt()
  const ticket = await send(aMessage({ receipt }))
  await agent(ticket, 'reply', { body: '<p>It is on its way.</p>' })
  const identity = { token: await tokenOf('ada@example.com') }
  const proof = { receipt, identity }
  const { messages } = await until(proof, { messages: [{ from: 'visitor' }, { from: 'agent' }] })
  const answer = messages![1]!.key
  const notes = async () => {
    const { json } = await desk.api('GET', `/tickets/${ticket}`)
    const { messages: found } = json.data as { messages: { type: string; body_html: string }[] }
    return found.filter(({ type }) => type === 'note').map(({ body_html: body }) => body)
  }
  const rate = (fields: Record<string, unknown>) => ask('/api/rating', { receipt, answer, ...fields })
  return { ...all, receipt, identity, proof, ticket, answer, notes, rate }
}

describe('an answer', () => {
  it('is rated by one press, which its ticket tells once, however often it is sent', async () => {
    const { rate, notes, until, receipt } = await anAnswered()
    await until({ receipt }, { messages: [{ from: 'visitor' }, { rating: 'open' }] })
    const taken = await Promise.all([1, 2, 3].map(() => rate({ rating: 'good' })))
    expect(taken).toEqual(taken.map(() => ({ status: 202, rating: 'given' })))
    await until({ receipt }, { messages: [{ from: 'visitor' }, { rating: 'given' }] })
    await expect.poll(notes).toHaveLength(1)
    expect((await notes())[0]).toContain('The visitor rates the answer of 2026-06-01 10:31 UTC: helpful.')
    expect(await rate({ rating: 'good' })).toMatchObject({ status: 202 })
    // Words come after it, each of them once, and nothing of them is markup.
    const words = 'Which <b>carrier</b>?\n\nAnd when?'
    expect(await rate({ rating: 'bad', words })).toMatchObject({ status: 202 })
    await expect.poll(notes).toHaveLength(2)
    expect(await rate({ rating: 'bad', words })).toMatchObject({ status: 202 })
    const told = (await notes()).join()
    expect(told).toContain(': not helpful.')
    expect(told).toContain('<p>Which &lt;b&gt;carrier&lt;/b&gt;?</p><p>And when?</p>')
    expect(await notes()).toHaveLength(2)
  })

  it('shows its rating nowhere: no message, no request, no other state, and the ticket stays as it was', async () => {
    const { rate, notes, show, ask, proof, identity, desk, ticket, agent, until } = await anAnswered()
    await agent(ticket, 'status', { status: 'closed' })
    await until(proof, { state: 'closed' })
    expect(await rate({ rating: 'bad', words: 'A canary.' })).toMatchObject({ status: 202 })
    await expect.poll(notes).toHaveLength(1)
    const told = await show(proof)
    expect(told).toMatchObject({ state: 'closed', messages: [{}, {}] })
    const { requests } = await ask('/api/requests', { identity })
    expect(requests).toHaveLength(1)
    expect(JSON.stringify([told, requests])).not.toContain('canary')
    const { json } = await desk.api('GET', `/tickets/${ticket}`)
    expect(json.data).toMatchObject({ status: 'closed' })
  })

  it('is not rated by whoever does not see it', async () => {
    const { rate, notes, identity, answer, ask } = await anAnswered({ conversation: 'state' })
    const refused = { status: 422, code: 'invalid', fields: { answer: 'invalid' } }
    expect(await rate({ rating: 'good' })).toMatchObject(refused)
    expect(await rate({ rating: 'good', identity, answer: 'another' })).toMatchObject(refused)
    const bob = { token: await tokenOf('bob@example.com') }
    expect(await rate({ rating: 'good', identity: bob })).toMatchObject(refused)
    const wrong = await ask('/api/rating', { receipt: aReceipt(), answer, rating: 'good' })
    expect(wrong).toMatchObject({ status: 404, code: 'unknown_conversation' })
    expect(await rate({ rating: 'fine', words: 'x'.repeat(2001) })).toMatchObject({
      status: 422,
      fields: { rating: 'invalid', words: 'too_long' },
    })
    expect(await rate({ rating: 'good', identity })).toMatchObject({ status: 202 })
    await expect.poll(notes).toHaveLength(1)
  })

  it('is opened by the key of an own request as well', async () => {
    const { ask, answer, identity, notes } = await anAnswered({ conversation: 'state' })
    const { requests } = await ask('/api/requests', { identity })
    const { key } = requests![0]!
    expect(await ask('/api/rating', { key, identity, answer, rating: 'good' })).toMatchObject({ status: 202 })
    await expect.poll(notes).toHaveLength(1)
  })

  it('is not rated where the site does not want it', async () => {
    const { rate, show, proof } = await anAnswered({ conversation: 'receipt', ratings: 'off' })
    expect((await show(proof)).messages![1]).not.toHaveProperty('rating')
    expect(await rate({ rating: 'good' })).toMatchObject({ status: 404, code: 'not_found' })
  })
})
