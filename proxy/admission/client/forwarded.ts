/**
 * The addresses that servers in front have written into a request, as real ones write them: `X-Forwarded-For`, else
 * `Forwarded` (RFC 7239), else `X-Real-IP`. Who of them is believed is told by client-address.ts.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'

/** The address in what a server wrote: with a port, brackets or quotes around it. What has none is left as it is. */
function addressIn(written: string): string {
  const bare = written.replace(/^"(.*)"$/, '$1').trim()
  // A port may be hidden by a name, too: "_http".
  const [, address = bare] = /^\[([^\]]+)\](?::\w+)?$/.exec(bare) ?? /^([\d.]+):\w+$/.exec(bare) ?? []
  return isIP(address) === 0 ? written : address
}

const partsOf = (list: string): string[] => list.split(',').map((part) => part.trim())

/** Elements of a list and pairs of an element; a quotation mark hides commas and semicolons. */
const ELEMENTS = /(?:"(?:[^"\\]|\\.)*"?|[^",])+/g
const PAIRS = /(?:"(?:[^"\\]|\\.)*"?|[^";])+/g

/** The value of `for` in one element: of a server that tells nothing of the sender it is none. */
function forOf(element: string): string {
  for (const pair of element.match(PAIRS) ?? []) {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? []
    if (name.trim().toLowerCase() === 'for') return value.trim().replace(/\\(.)/g, '$1')
  }
  return 'unknown'
}

/** Headers by which servers tell whom they speak for, in the order in which one is taken for all. */
const READERS = {
  'x-forwarded-for': partsOf,
  forwarded: (list: string) =>
    (list.match(ELEMENTS) ?? []).filter((element) => element.trim()).map((element) => forOf(element)),
  'x-real-ip': partsOf,
} satisfies Record<string, (list: string) => string[]>
const READERS_IN_ORDER = Object.entries(READERS)

/** What servers in front have written, the nearest last; `undefined` where none has written anything. */
export function forwardedBy(headers: IncomingHttpHeaders): string[] | undefined {
  for (const [name, read] of READERS_IN_ORDER) {
    const given = headers[name]
    if (given !== undefined) return read([given].flat().join()).filter(Boolean).map(addressIn)
  }
  return undefined
}
