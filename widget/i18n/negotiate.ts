/** Chooses a language: lookup of RFC 4647 §3.4, with the scripts of Chinese and the direction of writing. */

/** What a Chinese tag without script means: Taiwan, Hong Kong and Macau write traditional characters. */
function spellOut(tag: string): string {
  const plain = tag.trim().replace(/_/g, '-').toLowerCase()
  if (!/^zh(-|$)/.test(plain) || /-han[st]/.test(plain)) return plain
  return plain.replace(/^zh(-(?:tw|hk|mo))?.*/, (_, traditional: string) =>
    traditional ? 'zh-hant' : 'zh-hans',
  )
}

/**
 * The best of the `available` tags for the `wanted` ones, which come in order of preference.
 * `pt-PT` never becomes `pt-BR`; `de-CH` becomes `de`. `undefined` when none of them fits.
 */
export function negotiate(wanted: readonly string[], available: readonly string[]): string | undefined {
  for (const tag of wanted) {
    const parts = spellOut(tag).split('-')
    while (parts.length) {
      const candidate = parts.join('-')
      const found = available.find((item) => item.toLowerCase() === candidate)
      if (found) return found
      parts.pop()
      // RFC 4647 §3.4: a single letter ("x", "u") goes together with what it introduces.
      if (parts.at(-1)?.length === 1) parts.pop()
    }
  }
  return undefined
}

/** The direction in which a language is written. */
export function direction(tag: string): 'ltr' | 'rtl' {
  return /^(ar|arc|ckb|dv|fa|he|ks|ps|sd|ug|ur|yi)\b/i.test(tag) ? 'rtl' : 'ltr'
}
