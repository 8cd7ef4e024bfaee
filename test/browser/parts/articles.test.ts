/** Help articles in a browser: found while somebody writes, read in the place of the form, and nothing sent by it. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { shapeArticle } from '../../../proxy/articles/shape-article.ts'
import { axe, findings, geometry } from '../../harness/browser/axe.ts'
import { aStand } from '../../harness/browser/form-visitor.ts'
import { hostPage } from '../../harness/browser/visitor.ts'
import { holdFiles } from '../../harness/hosts/held-files.ts'

const world = aStand()
const { define, stand, visitor } = world

const RESET = { key: '01J0000000000000000000000A', title: 'Reset your password' }
const LONG = {
  key: '01J0000000000000000000000B',
  title: 'What to do when the address of your account is that of somebody who has left the company',
}

/** An article with everything in it that one can have. */
const BODY = `On the page where you sign in, choose **Forgot your password**.

## No letter comes

1. Look into the folder for *spam*.
2. Ask for another link, and use the newest one: [how to](https://example.com/guide).

> Administrators choose \`Reset\`.

\`\`\`
a-long-line-that-does-not-fit-into-a-form-of-three-hundred-and-twenty-pixels=yes
\`\`\`

---

${'If you still cannot sign in, write to us: we will look into it with you. '.repeat(12)}`

/** A site with two articles, whose proxy finds them in whatever is asked. */
function offer(articles = [RESET, LONG]): void {
  define({ articles: true })
  stand.tell((path) => {
    if (path === '/api/articles') return { body: { articles } }
    const title = articles.find(({ key }) => path.endsWith(key))?.title
    return title ? { body: { title, ...shapeArticle({ title, body: BODY }) } } : { status: 404, body: {} }
  })
}

/** What was searched for. */
const sought = () => stand.asked.filter(({ path }) => path === '/api/articles').map(({ fields }) => fields)

/** The parts of a page's form. */
function formOf(page: Page, tag = 'support-widget') {
  const root = page.locator(tag)
  return {
    root,
    message: root.locator('#message'),
    title: root.getByRole('button', { name: RESET.title }),
    heading: root.getByRole('heading', { name: RESET.title, level: 2 }),
    article: root.getByText('On the page where you sign in'),
    back: root.getByRole('button', { name: 'Back to the form' }),
    answered: root.getByRole('button', { name: 'This answered my question' }),
  }
}

test('titles come while somebody writes, one opens, and back gives the form as it was left', async () => {
  offer()
  const { page, write, message, email, button, focus, complaints, status, send } = await visitor()
  await write('I forgot my password, ada@example.com', 'ada@example.com')
  const { title, heading, article, back } = formOf(page)
  await title.waitFor()
  await expect.poll(() => status.textContent()).toContain('Articles that may help: 2')
  expect(await focus()).toBe('email')
  expect(sought()).toEqual([{ site: 'demo', text: 'I forgot my password,' }])
  await title.click()
  await article.waitFor()
  expect(await focus()).toBe(RESET.title)
  await expect.poll(() => button('Send message').isVisible()).toBe(false)
  expect(await message.isVisible()).toBe(false)
  // Headings look like headings, though the reset of the page's styles takes the looks of all elements.
  const within = page.getByRole('heading', { name: 'No letter comes', level: 3 })
  expect(await within.evaluate((one) => getComputedStyle(one).fontWeight)).toBe('600')
  // The way back stays in reach to the end of a long article.
  await page.locator('support-widget .view').evaluate((view) => view.scrollTo({ top: view.scrollHeight }))
  await expect.poll(() => heading.evaluate((one) => one.getBoundingClientRect().bottom < 150)).toBe(true)
  const covered = await back.evaluate((one) => {
    const { left, top, height } = one.getBoundingClientRect()
    return (one.getRootNode() as ShadowRoot).elementFromPoint(left + 9, top + height / 2) !== one
  })
  expect(covered).toBe(false)
  await back.click()
  expect(await heading.count()).toBe(0)
  expect(await message.inputValue()).toBe('I forgot my password, ada@example.com')
  expect(await email.inputValue()).toBe('ada@example.com')
  expect(await focus()).toBe(RESET.title)
  expect(stand.received).toEqual([])
  expect(complaints).toEqual([])
  await send()
  expect(stand.received[0]).toMatchObject({ message: 'I forgot my password, ada@example.com' })
})

test('by keyboard alone an article is opened, read to its end and answered with, and what was written stays until it is deleted', async () => {
  offer()
  const { page, write, message, button, focus, dialog, launcher } = await visitor()
  await write('I forgot my password')
  const { title, article } = formOf(page)
  await title.waitFor()
  const tabTo = async (name: string) => {
    for (let steps = 0; steps < 12 && (await focus()) !== name; steps++) await page.keyboard.press('Tab')
    expect(await focus()).toBe(name)
  }
  const answer = async () => {
    await tabTo(RESET.title)
    await page.keyboard.press('Enter')
    await article.waitFor()
    await tabTo('This answered my question')
    await page.keyboard.press('Enter')
    expect(await focus()).toBe('Glad to hear that')
  }
  await answer()
  await tabTo('Close')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await launcher.press('Enter')
  await expect.poll(() => message.inputValue()).toBe('I forgot my password')
  await answer()
  await tabTo('Delete what I wrote')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await launcher.press('Enter')
  await expect.poll(() => message.inputValue()).toBe('')
  await page.reload()
  await button('Help').click()
  await message.waitFor()
  expect(await message.inputValue()).toBe('')
  expect(stand.received).toEqual([])
})

