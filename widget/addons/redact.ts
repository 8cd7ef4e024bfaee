/**
 * What is taken out of a line of the console before a visitor sees it. By patterns, which cannot know everything: that
 * is why the visitor sees what is left, and can change it.
 */

/** How much of a line is looked at: what stands behind it is not kept. Bounds the time that the patterns take. */
const READ_MAX = 4000

/** What is replaced by what, in this order. */
const PATTERNS: [RegExp, string][] = [
  // Line ends, and what nobody sees: a line is one line, and reads as it is.
  [/[\s\p{Cc}\p{Cf}]+/gu, ' '],
  // Query and fragment of an address, whole or of this site; `a?.b` is code.
  [/([?#])(?!\.)[^\s"'`<>()]+/g, '$1…'],
  // Name and password in an address.
  [/:\/\/[^\s/@]+@/g, '://'],
  // Not within the next pattern, where it would take cubic time.
  [/%40/g, '@'],
  [/[^\s@<>"'`()[\],:;=/]{1,64}@[^\s@<>"'`()[\],:;=/]*\.\p{L}[\p{L}\d-]+/gu, '[e-mail]'],
  // All cookies, which stand one after the other.
  [/(cookies?\\?["'`]?\s*[:=]\s*).*/gi, '$1[secret]'],
  [/\bbearer\s+[^\s"'`,;]+|\bbasic\s+[\w+/=]{12,}|\beyJ[\w.-]+/gi, '[secret]'],
  [
    /((?:pass(?!ed|ive)|pwd|secret|token|api[-_]?key|auth(?!or\b)|session|credential|signature|otp|pin\b)[\w-]{0,20}\\?["'`]?\s*[:=]\s*)(?!\[secret)(?:\\?(["'])(?:\\.|(?!\2)[^\\])*\2?|[^\s,;&}\]]+)/gi,
    '$1[secret]',
  ],
  // Ids, hashes and keys, then cards and phones.
  [/\b(?=[\w-]{0,23}\d)(?:[\da-f-]{16,}|[\w-]{24,})/gi, '[secret]'],
  [/\d(?:[ .-]?\d){11,}|\d{7,}/g, '[number]'],
]

/** A line as it is kept: redacted, in one line, at most 300 characters. */
export function redacted(text: string): string {
  // A half of a secret looks like none: what is cut through goes, too.
  const read = text.length > READ_MAX ? text.slice(0, READ_MAX).replace(/\S{1,200}$/, '…') : text
  const found = PATTERNS.reduce((line, [pattern, instead]) => line.replace(pattern, instead), read)
  // 300 code points: with `u`, none is cut in half.
  return found.replace(/^(.{299}).{2,}$/u, '$1…')
}
