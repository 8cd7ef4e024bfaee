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
 * dialog, or whose words stick out of its button. Then what the visitor wrote, to see that it stays.
 */
export function misfits(page: Page, tags: string[]): Promise<string[]> {
  return page.evaluate(async (all) => {
    const root = document.querySelector('support-widget')!.shadowRoot!
    const region = root.querySelector<HTMLElement>('.root')!
    const frame = () => new Promise(requestAnimationFrame)
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
      if (!element.matches('button, a')) return undefined
      const text = words(element)
      const high = text.top < box.top - 1 || text.bottom > box.bottom + 1
      return high || !inside(text, box) ? 'is smaller than its words' : undefined
    }

    for (const tag of all) {
      void window.SupportWidget!('locale', tag)
      for (let frames = 0; region.lang !== tag && frames < 600; frames++) await frame()
      await frame()
      const fault = (element: HTMLElement, what: string) =>
        faults.push(`${tag}: ${element.tagName}.${element.className} "${element.textContent}" ${what}`)
      if (region.lang !== tag) fault(region, 'is in ' + region.lang)
      if (message() !== written) fault(region, 'lost the draft')
      const dialog = root.querySelector('dialog')!
      const place = (dialog.checkVisibility() ? dialog : document.documentElement).getBoundingClientRect()
      for (const element of root.querySelectorAll<HTMLElement>('.trigger, dialog, dialog *')) {
        const what = element instanceof HTMLElement && measure(element, place)
        if (what) fault(element, what)
      }
    }
    return faults
  }, tags)
}
