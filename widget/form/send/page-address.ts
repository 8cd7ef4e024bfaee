/** What of the page goes with a message, and nothing else: an allow-list. Also where ids come from. */
import { PAGE_MAX } from '../../../proxy/contract/limits.ts'

/** Address of a page without query and hash, which may hold tokens and names. Empty when it has none. */
export function pageAddress({ origin, pathname }: { origin: string; pathname: string }): string {
  // Documents made by a script have the origin "null", and no address that means anything to a reader.
  const address = origin + pathname
  return origin === 'null' || address.length > PAGE_MAX ? '' : address
}

/**
 * A UUID version 4 (RFC 9562 §5.4). Pages without HTTPS, or with a `crypto` of their own, lack `randomUUID`: there it is the
 * one in which browsers end the address of a blob (File API §8.3.1), an empty one, which goes with the page.
 */
export const newId = (): string =>
  (crypto as Partial<Crypto> | undefined)?.randomUUID?.() ?? URL.createObjectURL(new Blob()).slice(-36)
