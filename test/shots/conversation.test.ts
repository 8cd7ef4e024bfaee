/** Pictures of what comes after a message was sent, for the eye: `npm run shots`. A state that does not come about fails. */
import { expect, test } from 'vitest'
import {
  anAnswer,
  aConversation,
  EVERYTHING,
  ownRequests,
  ownWords,
} from '../harness/browser/conversations.ts'
import { rules } from '../harness/browser/file-visitor.ts'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { parts } from '../harness/browser/screen.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { NOON, browserOf, cameraOf, inLanguage, views } from '../harness/shots/camera.ts'
import { MESSAGE } from '../harness/shots/picture-site.ts'

const stand = useFakeProxy()

test.each(views)('a conversation in $lang on $size', async (view) => {
  const site = { site: 'demo', name: 'hidden', subject: 'hidden', contactEmail: 'help@example.com' }
  stand.define({ body: { ...site, files: rules, conversation: 'receipt' } })
  const mine = ownWords({ text: MESSAGE[view.lang], files: [{ name: 'crack.jpg', size: 48_213 }] })
  stand.tell(() => ({
    status: 200,
    body: aConversation({ messages: [{ ...mine, state: 'queued' } as typeof mine] }),
  }))
  const { page } = await visit(stand, inLanguage(hostPage(stand), view), browserOf(view))
  await page.clock.setFixedTime(NOON)
  const shoot = cameraOf(page, view)
  const { launcher, field, submit, sent } = parts(page)
  const root = page.locator('support-widget')
  await launcher.click()
  await field('message').fill(MESSAGE[view.lang])
  await field('email').fill('ada@example.com')
  await submit.click()
  await sent.waitFor()
  await root.locator('.talk .mine').waitFor()
  await shoot('60-just-sent', 'scrolled')
  const answer = anAnswer({ blocks: EVERYTHING, files: [{ name: 'route.pdf', size: 9120, href: '/api/x' }] })
  stand.tell((path) => ({
    status: 200,
    body:
      path === '/api/requests'
        ? ownRequests({}, { subject: MESSAGE[view.lang], state: 'answered' })
        : aConversation({ state: 'answered', version: 'v2', isProven: true, messages: [mine, answer] }),
  }))
  await page.reload()
  await launcher.click()
  await root.locator('.bar').waitFor()
  await shoot('61-bar')
  await root.locator('.bar button').click()
  await root.locator('.theirs').waitFor()
  await shoot('62-answer', 'scrolled')
  await root.locator('.talk > .quiet').click()
  await root.locator('.again textarea').waitFor()
  await root.locator('.again #files').waitFor()
  await shoot('63-write-again', 'scrolled')
  await root.locator('.stage > .bar button').click()
  await page.evaluate(() => window.SupportWidget!('identify', { token: 'e.e30.s' }))
  await root.locator('.bar button').click()
  await root.locator('.requests li').nth(2).waitFor()
  await shoot('64-requests', 'scrolled')
  stand.tell(() => ({
    status: 200,
    body: aConversation({ state: 'answered', answered: { at: NOON.toISOString(), to: 'a…@e….com' } }),
  }))
  await root.locator('.requests button').last().click()
  await root.locator('.mine').waitFor()
  await shoot('65-by-email', 'scrolled')
  await expect.poll(() => root.locator('.talk').textContent()).toContain('a…@e….com')
  const pauses = root.locator('.talk .state')
  const look = () => page.evaluate(() => window.dispatchEvent(new Event('online')))
  stand.tell(() => ({
    status: 200,
    body: aConversation({ state: 'closed', version: 'v3', mayFollowUp: false }),
  }))
  await look()
  await root.locator('[data-state=closed]').waitFor()
  await shoot('66-closed')
  const before = (await pauses.textContent()) ?? ''
  stand.tell(() => ({ status: 429, body: { code: 'rate_limited' }, headers: { 'Retry-After': '120' } }))
  await look()
  await expect.poll(() => pauses.textContent()).not.toBe(before)
  await shoot('67-later')
  const later = (await pauses.textContent()) ?? ''
  await page.context().setOffline(true)
  await look()
  await expect.poll(() => pauses.textContent()).not.toBe(later)
  await shoot('68-offline')
  await page.context().setOffline(false)
  stand.tell(() => ({ status: 404, body: { code: 'unknown_conversation' } }))
  await look()
  await expect.poll(() => pauses.textContent()).not.toBe(later)
  await shoot('69-gone')
})
