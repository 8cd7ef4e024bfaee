/** What is around a form, whether it is drawn here or in an iframe: its words, and that it stays in the page. */
import { direction, negotiate } from '../i18n/negotiate.ts'
import { TAGS } from '../i18n/tags.ts'
import type { loadTexts } from '../i18n/texts.ts'
import type { stayPresent } from '../page/stay-in-page.ts'
import { EVENT } from '../api/names.ts'
import type { Place } from './place.ts'

type StayPresent = typeof stayPresent

/** The language of a form that wants `locale`: that, the page's or the browser's; empty when there is none of them. */
export const chooseLanguage = (locale: string): string =>
  negotiate([locale, document.documentElement.lang, ...navigator.languages], TAGS) ?? ''

/** Says in the form's language what was there before the form. */
export function translate(
  { button, region, title, close }: Place,
  label: string,
  { locale, texts }: Awaited<ReturnType<typeof loadTexts>>,
): void {
  region.lang = locale
  region.dir = direction(locale)
  if (button) button.textContent = label || texts.launcher
  if (title) title.textContent = texts.title
  if (close) close.ariaLabel = texts.close
  button?.removeAttribute('lang')
}

/** See stay-in-page.ts. Nothing is lost when it does not come; it is asked for again when the form is opened. */
export async function stayInPage(...given: Parameters<StayPresent>): Promise<void> {
  const presence = await import('../page/stay-in-page.ts').catch(() => undefined)
  const [{ host }, , signal] = given
  if (signal.aborted) return
  if (presence) return presence.stayPresent(...given)
  host.addEventListener(EVENT + 'open', () => stayInPage(...given), { once: true, signal })
}
