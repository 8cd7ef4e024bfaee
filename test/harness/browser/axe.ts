/** What can be found wrong with a page by machine: axe, and what it does not measure. */
import { readFileSync } from 'node:fs'
import type * as Axe from 'axe-core'
import type { Page } from 'playwright-core'

/** The script to run in the page first. */
export const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

/** What axe finds, as `rule: target`. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(() =>
    Promise.all(
      document
        .querySelector('support-widget')!
        .shadowRoot!.getAnimations()
        .map((one) => one.finished),
    ),
  )
  return page.evaluate(async () => {
    const run = (window as never as { axe: typeof Axe }).axe.run
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await run({ include: ['support-widget'] } as never, { runOnly: tags })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary}`),
    )
  })
}

/** Targets too small: 24 pixels (2.5.8), 44 for what matters (R55); and content wider than the screen (1.4.10). */
export const geometry = (page: Page) =>
  page.evaluate(() => {
    const root = document.querySelector('support-widget')!.shadowRoot!
    const ticks = '[type=checkbox], [type=radio]'
    const primary = `.trigger, .close, .button, .quiet, .remove, textarea, select, input:not(${ticks})`
    const all = 'button, a, input, textarea, select, summary'
    const small = [...root.querySelectorAll(all)].filter((element) => {
      const { width, height } = element.getBoundingClientRect()
      const least = element.matches(primary) ? 44 : 24
      // A link in somebody's sentence is as high as its line: 2.5.8 says so itself.
      return width > 0 && !element.closest('.words') && (width < least || height < least)
    })
    const wide = [...root.querySelectorAll('.panel, .view, .form')].filter(
      (element) => element.scrollWidth > element.clientWidth,
    )
    return [...small, ...wide].map((element) => element.outerHTML.slice(0, 80))
  })

/** What axe finds in the whole document, targets too small (2.5.8), and content wider than the screen (1.4.10). */
export async function findingsIn(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const run = (window as never as { axe: typeof Axe }).axe.run
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await run(document, { runOnly: tags })
    const small = [
      ...document.querySelectorAll('button, a, input:not([type=hidden]), textarea, select, summary'),
    ].filter((element) => {
      const { width, height } = element.getBoundingClientRect()
      // A link in somebody's sentence is as high as its line: 2.5.8 says so itself.
      return element.checkVisibility() && !element.closest('.words') && (width < 24 || height < 24)
    })
    return [
      ...violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary}`),
      ),
      ...small.map((element) => `small: ${element.outerHTML}`),
      ...(document.documentElement.scrollWidth > innerWidth ? ['wider than the screen'] : []),
    ]
  })
}
