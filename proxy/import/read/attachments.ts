/** Where the files of a message are: those that an export lists, and pictures that its text shows. */
import { Parser } from 'htmlparser2'
import type { ImportFile } from '../line.ts'

/** Reads tags alone: the parser looks through all open elements at each of them, and here none is open. */
class Tags extends Parser {
  override isVoidElement(): boolean {
    return true
  }
}

/** The addresses of the pictures that a text shows. */
function shownIn(html: string): string[] {
  if (!/<im/i.test(html)) return []
  const found: string[] = []
  const tags = new Tags({
    onopentag: (name, { src }) => {
      if (name === 'img' && src) found.push(src)
    },
  })
  tags.end(html)
  return found
}

/** The name in an address: most helpdesks tell it. */
const nameIn = (url: string, number: number): string =>
  (URL.canParse(url) && new URL(url).searchParams.get('name')) || `picture-${number}`

/**
 * Where a listed file is: at its address. Without one it is looked for in the folder of the export by its id, so that it is
 * missed and told, and never dropped.
 */
export const placeOf = (
  url: string | undefined,
  id: string | undefined,
): Pick<ImportFile, 'url'> | Pick<ImportFile, 'path'> =>
  url === undefined ? { path: `attachments/${id ?? 'unknown'}` } : { url }

/**
 * The files of a message: those that are listed, and the pictures of its text at addresses of the old helpdesk. It lists
 * those among no attachments, though they are as much a part of the ticket, and gone once that helpdesk is.
 */
export function withPicturesOf(
  html: string | undefined,
  listed: readonly ImportFile[],
  own: RegExp,
): ImportFile[] | undefined {
  const files = [...listed]
  const known = new Set(listed.map(({ url }) => url))
  for (const url of shownIn(html ?? ''))
    if (own.test(url) && !known.has(url)) {
      known.add(url)
      files.push({ name: nameIn(url, files.length + 1), url })
    }
  return files.length > 0 ? files : undefined
}
