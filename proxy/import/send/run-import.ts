/**
 * The run: every ticket that the journal does not know as done is sent, several at a time, but those of one contact one
 * after the other. It ends at the end of the export, when it is told to stop, or when there is no point in going on.
 */
import type { ReadItem, ReadTicket } from '../read-tickets.ts'
import { sendTicket } from './send-ticket.ts'
import type { SendTools } from './send-ticket.ts'
import type { ShapedTicket } from '../shape/shaped-ticket.ts'

/** Calls at a time: with answers that take most of a second the limit is still reached. */
const AT_A_TIME = 6

/** Tickets in a row that were given up, after which the helpdesk is not there at all. */
const GIVEN_UP_MAX = 3

export interface RunOptions {
  /** At most so many tickets. */
  limit: number
  /** Of these ids only. */
  only: ReadonlySet<string> | undefined
  /** Those that the helpdesk has refused are sent again. */
  again: boolean
}

export interface RunProgress {
  /** In the helpdesk by this run. */
  done: number
  /** Of them, in the helpdesk before the first run. */
  existed: number
  /** In the helpdesk by an earlier run. */
  known: number
  /** Of those, other in the export now. */
  changed: number
  refused: number
  failed: number
  /** Lines that cannot be sent. */
  problems: number
  /** Refused by an earlier run, and not sent again. */
  left: number
}

export interface RunEnd {
  progress: RunProgress
  /** Why it did not come to the end of the export, for the operator. */
  stopped: string | undefined
}

export interface RunTools extends SendTools {
  /** Asked to stop. */
  signal: AbortSignal
  progress: (now: RunProgress) => void
}

const BARRED: Partial<Record<number, string>> = {
  400: 'The token reaches several workspaces: set THERE_THERE_WORKSPACE_ID.',
  401: 'The token is wrong or was revoked.',
  403: 'The token may not import: use one of an administrator of the workspace (THERE_THERE_IMPORT_TOKEN).',
}

class Run {
  readonly progress: RunProgress = {
    done: 0,
    existed: 0,
    known: 0,
    changed: 0,
    refused: 0,
    failed: 0,
    problems: 0,
    left: 0,
  }
  stopped: string | undefined
  readonly #tools: RunTools
  readonly #options: RunOptions
  readonly #inFlight = new Map<string, Promise<void>>()
  #started = 0
  #givenUp = 0

  constructor(tools: RunTools, options: RunOptions) {
    this.#tools = tools
    this.#options = options
  }

  /** Whether nothing more is to be begun. */
  get isOver(): boolean {
    return this.stopped !== undefined || this.#tools.signal.aborted || this.#started >= this.#options.limit
  }

  /** Begins a line; waits while there are enough calls, or one for the same contact. */
  async take(item: ReadTicket): Promise<void> {
    const { only } = this.#options
    if (only && !only.has(item.line.external_id)) return
    for (const ticket of item.tickets) {
      if (this.isOver) return
      if (!this.#isDue(ticket, item)) continue
      const contact = ticket.body.from_contact.email.toLowerCase()
      // Two at once for a new contact might make two of it.
      while (this.#inFlight.has(contact) || this.#inFlight.size >= AT_A_TIME)
        await (this.#inFlight.get(contact) ?? Promise.race(this.#inFlight.values()))
      if (this.isOver) return
      this.#started++
      const sending = this.#send(ticket, item).finally(() => this.#inFlight.delete(contact))
      // What went wrong is thrown by `end`; until then nobody waits for it.
      sending.catch(() => {})
      this.#inFlight.set(contact, sending)
    }
  }

  /** Waits for what is on its way. */
  async end(): Promise<void> {
    await Promise.all(this.#inFlight.values())
  }

  #isDue({ externalId }: ShapedTicket, { digest }: ReadTicket): boolean {
    const entry = this.#tools.journal.find(externalId)
    if (entry?.state === 'done') {
      this.progress.known++
      if (entry.digest !== digest) {
        this.progress.changed++
        this.#tools.journal.changed(externalId)
      }
    } else if (entry?.state === 'refused' && entry.digest === digest && !this.#options.again)
      this.progress.left++
    else return true
    this.#tools.progress(this.progress)
    return false
  }

  async #send(ticket: ShapedTicket, item: ReadTicket): Promise<void> {
    const result = await sendTicket(ticket, item, this.#tools)
    switch (result.type) {
      case 'done':
        this.#givenUp = 0
        this.progress.done++
        if (result.existed) this.progress.existed++
        break
      case 'undone':
        this.progress[result.state]++
        this.#givenUp = result.state === 'failed' ? this.#givenUp + 1 : 0
        if (this.#givenUp >= GIVEN_UP_MAX) this.stopped = `The helpdesk does not answer (${result.why}).`
        break
      case 'barred':
        this.stopped = `The helpdesk answered ${result.status}. ${BARRED[result.status] ?? 'Compare THERE_THERE_URL with its address.'}`
        break
      case 'stopped':
        break
    }
    this.#tools.progress(this.progress)
  }
}

/** Sends what there is to send. What becomes of each ticket is in the journal. */
export async function runImport(
  items: AsyncIterable<ReadItem>,
  options: RunOptions,
  tools: RunTools,
): Promise<RunEnd> {
  const run = new Run(tools, options)
  for await (const item of items) {
    if (run.isOver) break
    if (item.type === 'ticket') await run.take(item)
    else if (item.type === 'problem') {
      run.progress.problems++
      tools.progress(run.progress)
    }
  }
  await run.end()
  const { progress } = run
  if (run.stopped === undefined && tools.signal.aborted) return { progress, stopped: 'It was stopped.' }
  return { progress, stopped: run.stopped }
}
