/** A message that was promised and has its ticket, and one that goes on from it. */
import { aSubmission } from './builders.ts'
import { aPromised } from './a-promise.ts'
import type { Sent, Told } from './a-promise.ts'

export const AGAIN = 'It happens in the other browser too.'

export const isNote = ({ method, path }: Sent) => method === 'POST' && path.endsWith('/note')

/** A first message, and one that goes on from it and is to be a note on its ticket. */
export async function aFurther(message = AGAIN, proxy = {}) {
  const promised = await aPromised(proxy)
  const { outbox, desk, row } = promised
  const first = aSubmission()
  const again = aSubmission({ message, follows: { as: 'note', first: first.id } })
  /** Where the words of the further message are in the helpdesk. */
  const places = async () => {
    const { json } = await desk.api('GET', '/tickets?per_page=100&sort=created_at')
    const all: string[] = []
    for (const { ulid } of json.data) {
      const { messages } = (await desk.api('GET', `/tickets/${ulid}`)).json.data as Told
      for (const one of messages)
        if (one.body_html.includes(message.slice(0, 30))) all.push(String(one['type']))
    }
    return all
  }
  await outbox.accept(first)
  return { ...promised, first, again, places, ticketOf: () => String(row(first.id)['ticket']) }
}
