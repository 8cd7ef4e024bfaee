/** What of the page goes with a message, and nothing else: an allow-list. Also where ids come from. */
import { PAGE_MAX } from '../../../proxy/contract/limits.ts'

/** Address of a page without query and hash, which may hold tokens and names. Empty when it has none. */
export function pageAddress({ origin, pathname }: { origin: string; pathname: string }): string {
  // Documents made by a script have the origin "null", and no address that means anything to a reader.
  const address = origin === 'null' ? '' : origin + pathname
  return address.length > PAGE_MAX ? '' : address
}

/** A UUID version 4 (RFC 9562 §5.4). `randomUUID` is missing on pages without HTTPS. */
export function newId(random: Pick<Crypto, 'getRandomValues'> & Partial<Crypto> = crypto): string {
  if (random.randomUUID) return random.randomUUID()
  const bytes = random.getRandomValues(new Uint8Array(16))
  const hex = [...bytes]
    .map((byte, index) => {
      if (index === 6) return ((byte & 15) | 64).toString(16)
      if (index === 8) return ((byte & 63) | 128).toString(16)
      return byte.toString(16).padStart(2, '0')
    })
    .join('')
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
