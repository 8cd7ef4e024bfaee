/** The document of a site that asks for everything: for machines that look for barriers, and in every language on a small phone. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { TAGS } from '../../../widget/i18n/tags.ts'
import { aFolder } from '../../harness/proxy/builders.ts'
import { aServedProxy } from '../../harness/proxy/proxy-in-process.ts'
import { AWAY, everything } from '../../harness/browser/form-visitor.ts'
import { findingsIn } from '../../harness/browser/axe.ts'
import { aContext } from '../../harness/browser/visitor.ts'

/** A document of such a site, and how to come back to it in another language. */
async function aDocument(scripts: boolean, options: object = {}) {
  const { files, ...asked } = everything
  const shop = {
    ...asked,
    channel: '01HX9F3K2M4N5P6Q7R8S9T0V1W',
    origins: ['https://shop.example'],
    files: { max: files.max, types: files.types, maxMegabytes: 5 },
    reply: { within: 30, hours: AWAY },
  }
  const file = join(aFolder(), 'sites.json')
  writeFileSync(file, JSON.stringify({ sites: { shop } }))
  const proxy = await aServedProxy({ SITES_FILE: file })
  const context = await aContext({
    viewport: { width: 320, height: 640 },
    bypassCSP: true,
    ...options,
  })
  const page = await context.newPage()
  if (!scripts) await page.route('**/assets/**/*.js', (route) => route.abort())
  const visit = async (locale: string) => {
    await page.goto(`${proxy.url}/embed/shop?locale=${locale}`)
    if (scripts) await page.locator('#files').waitFor()
  }
  /** Sends what is empty, and waits for what is said of it. */
  const send = async () => {
    await page.locator('[type=submit]').click()
    await page.locator('#summary').waitFor()
    // With its styles.
    await page.waitForLoadState('load')
  }
  return { page, visit, send }
}

/** What is wider than the screen, or than its own place. */
function tooWide(): string[] {
  return [...document.querySelectorAll<HTMLElement>('body, body *')]
    .filter((element) => element.checkVisibility() && !element.matches('textarea, input, .status'))
    .filter((element) => {
      const { left, right } = element.getBoundingClientRect()
      const cut =
        getComputedStyle(element).display !== 'inline' && element.scrollWidth > element.clientWidth + 1
      return left < -1 || right > innerWidth + 1 || cut
    })
    .map((element) => `${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 60)}`)
}

/**
 * The same in every language, of the empty form and of what is said when it is sent so: the document's body in the place
 * of the one that is there, which saves 68 navigations. Runs in the page.
 */
async function inEvery(tags: string[], measure: () => string[]): Promise<string[]> {
  const faults: string[] = []
  const show = async (tag: string, what: string, answer: Response) => {
    const { documentElement, body } = new DOMParser().parseFromString(await answer.text(), 'text/html')
    document.documentElement.lang = documentElement.lang
    document.documentElement.dir = documentElement.dir
    document.body.replaceWith(document.adoptNode(body))
    const found = documentElement.lang === tag ? measure() : [`is in ${documentElement.lang}`]
    faults.push(...found.map((fault) => `${tag}, ${what}: ${fault}`))
  }
  for (const tag of tags) {
    await show(tag, 'open', await fetch(`?locale=${tag}`))
    const form = document.querySelector('form')!
    // As a browser that navigates.
    const sent = { method: 'POST', body: new FormData(form), headers: { Accept: 'text/html' } }
    await show(tag, 'errors', await fetch(form.action, sent))
    if (!document.querySelector('#summary')) faults.push(`${tag}: no errors`)
  }
  return faults
}

test('nothing is too wide in any language on a phone of 320 pixels without scripts', async () => {
  const { page, visit } = await aDocument(false)
  await visit('en')
  const faults = await page.evaluate(`(${String(inEvery)})(${JSON.stringify(TAGS)}, ${String(tooWide)})`)
  expect(faults).toEqual([])
})

test.each([
  ['in light, from left to right', 'de', { colorScheme: 'light' }],
  ['in dark, from right to left', 'ar', { colorScheme: 'dark', viewport: { width: 900, height: 700 } }],
] as const)(
  'axe finds nothing in it %s, drawn by the proxy or by the widget',
  async (_, locale, options) => {
    for (const scripts of [false, true]) {
      const { page, visit, send } = await aDocument(scripts, { ...options, reducedMotion: 'reduce' })
      await visit(locale)
      expect(await findingsIn(page), `scripts: ${scripts}`).toEqual([])
      await send()
      expect(await findingsIn(page), `scripts: ${scripts}, errors`).toEqual([])
      expect(await page.evaluate(tooWide)).toEqual([])
    }
  },
  60_000,
)
