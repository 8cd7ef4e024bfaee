/** The form in every language: chosen, switched, fitting, and mirrored where it should be. */
import type { BrowserContextOptions } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { en } from '../../../widget/i18n/en/form.ts'
import { loadTexts } from '../../../widget/i18n/texts.ts'
import { TAGS } from '../../../widget/i18n/tags.ts'
import { misfits, parts } from '../../harness/browser/screen.ts'
import { useFakeProxy } from '../../harness/browser/fake-proxy.ts'
import { AWAY } from '../../harness/browser/form-visitor.ts'
import { hostPage, visit } from '../../harness/browser/visitor.ts'

const stand = useFakeProxy()
const visitor = async (html?: string, options?: BrowserContextOptions) => {
  const { page, complaints } = await visit(stand, html, options)
  return { page, complaints, ...parts(page) }
}

/** A page in a language, or in one that nobody named. */
const pageIn = (lang: string, tag = stand.tag()) =>
  hostPage(stand, { tag, head: '<meta charset="utf-8">' }).replace('lang="en"', `lang="${lang}"`)

/** Which language files were fetched. */
const fetched = () =>
  stand.requests.flatMap(
    (request) => /assets\/\w+\/([a-z]{2}(?:-[A-Z]\w+)?)\/form\.js/.exec(request)?.[1] ?? [],
  )

const site = { site: 'demo', name: 'hidden', subject: 'hidden', contactEmail: 'help@example.com' }

describe('the language', () => {
  const attribute = (locale: string) => stand.tag(`data-site="demo" data-locale="${locale}"`)
  test.each([
    ['of the tag comes first', 'nl', 'de', 'fr', undefined, 'nl'],
    ['of the page is next', 'xx', 'de-AT', 'fr', undefined, 'de'],
    ['of the browser is next', '', 'eu', 'zh-HK', undefined, 'zh-Hant'],
    ['of the site is next', '', '', 'eu', 'ar', 'ar'],
    ['is English otherwise', '', '', 'eu', undefined, 'en'],
  ])('%s', async (_, option, lang, browser, own, expected) => {
    stand.define({ body: { ...site, ...(own && { locale: own }) } })
    const { launcher, region, title, field } = await visitor(pageIn(lang, attribute(option)), {
      locale: browser,
    })
    await launcher.click()
    await field('message').waitFor()
    const { texts } = await loadTexts(expected)
    await expect.poll(() => title.textContent()).toBe(texts.title)
    expect(await region.evaluate((node: HTMLElement) => [node.lang, node.dir])).toEqual([
      expected,
      expected === 'ar' ? 'rtl' : 'ltr',
    ])
    expect(await title.getAttribute('lang')).toBeNull()
    expect(fetched()).toEqual(expected === 'en' ? [] : [expected])
  })

  test('of the button is English until the form has been opened, and says so', async () => {
    const { page, launcher, region, close, field } = await visitor(pageIn('ja'))
    await launcher.waitFor()
    const words = launcher.locator('slot')
    const language = () => words.evaluate((slot) => slot.closest('[lang]')?.getAttribute('lang'))
    const state = async () => [await words.textContent(), await language()]
    const before = (await launcher.boundingBox())!
    expect(await state()).toEqual(['Help', 'en'])
    expect(await region.getAttribute('lang')).toBe('en')
    expect(fetched()).toEqual([])
    await launcher.click()
    await field('message').waitFor()
    await close.click()
    expect(await state()).toEqual(['ヘルプ', 'ja'])
    const { height, width } = (await launcher.boundingBox())!
    expect(height).toBeCloseTo(before.height, 0)
    expect(width).toBeLessThan(150)
    expect(await close.getAttribute('aria-label')).toBe('閉じる')
    await page.evaluate(() => void window.SupportWidget!('update', { label: 'お問い合わせ' }))
    await expect.poll(state).toEqual(['お問い合わせ', 'ja'])
  })

  test('of a label that the site gives is that of the page', async () => {
    const { launcher } = await visitor(pageIn('ja', stand.tag('data-site="demo" data-label="お問い合わせ"')))
    await launcher.waitFor()
    const words = launcher.locator('slot')
    expect([await words.textContent(), await words.getAttribute('lang')]).toEqual(['お問い合わせ', 'ja'])
  })

  test('is switched live: what was written stays, and each file is fetched once', async () => {
    const { page, launcher, field, region, submit } = await visitor()
    const speak = async (tag: string) => {
      await page.evaluate((to) => void window.SupportWidget!('locale', to), tag)
      await expect.poll(() => region.getAttribute('lang')).toBe(tag)
    }
    await launcher.click()
    await field('message').fill('Draft')
    await speak('he')
    await speak('pt-BR')
    expect(await submit.textContent()).toBe('Enviar mensagem')
    await speak('he')
    expect(await submit.textContent()).toBe('שליחת ההודעה')
    await speak('en')
    expect(await submit.textContent()).toBe(en.send)
    expect(await field('message').inputValue()).toBe('Draft')
    expect(fetched()).toEqual(['he', 'pt-BR'])
  })

  test('is English, and is said to be, when its file does not come', async () => {
    const { page, launcher, region, field } = await visitor()
    await page.route(/assets\/\w+\/ar\/form\.js/, (route) => route.abort())
    await launcher.waitFor()
    await page.evaluate(() => void window.SupportWidget!('locale', 'ar'))
    await launcher.click()
    await field('message').waitFor()
    expect(await region.evaluate((node: HTMLElement) => [node.lang, node.dir])).toEqual(['en', 'ltr'])
  })
})

