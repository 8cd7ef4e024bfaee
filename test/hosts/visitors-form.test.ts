/** Pages with forms of ours in them, in front of which a visitor may leave another one: drafts go by order there. */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'

const stand = useFakeProxy()

test('a form of another site that a visitor leaves in front of ours is not given the draft of ours', async () => {
  const ours = '<support-form></support-form>'
  const { page } = await visit(stand, hostPage(stand, { body: ours }))
  await page.locator('support-form #message').fill('A crack in the mug')
  await expect.poll(() => page.evaluate('JSON.stringify(sessionStorage)')).toContain('A+crack+in+the+mug')
  const body = `<support-form site="theirs" src="${stand.proxy}theirs/" base="${stand.proxy}theirs/"></support-form>${ours}`
  stand.page('/host', hostPage(stand, { body }))
  await page.reload()
  const forms = page.locator('support-form')
  // Each asks for the form of its site, at the proxy of the tag.
  await expect.poll(() => stand.requests).toContain('GET /api/form?site=theirs')
  await forms.nth(1).locator('[type=submit]').waitFor()
  expect(await forms.nth(0).locator('#message').inputValue()).toBe('')
  await forms.nth(0).locator('#message').fill('Other words')
  await forms.nth(0).locator('#email').fill('ada@example.com')
  await forms.nth(0).locator('[type=submit]').click()
  await forms.nth(0).locator('.sent').waitFor()
  expect(stand.received).toMatchObject([{ site: 'theirs', message: 'Other words' }])
  expect(stand.requests.filter((one) => one.includes('/theirs/'))).toEqual([])
})
