/** Ways to take a text elsewhere when it cannot be sent: the clipboard, and an e-mail to the site. */

/**
 * Copies `text`. Asks no permission: when the clipboard is denied or missing (pages without HTTPS), `select`
 * selects what is on the screen and the browser's own copy command takes it.
 * @returns Whether it was copied; if not, the text is left selected.
 */
export async function copy(text: string, select: () => void): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    select()
    // Deprecated, and still the only way without permission.
    return Document.prototype.execCommand.call(document, 'copy')
  }
}

/** Longest `mailto:` query that mail programs take, in encoded characters. */
const MAILTO_MAX = 1800

/** A link that opens a mail program with the message, cut to what such links may hold. */
export function mailto(address: string, subject: string, message: string): string {
  let link = 'mailto:' + encodeURIComponent(address).replace('%40', '@') + '?subject='
  const limit = link.length + MAILTO_MAX
  const add = (text: string) => {
    for (const char of text.replace(/\r?\n/g, '\r\n')) {
      // Half of a surrogate pair cannot be encoded and would throw.
      const part = /^[\uD800-\uDFFF]$/.test(char) ? '' : encodeURIComponent(char)
      if (link.length + part.length > limit) return
      link += part
    }
  }
  add(subject.slice(0, 120))
  link += '&body='
  add(message)
  return link
}