test('an article that is open when the dialog is closed is there when it opens again, with the focus in it', async () => {
  offer()
  const { page, write, dialog, launcher } = await visitor()
  await write('I forgot my password')
  const { title, article, back, message } = formOf(page)
  await title.click()
  await article.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await launcher.click()
  await article.waitFor()
  await expect
    .poll(() =>
      page.evaluate(() => Boolean(document.activeElement?.shadowRoot?.activeElement?.closest('.panel'))),
    )
    .toBe(true)
  await back.click()
  expect(await message.inputValue()).toBe('I forgot my password')
})

test('a search that fails is silent, and an article that does not come leaves a way back', async () => {
  define({ articles: true })
  stand.tell(() => ({ status: 503, body: { code: 'busy', message: '' } }))
  const { page, write, message, complaints } = await visitor()
  await write('I forgot my password')
  await expect.poll(sought).toHaveLength(1)
  const { root, title, back } = formOf(page)
  expect(await root.locator('.articles').count()).toBe(0)
  stand.tell((path) => (path === '/api/articles' ? { body: { articles: [RESET] } } : { cut: true }))
  await message.fill('I forgot my password again')
  await title.click()
  await root.getByText('This article cannot be shown now.').waitFor()
  await back.click()
  await expect.poll(() => message.isVisible()).toBe(true)
  // What browsers write themselves of a request that failed.
  expect(complaints.filter((line) => !line.startsWith('Failed to load resource'))).toEqual([])
})

const screens = [
  ['a desktop in light', { viewport: { width: 1100, height: 760 } }, 'en', 'ltr'],
  [
    'a desktop in dark, in Arabic',
    { viewport: { width: 1100, height: 760 }, colorScheme: 'dark' },
    'ar',
    'rtl',
  ],
  ['a phone of 320 pixels, in German', { viewport: { width: 320, height: 640 } }, 'de', 'ltr'],
] as const

test.each(screens)(
  'axe finds nothing in titles, an article and its end on %s',
  async (_, options, lang, dir) => {
    offer()
    const html = hostPage(stand).replace('lang="en"', `lang="${lang}" dir="${dir}"`)
    const { page } = await visitor(html, { ...options, locale: lang, reducedMotion: 'reduce' })
    const { root, title, heading, article } = formOf(page)
    await page.evaluate(axe)
    const check = async (state: string) => {
      expect(await findings(page), state).toEqual([])
      expect(await geometry(page), state).toEqual([])
    }
    const { texts } = (await import(`../../../widget/i18n/${lang}/articles.ts`)) as {
      texts: Record<'articleBack' | 'articleAnswered' | 'articleForget', string>
    }
    await root.locator('.trigger').click()
    await root.locator('#message').fill('I forgot my password')
    await title.waitFor()
    await check('titles')
    await title.click()
    await article.waitFor()
    await root.getByRole('button', { name: texts.articleBack }).waitFor()
    await check('article')
    expect(await heading.evaluate((one) => getComputedStyle(one.parentElement!).direction)).toBe(dir)
    await root.getByRole('button', { name: texts.articleAnswered }).click()
    await root.getByRole('button', { name: texts.articleForget }).waitFor()
    await check('answered')
  },
)

test('in a form that stands in the page, an article takes its place, and deleting leads back to an empty one', async () => {
  offer()
  const { page, complaints } = await visitor(
    hostPage(stand, {
      body: '<support-form site="demo"></support-form>',
      tag: stand.tag('data-site="demo" data-launcher="hide"'),
    }),
  )
  const { root, message, title, article, back, answered } = formOf(page, 'support-form')
  await message.fill('I forgot my password')
  await title.click()
  await article.waitFor()
  expect(await message.isVisible()).toBe(false)
  await back.click()
  expect(await message.isVisible()).toBe(true)
  expect(await article.count()).toBe(0)
  await title.click()
  await answered.click()
  expect(await root.getByRole('button', { name: 'Close' }).count()).toBe(0)
  await root.getByRole('button', { name: 'Delete what I wrote' }).click()
  expect(await message.inputValue()).toBe('')
  expect(await message.evaluate((one) => one === (one.getRootNode() as ShadowRoot).activeElement)).toBe(true)
  expect(stand.received).toEqual([])
  expect(complaints).toEqual([])
})

test('an article whose drawing comes after the visitor has gone back leaves the form as it is', async () => {
  offer()
  const held = holdFiles(stand, (name) => name === 'blocks')
  const { page, write, message, button, complaints } = await visitor()
  await write('I forgot my password', 'ada@example.com')
  const { title, article, back } = formOf(page)
  await title.click()
  const file = await held.take('blocks')
  await back.click()
  const came = page.waitForResponse((response) => response.url().endsWith(file.path))
  file.serve()
  await (await came).finished()
  expect(await message.inputValue()).toBe('I forgot my password')
  expect(await button('Send message').isVisible()).toBe(true)
  expect(await article.isVisible()).toBe(false)
  expect(complaints).toEqual([])
})