test('nothing is too wide in any language on a phone of 320 pixels, and switching loses nothing', async () => {
  const reply = { within: 30, hours: AWAY }
  const consent = { mode: 'required', text: '[–]', link: 'https://example.com/', version: '1' }
  stand.define({ body: { ...site, name: 'optional', subject: 'required', reply, consent } })
  const { page, launcher, field, submit, notice, sent, close } = await visitor(undefined, {
    viewport: { width: 320, height: 640 },
    reducedMotion: 'reduce',
  })
  const fits = async (state: string) => expect(await misfits(page, TAGS, true), state).toEqual([])
  await page.clock.install()
  await launcher.click()
  await field('subject').waitFor()
  await page.locator('support-widget .expected').first().waitFor()
  await submit.click()
  await notice.waitFor()
  await fits('nothing filled')
  await field('consent').check()
  await field('email').fill('ada.lovelace.of.the.analytical.engine@gmial.com')
  await field('message').focus()
  await page.locator('support-widget .meant').waitFor()
  await fits('a slip in the address')
  await field('message').fill('Donaudampfschifffahrt '.repeat(500))
  await submit.click()
  await fits('too long')
  await field('message').fill('Hello')
  await field('email').fill('ada.lovelace.of.the.analytical.engine@mathematics.example.com')
  await field('subject').fill('Mug')
  for (const [state, answer] of [
    ['unreachable', undefined],
    ['conflict', { status: 409, body: { code: 'conflict' } }],
    ['refused', { status: 403, body: { code: 'origin_denied', message: '' } }],
    ['limited', { status: 429, body: {}, headers: { 'Retry-After': '3600' } }],
  ] as const) {
    if (answer) stand.answer(answer)
    // Not cut by the stand: on a connection that was used before, the browser sends again on its own.
    else await page.route('**/api/tickets', (route) => route.abort(), { times: 1 })
    await submit.click()
    const { texts } = await loadTexts(TAGS.at(-1)!)
    await notice.getByText(texts[state]!).waitFor()
    await fits(state)
  }
  await page.clock.fastForward(3_601_000)
  await submit.click()
  await sent.waitFor()
  await fits('sent')
  await close.click()
  await fits('closed')
})

describe('from right to left', () => {
  test.each(['ar', 'he', 'fa'])(
    '%s is mirrored in a page from left to right, but no address or reference',
    async (tag) => {
      const { page, launcher, dialog, close, title, field, submit, sent, notice } = await visitor(pageIn(tag))
      const box = async (part: typeof title) => {
        const { x, width } = (await part.boundingBox())!
        return { start: x, end: x + width }
      }
      expect((await box(launcher)).end).toBeLessThan(550)
      await launcher.click()
      await field('message').waitFor()
      expect((await box(dialog)).end).toBeLessThan(550)
      expect((await box(close)).end).toBeLessThan((await box(title)).start)
      const label = page.locator('support-widget label').first()
      expect((await box(label)).end).toBeCloseTo((await box(field('message'))).end, 0)
      await submit.click()
      const edge = await notice.evaluate((node) => getComputedStyle(node).borderRightWidth)
      expect(edge).toBe('4px')
      await field('message').fill('Hello')
      expect(await field('message').evaluate((node) => getComputedStyle(node).direction)).toBe('ltr')
      await field('email').fill('ada@example.com')
      expect(await field('email').evaluate((node) => getComputedStyle(node).direction)).toBe('ltr')
      await submit.click()
      await sent.waitFor()
      for (const name of ['code', '.address']) {
        const letters = await sent.locator(name).evaluate((node) => {
          const left = (at: number) => {
            const range = document.createRange()
            range.setStart(node.firstChild!, at)
            range.setEnd(node.firstChild!, at + 1)
            return range.getBoundingClientRect().left
          }
          return Array.from(node.textContent, (_, at) => left(at))
        })
        expect(letters, name).toEqual(letters.toSorted((a, b) => a - b))
      }
    },
  )

  test('a page does not mirror an English form', async () => {
    const html = hostPage(stand, { tag: stand.tag('data-site="demo" data-locale="en"') })
    const { launcher, dialog, field } = await visitor(html.replace('<html', '<html dir="rtl"'))
    await launcher.click()
    await field('message').waitFor()
    expect((await dialog.boundingBox())!.x).toBeGreaterThan(550)
    expect(await field('message').evaluate((node) => getComputedStyle(node).direction)).toBe('ltr')
  })
})
