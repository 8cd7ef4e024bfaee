/** Files that do not come, or come for a form that is no longer there: nothing is lost, and they can be asked for again. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { fakeScreen } from '../harness/browser/file-visitor.ts'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { aConversation, anAnswer, ownWords } from '../harness/browser/conversations.ts'
import { holdFiles, loseFiles } from '../harness/hosts/held-files.ts'
import {
  aChallenge,
  command,
  isOurs,
  run,
  settled,
  TEXT,
  wholeDefinition,
  WRAPPED,
} from '../harness/hosts/lazy-page.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { script } from '../harness/hosts/host-pages.ts'
import { parts } from '../harness/browser/screen.ts'

const stand = useFakeProxy()

/** What a message needs, or its visitor when it is sent; comforts are asked for again after a pause. */
const NEEDED =
  'stay-in-page untouched-fetch de/form parts de/parts de/fields fields files consent-field page-context outcome-view challenge-solver conversation de/conversation'.split(
    ' ',
  )

describe('when nothing comes but the form itself', () => {
  test('what was written is kept, and everything comes when there is a network again', async () => {
    stand.define({ body: await wholeDefinition() })
    const files = loseFiles(stand, (name) => !['support.js', 'panel', 'favicon.ico'].includes(name))
    const one = await visit(stand, hostPage(stand, { head: WRAPPED }).replace('lang="en"', 'lang="de"'))
    const { page, complaints } = one
    // Not by its name, which is another one as soon as German has come.
    const { launcher, field, submit, dialog } = parts(page)
    await launcher.click()
    await field('message').fill(TEXT)
    await field('email').fill('ada@example.com')
    await submit.click()
    await page.getByRole('heading', { name: 'Your message was not sent' }).waitFor()
    files.find()
    await run(page, `dispatchEvent(new Event('online'))`)
    await page.keyboard.press('Escape')
    await launcher.click()
    await field('topic').waitFor()
    expect(await field('message').inputValue()).toBe(TEXT)
    expect(await dialog.evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))).toBe('de')
    const challenge = await aChallenge()
    stand.answer({ status: 403, body: { code: 'challenge_required', challenge } })
    await submit.click()
    await page.locator('support-widget .sent').waitFor()
    // The work of the first came to nothing, so it was asked for anew.
    expect(stand.received).toMatchObject([{}, { message: TEXT, challenge: expect.any(String) as unknown }])
    await expect.poll(() => NEEDED.filter((name) => !files.came.has(name))).toEqual([])
    expect(complaints.filter(isOurs)).toEqual([])
  })

  test('the dialog says so where the form would be an iframe, and has it when it is opened again', async () => {
    const files = loseFiles(stand, (name) => name === 'iframe-panel')
    const one = await visit(stand, hostPage(stand, { tag: stand.tag('data-site="demo" data-mode="frame"') }))
    const { page, complaints, launcher } = one
    await launcher.click()
    await page.getByText('We cannot take messages at the moment').waitFor()
    expect(await page.locator('support-widget iframe').count()).toBe(0)
    files.find()
    await page.keyboard.press('Escape')
    await launcher.click()
    await page.locator('support-widget iframe').waitFor()
    expect(complaints.filter(isOurs)).toEqual([])
  })
})

describe('what stands beside the form and its conversation', () => {
  test('is missing alone when it does not come, and comes with the next message', async () => {
    stand.define({
      body: {
        site: 'demo',
        name: 'hidden',
        subject: 'hidden',
        conversation: 'confirmed',
        confirm: 'after',
        help: [{ label: 'What others have asked', link: 'https://example.com/' }],
        articles: true,
      },
    })
    const rated = anAnswer({ rating: 'open' })
    stand.tell(() => ({
      status: 200,
      body: aConversation({ messages: [ownWords(), rated], isProven: true }),
    }))
    const files = loseFiles(stand, (name) => ['articles', 'code', 'rating', 'help'].includes(name))
    const { page, launcher, message, email, button, complaints } = await visit(stand, hostPage(stand))
    const root = page.locator('support-widget')
    await launcher.click()
    await message.fill(TEXT)
    await email.fill('ada@example.com')
    await button('Send message').click()
    await root.locator('.theirs').waitFor()
    await expect.poll(() => [...files.missed].toSorted()).toEqual(['articles', 'code', 'help', 'rating'])
    expect(await root.locator('.proof, .rating').count()).toBe(0)
    files.find()
    await button('Send another message').click()
    await message.fill(TEXT)
    await button('Send message').click()
    await root.locator('.proof').waitFor()
    await root.locator('.rating').waitFor()
    expect(complaints.filter(isOurs)).toEqual([])
  })
})

