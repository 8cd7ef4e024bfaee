/** A file of a conversation, streamed from the helpdesk for whoever was given its address. Nothing in it can run. */
import type { Helpdesk } from '../helpdesk/client.ts'
import { Refusal } from '../refusal.ts'
import type { ConversationStore } from '../store/conversation/store.ts'
import type { KnownTicket } from './desk/known-ticket.ts'
import type { SealedLinks } from './sealed-links.ts'

/** What browsers may show in place. */
const SHOWN = /^image\/(png|jpeg|gif|webp|avif)$/

/** As long as its address may still live: asked for again, it costs a call to the helpdesk. */
const KEPT_S = 600

export interface FilesOptions {
  store: Pick<ConversationStore, 'peek'>
  helpdesk: Pick<Helpdesk, 'download'>
  links: Pick<SealedLinks, 'open'>
}

/** A name in a header, with no letter that could end it (RFC 8187). */
const encoded = (name: string) =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16)}`,
  )

const gone = () => new Refusal('not_found', 'This address is over: ask for the conversation again.')

/** @throws Refusal `not_found`, or `overloaded` while no call may leave. */
export async function fileOf({ store, helpdesk, links }: FilesOptions, link: string): Promise<Response> {
  const target = links.open(link)
  const content = target && (await store.peek(target.reading))?.content
  if (!target || content === undefined) throw gone()
  const { messages } = JSON.parse(content) as KnownTicket // as: written by the reader
  const message = messages.find(({ key }) => key === target.message)
  const file = message?.[target.kind][target.place]
  if (!file) throw gone()
  const found = await helpdesk.download(file.url)
  switch (found.type) {
    case 'gone':
      throw gone()
    case 'failed':
      throw new Refusal('overloaded', 'The helpdesk did not give the file. Try again later.', undefined, 30)
    case 'later':
      throw new Refusal(
        'overloaded',
        'Too much is read at the moment. Try again later.',
        undefined,
        Math.ceil(found.waitMs / 1000),
      )
    case 'file': {
      const type = file.type?.toLowerCase() ?? ''
      return new Response(found.body, {
        headers: {
          'Content-Type': SHOWN.test(type) ? type : 'application/octet-stream',
          'Content-Disposition': `attachment; filename*=UTF-8''${encoded(file.name)}`,
          'Content-Security-Policy': "default-src 'none'; sandbox",
          'X-Content-Type-Options': 'nosniff',
          // Whoever has the address may have the file, and no other site has it.
          'Access-Control-Allow-Origin': '*',
          'Cross-Origin-Resource-Policy': 'cross-origin',
          'Cache-Control': `private, max-age=${KEPT_S}`,
        },
      })
    }
  }
}
