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

/** What stands around an address in a text, a header, a list or a link. */
const AROUND =
  /^(mailto:(\/\/)?(?!.*%)|[\s"'<\p{Ps}\p{Pi}\p{Pf}])+|[\s"'>,;:.\p{Pe}\p{Pi}\p{Pf}]+$|\?[^@]*$/giu

/** Characters without a shape; not the joiners of Persian or Hindi between two letters. */
const FORMAT = /[^\P{Cf}\u200C\u200D]|\p{Cf}(?!\p{Lo})/gu

/** Text without format characters that mean nothing. */
export const withoutFormat = (text: string): string => text.replace(FORMAT, '')

/** Longer texts are none, whatever is taken off: to look through a quarter of a million marks would cost minutes. */
const LOOKED_AT = 1000

/** An address without what people paste along with it: `<ada@example.com>,` or `mailto:` of a link. */
export const cleanEmail = (value: string): string =>
  value.length > LOOKED_AT
    ? value.trim()
    : withoutFormat(value).trim().replace(AROUND, '').replaceAll('\u2019', "'")

/** Whether a cleaned value is an e-mail address; international ones are. Its length is checked apart. */
export const isEmail = (value: string): boolean => EMAIL.test(value)
