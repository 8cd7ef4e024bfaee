/** Visitors: real submissions over HTTP, sent again with the same id until they are confirmed or given up. */
import { sentInTheEnd } from '../busy-proxy.ts'
import { ORIGIN } from '../proxy/builders.ts'
import type { Random } from './random.ts'
import type { Accepted } from '../../../proxy/contract/problems.ts'

export interface Answer {
  status: number
  body: string
}

/** Less than any test has, so that it is the answer that is missed, and not the test that ends. */
const PATIENCE_MS = 60_000

/** What is sent: by the widget, as a form, or by a program. */
export interface Message {
  fields: Record<string, string>
  files?: File[]
  asJson?: boolean
}

/** Posts one submission as the widget does, but with more patience: the machine is busy. Rejects when there is no answer. */
export const post = (url: string, fields: Record<string, string>): Promise<Answer> => send(url, { fields })

/** The body of a request, and what tells its type where the body does not. */
function encoded({ fields, files = [], asJson = false }: Message): RequestInit {
  if (asJson)
    return { body: JSON.stringify(fields), headers: { Origin: ORIGIN, 'Content-Type': 'application/json' } }
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const file of files) form.append('files', file)
  return { body: form, headers: { Origin: ORIGIN } }
}

async function send(url: string, message: Message): Promise<Answer> {
  const response = await sentInTheEnd(() =>
    fetch(`${url}/api/tickets`, {
      method: 'POST',
      ...encoded(message),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }),
  )
  return { status: response.status, body: await response.text() }
}

export function fieldsOf(id: string, message = `Message ${id}`): Record<string, string> {
  return { id, email: 'ada@example.com', message }
}

/** What the visitors know: every id that was tried, and the references that were promised. */
export class Ledger {
  readonly tried = new Set<string>()
  readonly promised = new Map<string, string>()
  /** Promises that contradict an earlier one, and answers that no visitor should see. */
  readonly wrong: string[] = []
  posts = 0

  /** Takes down an answer; true when it settles the matter for the visitor. */
  note(id: string, { status, body }: Answer): boolean {
    if (status === 503) return false
    if (status !== 202) {
      this.wrong.push(`${id}: ${status} ${body}`)
      return true
    }
    const { reference } = JSON.parse(body) as Accepted
    const known = this.promised.get(id)
    if (known !== undefined && known !== reference) this.wrong.push(`${id}: ${known}, then ${reference}`)
    this.promised.set(id, reference)
    return true
  }
}

export interface Visitors {
  ledger: Ledger
  random: Random
  /** The proxy's address; waits while there is none. */
  address: () => Promise<string>
  /** Called before every post. */
  onPost?: () => void
  /** What they write. */
  compose?: (id: string, random: Random) => Message
}

const written = (id: string): Message => ({ fields: fieldsOf(id) })

/** One visitor's message, from the first try to the 202, to giving up, or to sending it once more to be sure. */
async function write({ ledger, random, address, onPost, compose = written }: Visitors): Promise<void> {
  const id = random.uuid()
  const patient = random.chance(0.9)
  const doubtful = random.chance(0.1)
  // Two at once, as a browser sends again what it believes lost: of several proxies, mostly to two of them.
  const copies = random.chance(0.15) ? 2 : 1
  const message = compose(id, random)
  ledger.tried.add(id)
  const once = async () => {
    const url = await address()
    onPost?.()
    ledger.posts++
    return send(url, message).catch(() => undefined)
  }
  for (let confirmed = 0; confirmed < (doubtful ? 2 : 1);) {
    const answers = await Promise.all(Array.from({ length: copies }, once))
    if (answers.filter((answer) => answer && ledger.note(id, answer)).length > 0) confirmed++
    else if (!patient) return
  }
}

/** `count` messages, `parallel` at a time. */
export async function visit(visitors: Visitors, count: number, parallel = 8): Promise<void> {
  let left = count
  const visitor = async () => {
    while (left-- > 0) await write(visitors)
  }
  await Promise.all(Array.from({ length: parallel }, visitor))
}
