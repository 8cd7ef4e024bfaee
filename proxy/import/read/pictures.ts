/**
 * Pictures that a text shows from the old helpdesk itself, which lists them among no attachments: they are as much a part of
 * the ticket, and gone once that helpdesk is.
 */
import type { ImportFile } from '../line.ts'

const SHOWN = /<img\b[^>]*?\ssrc\s*=\s*(?:"([^"]+)"|'([^']+)')/gi

/** The name in an address: most helpdesks tell it. */
const nameIn = (url: string, number: number): string =>
  (URL.canParse(url) && new URL(url).searchParams.get('name')) || `picture-${number}`

/** The files of a message: those that are listed, and the pictures of its text at addresses of the old helpdesk. */
export function withPicturesOf(
  html: string | undefined,
  listed: readonly ImportFile[],
  own: RegExp,
): ImportFile[] | undefined {
  const files = [...listed]
  if (html?.includes('<img'))
    for (const [, double, single] of html.matchAll(SHOWN)) {
      const url = (double ?? single ?? '').replaceAll('&amp;', '&')
      if (own.test(url) && !files.some((file) => file.url === url))
        files.push({ name: nameIn(url, files.length + 1), url })
    }
  return files.length > 0 ? files : undefined
}
