/** A language that does not exist, to find what was not translated and what does not fit. */

/** English in letters that no keyboard has, and two fifths longer: whatever is still in plain letters is not translated. */
export function pseudo(text: string): string {
  const strange = text.replace(/\{\w+\}|[a-z]/gi, (part) => {
    const code = part.toLowerCase().charCodeAt(0) - 97
    return part.length > 1 ? part : String.fromCodePoint(0x1d5ee + code)
  })
  const more = Math.ceil(text.length * 0.4)
  return (
    strange +
    ' ' +
    '𝘅'
      .repeat(more)
      .replace(/(𝘅{12})/gu, '$1 ')
      .trim()
  )
}

/** Whether all that stands between the placeholders of a text is among what was seen. */
export const isSeen = (text: string, seen: Iterable<string>) => {
  const screens = [...seen].join('\n')
  return text.split(/\{\w+\}/).every((part) => screens.includes(part.trim()))
}