describe('a screenshot whose editor is on its way', () => {
  const GONE: Record<string, (page: Page) => Promise<unknown>> = {
    'ends with the form': (page) => command(page, 'destroy'),
    'ends with a form that the visitor no longer wants': (page) => command(page, 'reset'),
  }
  test.each(Object.keys(GONE))('%s, and shows the screen to nobody any more', async (how) => {
    stand.define({ body: await wholeDefinition() })
    const held = holdFiles(stand, (name) => name === 'screenshot')
    const { page, complaints, launcher } = await visit(stand)
    await fakeScreen(page)
    await launcher.click()
    await page.locator('support-widget #shot').click()
    const file = await held.take('screenshot')
    await GONE[how]!(page)
    file.serve()
    await settled(page, stand.proxy + file.path.slice(1))
    const live = `shown.stream.getTracks().filter((track) => track.readyState === 'live').length`
    await expect.poll(() => page.evaluate(live)).toBe(0)
    expect(complaints).toEqual([])
  })
})

describe('the form inside the page', () => {
  test('is there once, whatever the page does with it before its file has come', async () => {
    const held = holdFiles(stand, (name) => ['panel', 'support-form'].includes(name))
    const body = '<main><support-form></support-form></main>'
    const { page, complaints } = await visit(stand, hostPage(stand, { body }))
    for (const name of ['panel', 'support-form']) {
      const file = await held.take(name)
      await run(
        page,
        `const form = document.querySelector('support-form')
         form.remove(); document.querySelector('main').append(form)
         form.setAttribute('theme', 'dark'); form.prefill = { email: 'ada@example.com' }
         const other = document.createElement('support-form'); document.body.append(other); other.remove()
         SupportWidget('reset'); SupportWidget('locale', 'fr'); SupportWidget('destroy'); SupportWidget('init')`,
      )
      file.serve()
      await settled(page, stand.proxy + file.path.slice(1))
    }
    const form = page.locator('support-form')
    await form.locator('#message').fill(TEXT)
    expect(await form.locator('#message').count()).toBe(1)
    expect(await form.locator('#email').inputValue()).toBe('ada@example.com')
    expect(complaints).toEqual([])
  })
})

describe('files that only some pages ask for', () => {
  test('English words for fields, in a page that takes the widget out before they are there', async () => {
    stand.define({ body: await wholeDefinition() })
    let serve = () => {}
    stand.keep(async (path) => {
      if (path.includes('/de/fields')) return 'refuse'
      if (path.includes('/en/fields')) await new Promise<void>((resolve) => (serve = resolve))
      return 'serve'
    })
    const { page, complaints, launcher } = await visit(
      stand,
      hostPage(stand).replace('lang="en"', 'lang="de"'),
    )
    await launcher.click()
    const isAsked = () => stand.requests.some((request) => request.includes('/en/fields'))
    await expect.poll(isAsked).toBe(true)
    await run(page, `document.querySelector('support-widget').remove()`)
    serve()
    await page.locator('support-widget #topic').waitFor()
    expect(await page.locator('support-widget').count()).toBe(1)
    expect(complaints.filter(isOurs)).toEqual([])
  })

  test('the diagnosis, also of a widget that was ended, and again where it did not come', async () => {
    const files = loseFiles(stand, (name) => name === 'diagnose')
    const { page, complaints, launcher } = await visit(stand)
    await launcher.waitFor()
    const diagnosis = `SupportWidget('diagnose')`
    await page.evaluate(diagnosis)
    expect(complaints.filter(isOurs)).toEqual([expect.stringContaining('Support: diagnose')])
    files.find()
    const held = holdFiles(stand, (name) => name === 'diagnose')
    const answer = page.evaluate(diagnosis)
    const file = await held.take('diagnose')
    await command(page, 'destroy')
    file.serve()
    expect(await answer).toBeInstanceOf(Object)
    expect(complaints.filter(isOurs)).toHaveLength(1)
  })

  test('the helper of an iframe that is gone when it comes', async () => {
    const held = holdFiles(stand, (name) => name === 'frame.js')
    const body = `<iframe src="${stand.proxy}embed/demo"></iframe>`
    const { page, complaints } = await visit(stand, hostPage(stand, { body }))
    const file = await held.take('frame.js')
    await run(page, `document.querySelector('iframe').remove(); SupportWidget('destroy')`)
    file.serve()
    await settled(page, stand.proxy + 'frame.js')
    expect(complaints.filter(isOurs)).toEqual([])
  })

  test('the copy of the form, in a page that takes the widget out before it is there', async () => {
    const held = holdFiles(stand, (name) => ['panel', 'panel.js'].includes(name))
    const { page, complaints, launcher, message } = await visit(stand)
    await launcher.click()
    ;(await held.take('panel')).refuse()
    const copy = await held.take('panel.js')
    await run(page, `document.querySelector('support-widget').remove()`)
    copy.serve()
    await message.fill(TEXT)
    expect(await page.locator('support-widget').count()).toBe(1)
    expect(complaints.filter(isOurs)).toEqual([])
  })
})

test('a page that leads on when a message was sent keeps what its answer is read by', async () => {
  holdFiles(stand, (name) => name === 'conversation')
  const leave = `addEventListener('support-sent', () => { location.href = '/thanks' })`
  stand.page('/thanks', hostPage(stand))
  const { page, write, button, launcher } = await visit(stand, hostPage(stand, { head: script(leave) }))
  await write()
  await button('Send message').click()
  await page.waitForURL('**/thanks')
  stand.keep(() => Promise.resolve('serve'))
  await launcher.click()
  await page.locator('support-widget nav.bar').waitFor()
})
