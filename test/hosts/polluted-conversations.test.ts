/** What follows a sent message, in pages with a polluted `Object.prototype`: whose conversation it is, and what is told of it. */
import { describe, expect, test } from 'vitest'
import { aConversation, anAnswer } from '../harness/browser/conversations.ts'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { holdFiles } from '../harness/hosts/held-files.ts'
import { script } from '../harness/hosts/host-pages.ts'
import { settled } from '../harness/hosts/lazy-page.ts'

const stand = useFakeProxy()
const pollute = (properties: object) => `Object.assign(Object.prototype, ${JSON.stringify(properties)})`
const visitor = (properties: object) => visit(stand, hostPage(stand, { head: script(pollute(properties)) }))

/** As long as a receipt, and of nobody's message here. */
const THEIR_RECEIPT = 't'.repeat(43)

describe('a polluted Object.prototype', () => {
  test('never has a visitor read and answer the conversation of whoever polluted it, where the receipt is not there in time', async () => {
    const held = holdFiles(stand, (name) => name.startsWith('outcome-view'))
    const { page, button, write } = await visitor({ receipt: THEIR_RECEIPT })
    await write()
    const file = await held.take('outcome-view')
    await button('Send message').click()
    await page.getByRole('heading', { name: /sent/i }).waitFor()
    expect(stand.received).toMatchObject([{ message: 'Hello there' }])
    file.serve()
    await button('Send another message').waitFor()
    // What draws the conversation has come, and has run.
    const path = () => stand.requests.find((one) => /assets\/\w+\/conversation\.js/.test(one))?.split(' ')[1]
    await expect.poll(path).toBeTruthy()
    await settled(page, new URL(path()!, stand.proxy).href)
    expect(await page.evaluate(`Object.values({ ...sessionStorage }).join()`)).not.toContain(THEIR_RECEIPT)
    expect(JSON.stringify(stand.asked)).not.toContain(THEIR_RECEIPT)
  })

  test('tells of no answer that is not there, when nothing has changed since it was asked last', async () => {
    const told = aConversation({ next: 1 })
    stand.tell((_, { known }) => ({
      status: 200,
      body: known ? { unchanged: true, version: 'v1', asOf: told.asOf, next: 1 } : told,
    }))
    const { page, write, button } = await visitor({
      answered: { at: '2026-03-10T11:02:00.000Z', to: 'Theirs' },
    })
    await write()
    await button('Send message').click()
    await expect.poll(() => stand.asked.filter(({ fields }) => fields['known']).length).toBeGreaterThan(1)
    expect(await page.locator('support-widget').getByText('Theirs').count()).toBe(0)
  })

  test('keeps nobody from being asked whether an answer helped', async () => {
    stand.tell(() => ({
      status: 200,
      body: aConversation({
        state: 'answered',
        isProven: true,
        messages: [anAnswer({ rating: 'open' } as never)],
      }),
    }))
    const { page, write, button } = await visitor({ problem: 'theirs' })
    await write()
    await button('Send message').click()
    await page.getByRole('group', { name: 'Was this answer helpful?' }).waitFor()
    await page.getByText('A new mug is on its way.').waitFor()
  })

  test('does not say for how long a conversation is left alone', async () => {
    let refused = false
    stand.tell(() => (refused ? { status: 200, body: aConversation() } : { status: 500, body: {} }))
    const { write, button, page } = await visitor({ seconds: 'theirs' })
    await write()
    await button('Send message').click()
    await expect.poll(() => stand.asked.length).toBe(1)
    refused = true
    await page.getByText('The mug arrived with a crack.').waitFor()
  })
})
