/** What of the page goes with a message, and nothing else: an allow-list. Also where ids come from. */
import { PAGE_MAX } from '../../../proxy/contract/limits.ts'

/** Address of a page without query and hash, which may hold tokens and names. Empty when it has none. */
export function pageAddress({ origin, pathname }: { origin: string; pathname: string }): string {
  // Documents made by a script have the origin "null", and no address that means anything to a reader.
  const address = origin === 'null' ? '' : origin + pathname
  return address.length > PAGE_MAX ? '' : address
}

type Random = Pick<Crypto, 'getRandomValues'> & Partial<Crypto>

/** A UUID version 4 (RFC 9562 §5.4). `randomUUID` is missing on pages without HTTPS. */
export const newId = (random: Random = crypto): string =>
  random.randomUUID?.() ??
  // 0 and 1 become any digit, 8 one of 8 to b.
  '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) => {
    const [byte = 0] = random.getRandomValues(new Uint8Array(1))
    return (Number(digit) ^ (byte & (15 >> (Number(digit) / 4)))).toString(16)
  })
