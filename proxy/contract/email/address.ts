/**
 * E-mail addresses as people paste them, and which of them a helpdesk takes. A file of its own, so that the panel need
 * not have it: there `mayBeEmail` of ../text.ts stands in until the part with this has come.
 */

/**
 * What There There's rules for addresses (RFC 5322 and 6531, read by Laravel) take as well, or the message would be
 * confirmed and then refused there: dots part, labels neither begin nor end with a hyphen, no signs but ASCII's.
 */
const EMAIL =
  /^(?!\.|.*\.([.@]|$))[\p{L}\p{M}\p{N}!#-'*+\--9=?^-~]{1,64}@((?!-)[\p{L}\p{M}\p{N}-]{0,62}[\p{L}\p{M}\p{N}](\.|$)){2,}$/u

/** Most bytes of a domain there, and most characters of a label as it is looked up: the dot before it is counted in. */
const DOMAIN_MAX = 253
const LABEL_MAX = 63

/** What stands around an address in a text, a header, a list or a link. */
const AROUND =
  /^(mailto:(\/\/)?(?!.*%)|[\s"'<\p{Ps}\p{Pi}\p{Pf}])+|[\s"'>,;:.\p{Pe}\p{Pi}\p{Pf}]+$|\?[^@]*$/giu

/** Characters without a shape; not the joiners of Persian or Hindi between two letters. */
const FORMAT = /[^\P{Cf}\u200C\u200D]|\p{Cf}(?!\p{Lo})/gu

/** Text without format characters that mean nothing. */
export const withoutFormat = (text: string): string => text.replace(FORMAT, '')

/** Longer texts are none, whatever is taken off: to look through a quarter of a million marks would cost minutes. */
const LOOKED_AT = 1000

/** How mail programs write an address: behind a name, which has no other address in it. */
const NAMED = /^[^@<>]*<([^@<>]+@[^@<>]+)>[\s,;.]*$/

/** An address without what people paste along with it: `Ada <ada@example.com>,` or `mailto:` of a link. */
export function cleanEmail(value: string): string {
  if (value.length > LOOKED_AT) return value.trim()
  const shown = withoutFormat(value).trim()
  return (NAMED.exec(shown)?.[1] ?? shown).trim().replace(AROUND, '').replaceAll('\u2019', "'")
}

/**
 * A domain of plain letters, which is looked up as it stands: nearly all are, and a URL of each cost a message a tenth of
 * its time. One that ends in a number may be the address of a network.
 */
export const PLAIN_DOMAIN = /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/

/** A domain as it is looked up; undefined when it is none. Not by `canParse`, which some visitors' browsers lack. */
function lookedUp(domain: string): string | undefined {
  if (PLAIN_DOMAIN.test(domain)) return domain
  try {
    return new URL(`http://${domain}`).hostname
  } catch {
    return undefined
  }
}

/** Whether a domain is short enough, in letters and as it is looked up: `xn--` and what follows is longer. */
const isShort = (domain: string): boolean =>
  new TextEncoder().encode(domain).length <= DOMAIN_MAX &&
  lookedUp(domain)
    ?.split('.')
    .every((label, at) => label.length + Math.min(at, 1) <= LABEL_MAX) === true

/** Whether a cleaned value is an e-mail address; international ones are. Its length is checked apart. */
export const isEmail = (value: string): boolean =>
  EMAIL.test(value) && isShort(value.slice(value.indexOf('@') + 1))
