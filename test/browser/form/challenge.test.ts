/** The work that a form may ask for: done while somebody writes, and noticed by nobody. */
import type { Page } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createChallenges } from '../../../proxy/admission/challenge.ts'
import { aServedProxy } from '../../harness/proxy/proxy-in-process.ts'
import { addressOf, useFakeProxy } from '../../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../../harness/browser/visitor.ts'

const stand = useFakeProxy()

const HOLDER = { site: 'demo', origin: 'http://localhost', host: 'support.example' }
const challenges = createChallenges('a-secret-of-the-proxy', Date.now)
const issue = (level: number) => challenges.issue(HOLDER, level, false)
const level = (payload = '') => challenges.open(HOLDER, payload)?.level

const required = (challenge: string) => ({
  status: 403,
  body: { code: 'challenge_required', message: 'Solve it', challenge, requestId: 'r1' },
})

async function aVisitor(challenge?: string, before: (page: Page) => Promise<unknown> = async () => {}) {
  const definition = { site: 'demo', name: 'hidden', subject: 'hidden', challenge }
  stand.define({ body: definition })
  const visitor = await visit(stand)
  onTestFinished(() => visitor.page.context().close())
  await before(visitor.page)
  return visitor
}

const solverFiles = () => stand.requests.filter((request) => addressOf('challenge-solver').test(request))

/** Takes WebCrypto from the page, as plain http does. */
const withoutWebCrypto = async (page: Page) => {
  await page.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined }))
  await page.reload()
}

describe('the challenge of a form', () => {
  it('is not looked at before the first letter, and solved when the message is sent', async () => {
    const { launcher, dialog, message, email, button, sent } = await aVisitor(await issue(4))
    await launcher.click()
    await dialog.waitFor()
    await message.focus()
    expect(solverFiles()).toEqual([])
    await message.fill('Hello there')
    await expect.poll(solverFiles).toHaveLength(1)
    await email.fill('ada@example.com')
    await button('Send message').click()
    await sent.waitFor()
    expect(stand.received).toHaveLength(1)
    expect(level(stand.received[0]!['challenge'])).toBe(4)
  })

  it('is solved on a page without WebCrypto', async () => {
    const { write, button, sent } = await aVisitor(await issue(3), withoutWebCrypto)
    await write()
    await button('Send message').click()
    await sent.waitFor()
    expect(level(stand.received[0]!['challenge'])).toBe(3)
  })

  it('that the proxy asks for in place of accepting is solved and sent with the same id, unseen', async () => {
    const { write, button, sent, complaints } = await aVisitor(undefined)
    stand.answer(required(await issue(2)), required(await issue(5)))
    await write()
    expect(solverFiles()).toEqual([])
    await button('Send message').click()
    await sent.waitFor()
    const [first, second, third] = stand.received
    expect(first).not.toHaveProperty('challenge')
    expect([level(second!['challenge']), level(third!['challenge'])]).toEqual([2, 5])
    expect(new Set(stand.received.map(({ id }) => id))).toHaveProperty('size', 1)
    expect(complaints.filter((text) => !text.includes('403'))).toEqual([])
  })

  it('that is asked for again and again ends in words, with the text still there', async () => {
    const { write, button, page, message } = await aVisitor(undefined)
    const ask = required(await issue(0))
    stand.answer(ask, ask, ask, ask)
    await write('Please do not lose me')
    await button('Send message').click()
    await page.getByText('We cannot take messages at the moment').first().waitFor()
    expect(await message.inputValue()).toBe('Please do not lose me')
    expect(stand.received).toHaveLength(3)
  })

  it('whose solver does not come keeps nobody from sending, and is honest when it is needed', async () => {
    const { write, button, page, sent } = await aVisitor(await issue(4), (opened) =>
      opened.route('**/assets/*/challenge-solver.js*', (route) => route.abort()),
    )
    stand.answer(required(await issue(1)))
    await write()
    await button('Send message').click()
    await page.getByText('We cannot take messages at the moment').first().waitFor()
    await page.unroute('**/assets/*/challenge-solver.js*')
    await button('Try again').click()
    await sent.waitFor()
  })

  it('is spent with its message: the next one brings none, or another', async () => {
    const { write, button, sent, message } = await aVisitor(await issue(0))
    await write()
    await button('Send message').click()
    await sent.waitFor()
    await button('Send another message').click()
    await message.fill('One more thing')
    await button('Send message').click()
    await sent.waitFor()
    expect(stand.received[1]).not.toHaveProperty('challenge')
  })

  it('is asked, solved and spent by the real proxy, and the ticket is there', async () => {
    const proxy = await aServedProxy({ CHALLENGE: 'always' })
    const tag = `<script async src="${proxy.url}/support.js" data-site="demo"></script>`
    const { page, write, button, sent } = await visit(stand, hostPage(stand, { tag }))
    onTestFinished(() => page.context().close())
    await write()
    await button('Send message').click()
    await sent.waitFor()
    await expect.poll(() => proxy.tickets()).toHaveLength(1)
  })
})
