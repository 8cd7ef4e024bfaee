/** Takes pictures of the widget for the eye: where they go, and the languages, sizes and themes in which they are taken. */
import type { BrowserContextOptions, Page } from 'playwright-core'

/** Where the pictures go; git does not know the folder. */
const FOLDER = 'shots'

/** The moment at which every picture is taken: a Tuesday on which the office is open. */
export const NOON = new Date('2026-03-10T11:20:00Z')

const sizes = {
  desktop: { width: 1100, height: 760 },
  390: { width: 390, height: 844 },
  320: { width: 320, height: 640 },
} as const

/** A language with the zone of somebody who reads it: two of them are not the office's. */
const languages = { en: 'Europe/London', de: 'Europe/Berlin', ar: 'Africa/Cairo', ja: 'Asia/Tokyo' } as const

/** One column of the matrix: a language on a screen. */
export interface View {
  lang: keyof typeof languages
  size: keyof typeof sizes
}

/** Every language on every screen. */
export const views: View[] = (Object.keys(languages) as View['lang'][]).flatMap((lang) =>
  (Object.keys(sizes) as View['size'][]).map((size) => ({ lang, size })),
)

/** The browser of somebody who reads `lang` on such a screen. */
export const browserOf = ({ lang, size }: View): BrowserContextOptions => ({
  viewport: sizes[size],
  locale: lang,
  timezoneId: languages[lang],
  hasTouch: size !== 'desktop',
  reducedMotion: 'reduce',
})

/** `<html>` in the view's language. */
export const inLanguage = (html: string, { lang }: View) =>
  html.replace('lang="en"', `lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"`)

/** What scrolls: the view of the dialog, else the page. */
const scrollOn = (page: Page) =>
  page.evaluate(() => {
    const view = document.querySelector('support-widget')?.shadowRoot?.querySelector('.view')
    const box = view?.checkVisibility() ? view : document.documentElement
    const before = box.scrollTop
    // What sticks to the lower edge would hide what is under it.
    box.scrollBy({ top: box.clientHeight - 120, behavior: 'instant' })
    return box.scrollTop - before > 8
  })

/** What of a state is in its pictures: what the screen shows, all that scrolls, in several, or the page from top to end. */
export type Extent = 'screen' | 'scrolled' | 'page'

/** Takes pictures of a state, in light and in dark. */
export function cameraOf(page: Page, { lang, size }: View) {
  return async (state: string, extent: Extent = 'screen') => {
    for (let part = 1; part < 9; part++) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        const name = extent === 'scrolled' ? `${state}.${part}` : state
        const path = `${FOLDER}/${lang}-${size}/${name}.${colorScheme}.png`
        await page.screenshot({ path, animations: 'disabled', caret: 'initial', fullPage: extent === 'page' })
      }
      if (extent !== 'scrolled' || !(await scrollOn(page))) break
    }
    await page.emulateMedia({ colorScheme: 'light' })
  }
}
