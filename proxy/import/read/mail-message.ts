/** One mail, as `postal-mime` reads it. */
import PostalMime from 'postal-mime'
import type { Address, Email, Mailbox } from 'postal-mime'

/** Headers and parts of a mail. Throws for one that is too deep, or too long in its headers. */
export const parseMail = (bytes: Uint8Array): Promise<Email> =>
  new PostalMime({ attachmentEncoding: 'arraybuffer' }).parse(bytes)

/** The people in a field, those of groups too; addresses in lower case. */
export function mailboxes(field: Address | readonly Address[] | undefined): Mailbox[] {
  const all: readonly Address[] = field === undefined ? [] : Array.isArray(field) ? field : [field]
  return all
    .flatMap((one) => one.group ?? [one])
    .filter(({ address }) => address !== '')
    .map(({ name, address }) => ({ name, address: address.toLowerCase() }))
}

/** The bytes of an attachment of a mail, by its place among them; undefined where there is none. */
export async function attachmentOf(
  bytes: Uint8Array,
  index: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const content = (await parseMail(bytes)).attachments[index]?.content
  if (content === undefined) return undefined
  return typeof content === 'string'
    ? Uint8Array.from(Buffer.from(content))
    : Uint8Array.from(new Uint8Array(content))
}
