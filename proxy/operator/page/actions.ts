/** What the status page does, by the routes that commands use: the same rules, and the same words when something cannot be. */
import type { QueueRow } from '../admin-api.ts'
import type { Fetch } from '../admin-http.ts'
import type { MessagePage } from './messages.ts'
import { messages } from './words.ts'
import type { ShownListing } from './words.ts'

/** What came of an action, in a sentence. */
export interface Done {
  ok: boolean
  text: string
}

/** More make a page that nobody scrolls through: on a phone each takes the room of five lines. */
const SHOWN_ROWS = '50'

const ORIGIN = 'http://operator'

const query = (values: Readonly<Record<string, string | undefined>>): string =>
  new URLSearchParams(
    Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined),
  ).toString()

export class OperatorActions {
  readonly #api: Fetch

  /** @param api The operator's routes. */
  constructor(api: Fetch) {
    this.#api = api
  }

  /** What one page has room for. */
  list(state: ShownListing, after: string | undefined): Promise<MessagePage> {
    return this.#read({ state, after, most: SHOWN_ROWS })
  }

  async #read(asked: Readonly<Record<string, string | undefined>>): Promise<MessagePage> {
    const answer = await this.#api(new Request(`${ORIGIN}/outbox?${query(asked)}`))
    return (await answer.json()) as MessagePage // as: the operator's routes are ours
  }

  /** A message by its reference; undefined when there is none. */
  async show(reference: string, body: boolean): Promise<QueueRow | undefined> {
    const path = `/outbox/${encodeURIComponent(reference)}${body ? '?body=1' : ''}`
    const answer = await this.#api(new Request(ORIGIN + path))
    return answer.ok ? ((await answer.json()) as QueueRow) : undefined // as: the operator's routes are ours
  }

  async retry(
    what: { id: string; unsure: boolean } | { allDead: true } | { allPartial: true },
  ): Promise<Done> {
    const init = { method: 'POST', body: JSON.stringify(what) }
    const answer = await this.#api(new Request(`${ORIGIN}/retry`, init))
    const told = (await answer.json()) as { retried?: number; message?: string } // as: the operator's routes are ours
    if (!answer.ok) return { ok: false, text: told.message ?? 'Nothing was done.' }
    return { ok: true, text: `${messages(told.retried ?? 0)} will be tried again now.` }
  }

  /** Every message of a list with what was written, one JSON object in each line. */
  export(state: ShownListing): ReadableStream<Uint8Array> {
    const encoder = new TextEncoder()
    let after: string | undefined
    let isOver = false
    return new ReadableStream({
      pull: async (controller) => {
        if (isOver) {
          controller.close()
          return
        }
        const page = await this.#read({ state, after, body: '1' })
        isOver = !page.more
        after = page.after
        controller.enqueue(encoder.encode(page.rows.map((row) => `${JSON.stringify(row)}\n`).join('')))
      },
    })
  }
}
