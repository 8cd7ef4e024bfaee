/** What is on the widget's screen, in any language: how to work the form without its words, and what to read off. */
import type { Page } from 'playwright-core'

/** The parts of the form, found by what they are. */
export function parts(page: Page) {
  const root = page.locator('support-widget')
  return {
    launcher: root.locator('.trigger'),
    region: root.locator('.root'),
    title: root.locator('#title'),
    close: root.locator('.close'),
    dialog: root.locator('dialog'),
    notice: root.locator('.notice'),
    sent: root.locator('.sent'),
    field: (name: string) => root.locator('#' + name),
    submit: root.locator('[type=submit]'),
    quiet: root.locator('button.quiet'),
    again: root.locator('.secondary'),
    meant: root.locator('.meant'),
    status: root.locator('.status'),
  }
}

/** Every text and every name that is on the screen or said to screen readers, without what the visitor wrote. */
export function wordsOnScreen(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('support-widget')!.shadowRoot!
    const found: string[] = []
    for (const element of root.querySelectorAll<HTMLElement>('.root, .root *')) {
      // A slot has no box of its own.
      const box = element.localName === 'slot' ? element.parentElement : element
      if (!box?.checkVisibility()) continue
      for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'])
        found.push(element.getAttribute(name) ?? '')
      if (!element.translate || element.matches('textarea, input')) continue
      for (const node of element.childNodes) if (node instanceof Text) found.push(node.data)
    }
    return found.map((text) => text.trim()).filter(Boolean)
  })
}

/**
 * Switches through `tags`, and tells for each what does not fit: what is wider than its place, sticks out of the
 * dialog, is cut, or whose words stick out of its button. Then what the visitor wrote, to see that it stays.
 * @param neat Also buttons whose words wrap, and an editor of screenshots that scrolls: with texts of the usual size.
 */
export function misfits(page: Page, tags: string[], neat = false): Promise<string[]> {
  return page.evaluate(
    async ([all, isNeat]) => {
      const root = document.querySelector('support-widget')!.shadowRoot!
      const region = root.querySelector<HTMLElement>('.root')!
      const frame = () => new Promise(requestAnimationFrame)
      const turn = () => new Promise((done) => setTimeout(done))
      const message = () => root.querySelector('textarea')?.value
      const written = message()
      const faults: string[] = []

      const words = (element: Element) => {
        const range = document.createRange()
        range.selectNodeContents(element)
        return range.getBoundingClientRect()
      }
      const inside = (inner: DOMRect, outer: DOMRect) =>
        inner.left >= outer.left - 1 && inner.right <= outer.right + 1

      const measure = (element: HTMLElement, place: DOMRect): string | undefined => {
        const style = getComputedStyle(element)
        if (!element.checkVisibility() || element.matches('.status')) return undefined
        const fields = element.matches('textarea, input')
        if (!fields && style.display !== 'inline' && element.scrollWidth > element.clientWidth + 1)
          return 'is too wide'
        const box = element.getBoundingClientRect()
        if (!inside(box, place)) return 'sticks out'
        if (style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1) return 'is cut'
        if (!element.matches('button, a')) return undefined
        const text = words(element)
        const high = text.top < box.top - 1 || text.bottom > box.bottom + 1
        if (high || !inside(text, box)) return 'is smaller than its words'
        const oneLine = 1.5 * parseFloat(style.lineHeight) > text.height
        // But for an address, which the visitor wrote as long as it is.
        return isNeat && element.matches('button:not(.meant), .button') && !oneLine ? 'wraps' : undefined
      }

      for (const tag of all) {
        void window.SupportWidget!('locale', tag)
        for (let turns = 0; region.lang !== tag && turns < 2000; turns++) await turn()
        await frame()
        const fault = (element: HTMLElement, what: string) =>
          faults.push(`${tag}: ${element.tagName}.${element.className} "${element.textContent}" ${what}`)
        if (region.lang !== tag) fault(region, 'is in ' + region.lang)
        if (message() !== written) fault(region, 'lost the draft')
        const dialog = root.querySelector('dialog')!
        const place = (dialog.checkVisibility() ? dialog : document.documentElement).getBoundingClientRect()
        for (const element of root.querySelectorAll<HTMLElement>('.trigger, dialog, dialog *')) {
          const within = element.parentElement?.closest('.shot')?.getBoundingClientRect() ?? place
          const what = element instanceof HTMLElement && !element.matches('.shot') && measure(element, within)
          if (what) fault(element, what)
          const scrolls = element.scrollHeight > element.clientHeight
          if (isNeat && element.matches('.shot') && scrolls) fault(element, 'scrolls')
        }
      }
      return faults
    },
    [tags, neat] as const,
  )
}

/** What cannot be reached: controls that no scrolling brings wholly into view. */
export const unreachable = (page: Page) =>
  page.evaluate(() => {
    const root = document.querySelector('support-widget')!.shadowRoot!
    const dialog = root.querySelector('.shot[open]') ?? root.querySelector('dialog')!
    return [...dialog.querySelectorAll<HTMLElement>('button, a, input, textarea, select, summary')]
      .filter((control) => control.checkVisibility())
      .filter((control) => {
        control.scrollIntoView({ block: 'center' })
        const { left, right, top, bottom } = control.getBoundingClientRect()
        const view = control.closest('.shot, .view')?.getBoundingClientRect() ?? {
          top: 0,
          bottom: innerHeight,
        }
        // In the middle of what is seen of it: a long message is longer than the screen.
        const y = (Math.max(top, view.top) + Math.min(bottom, view.bottom)) / 2
        const middle = root.elementFromPoint((left + right) / 2, y)
        return (
          left < 0 || right > innerWidth || !middle || !(control.contains(middle) || middle.contains(control))
        )
      })
      .map((control) => control.outerHTML.slice(0, 80))
  })

/** In forced colours: what is told by a ground alone, which is gone then. */
export const unlined = (page: Page) =>
  page.evaluate(() => {
    const root = document.querySelector('support-widget')!.shadowRoot!
    const shown =
      '.panel, .shot, .trigger, .button, .quiet, .notice, .reference, .seal, .file, select, textarea, input:not([type=checkbox], [type=radio])'
    return [...root.querySelectorAll<HTMLElement>(shown)]
      .filter((element) => element.checkVisibility())
      .filter((element) => {
        const { borderTopWidth, borderTopStyle, borderTopColor } = getComputedStyle(element)
        return (
          parseFloat(borderTopWidth) < 1 || borderTopStyle === 'none' || /^rgba.*, 0\)$/.test(borderTopColor)
        )
      })
      .map((element) => element.className || element.tagName)
  })

/** Sets texts as far apart as WCAG 1.4.12 allows readers to. */
export const widelySpaced = (page: Page) =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
      word-spacing: .16em !important } p { margin-block-end: 2em !important }`)
    const root = document.querySelector('support-widget')!.shadowRoot!
    const { adoptedStyleSheets } = root
    // The form brings its own sheets after this one.
    root.adoptedStyleSheets = [...adoptedStyleSheets, sheet]
  })
