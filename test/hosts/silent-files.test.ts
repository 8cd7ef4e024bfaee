/**
 * Files that are asked for and neither answered nor refused, as by a worker of the page that waits for something itself, or
 * in a tunnel: for browsers they are on their way for ever, and whatever needs them would wait as long.
 */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { parts } from '../harness/browser/screen.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { nameOf } from '../harness/hosts/held-files.ts'
import { aChallenge, SOON, TEXT, wholeDefinition, WRAPPED } from '../harness/hosts/lazy-page.ts'

const stand = useFakeProxy()

/** A page in German in which files wait that `isSilent` says. By the browser: of a server, six of them hold up all others. */
async function visitor(isSilent: (name: string) => boolean, tag = stand.tag()) {
  const html = hostPage(stand, { tag, head: SOON + WRAPPED }).replace('lang="en"', 'lang="de"')
  const one = await visit(stand, html)
  await one.page.route(
    ({ pathname }) => pathname.startsWith('/assets/'),
    (route) => (isSilent(nameOf(new URL(route.request().url()).pathname)) ? undefined : route.continue()),
  )
  return { ...one, ...parts(one.page) }
}

/** Asked for by another address, a file comes. */
function onlyFirst(isSilent: (name: string) => boolean) {
  const asked = new Set<string>()
  return (name: string) => {
    const isAgain = asked.has(name)
    asked.add(name)
    return !isAgain && isSilent(name)
  }
}

const isLazy = (name: string) => !/^(support\.js|panel|favicon\.ico)$/.test(name)

test('the form itself is told not to come, and comes by another address when it is asked for again', async () => {
  const { page, launcher, field } = await visitor(onlyFirst((name) => name.startsWith('panel')))
  await launcher.click()
  await page.getByRole('button', { name: 'Loading failed. Try again' }).click()
  await field('message').waitFor()
})

test('all that the form consists of comes by another address, and the message is sent', async () => {
  stand.define({ body: await wholeDefinition() })
  const { page, launcher, field, submit } = await visitor(onlyFirst(isLazy))
  await launcher.click()
  await field('message').fill(TEXT)
  await field('email').fill('ada@example.com')
  await field('topic').waitFor()
  await submit.click()
  await page.locator('support-widget .sent').waitFor()
  expect(await page.locator('support-widget section').getAttribute('lang')).toBe('de')
  expect(stand.received).toMatchObject([{ message: TEXT }])
})

test('what comes late takes no words away from what came in its place', async () => {
  const { reply: _, ...body } = await wholeDefinition()
  stand.define({ body })
  let refused = 0
  // In both of its tries; the copy with the fixed name comes in its place, and later it does itself.
  const one = await visit(stand, hostPage(stand))
  await one.page.route('**/assets/*/parts.js*', (route) => (refused++ < 2 ? route.abort() : route.continue()))
  const { launcher, field, dialog, page, complaints } = { ...one, ...parts(one.page) }
  await launcher.click()
  await field('topic').waitFor()
  const words = await dialog.innerText()
  await field('email').fill('ada@gmial.com')
  await field('message').focus()
  await page.locator('support-widget .meant').waitFor()
  expect((await dialog.innerText()).split('\n')).toEqual(expect.arrayContaining(words.split('\n')))
  expect(complaints.filter((complaint) => !complaint.includes('ERR_FAILED'))).toEqual([])
})

test('where nothing comes but the form, it is in English, says that it cannot send, and keeps what was written', async () => {
  stand.define({ body: { ...(await wholeDefinition()), challenge: await aChallenge() } })
  const { page, launcher, field, submit } = await visitor(
    (name) => isLazy(name) && name !== 'untouched-fetch',
  )
  const known = page.waitForResponse('**/api/form*')
  await launcher.click()
  await field('message').fill(TEXT)
  await field('email').fill('ada@example.com')
  // Sooner, it would be sent, and the proxy would ask for what is missing.
  await known
  await submit.click()
  await page.getByRole('heading', { name: 'Your message was not sent' }).waitFor()
  expect(await field('message').inputValue()).toBe(TEXT)
  expect(stand.received).toEqual([])
})

test('work that cannot be done because its file does not come ends in words, not in waiting', async () => {
  stand.define({ body: { site: 'demo', name: 'hidden', subject: 'hidden', challenge: await aChallenge() } })
  const challenge = await aChallenge()
  stand.answer({ status: 403, body: { code: 'challenge_required', challenge } })
  const { launcher, field, submit, notice } = await visitor((name) => name === 'challenge-solver')
  await launcher.click()
  await field('message').fill(TEXT)
  await field('email').fill('ada@example.com')
  await submit.click()
  await notice.waitFor()
  expect(await field('message').inputValue()).toBe(TEXT)
})

test('a form in an iframe says that it does not come', async () => {
  const { page, launcher } = await visitor(
    (name) => name === 'iframe-panel',
    stand.tag('data-site="demo" data-mode="frame"'),
  )
  await launcher.click()
  await page.getByText('We cannot take messages at the moment').waitFor()
})
