/** Chooses a language, and knows in which direction it is written. */

/**
 * The best of the `available` tags (written canonically) for the `wanted` ones, which come in order of preference.
 * Lookup as in RFC 4647 §3.4, but by script where the region implies one: `zh-TW` is `zh-Hant`, `pt-PT` is never
 * `pt-BR`, `de-CH` is `de`, and all Norwegian is `nb`. Tags that are none are passed over. `undefined` when nothing
 * fits.
 */
export function negotiate(wanted: readonly string[], available: readonly string[]): string | undefined {
  for (const tag of wanted) {
    // Nobody has said it, or it is plain, as most are: the first Intl.Locale of a page costs 5 ms (R23). Chinese goes by its script.
    if (!tag) continue
    const [, plain] = /^([a-z]{2})(-[A-Z]{2})?$/.exec(tag) ?? []
    const known = [tag, plain].find((item) => item && available.includes(item))
    if (plain && known) return known
    try {
      const locale = new Intl.Locale(tag.replace(/_/g, '-'))
      const { language, script } = locale.maximize()
      const found = [locale.baseName, language + '-' + script, language.replace(/^n[no]$/, 'nb')].find(
        (item) => available.includes(item),
      )
      if (found) return found
    } catch {
      // Not a language tag, like the empty `lang` of many pages.
    }
  }
  return undefined
}

/** Languages that are written from right to left; `iw` is what Hebrew was called. */
export const RTL = /^(ar|fa|he|iw)\b/

/** The direction in which a language is written. */
export const direction = (tag: string): 'ltr' | 'rtl' => (RTL.test(tag) ? 'rtl' : 'ltr')
