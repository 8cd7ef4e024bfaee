/**
 * The run: every ticket that the journal does not know as done is sent, several at a time, but those of one contact one
 * after the other. It ends at the end of the export, when it is told to stop, or when there is no point in going on.
 */
import type { ReadItem, ReadTicket } from '../read-tickets.ts'
import { isLate, lateText } from './journal.ts'
import { sendTicket } from './send-ticket.ts'
import type { SendTools, TicketEnd } from './send-ticket.ts'
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
  /** Tickets that wait for a file. */
  held: number
  /** Tickets in the helpdesk that are without a file which was not to be had: by this run, and by earlier ones. */
  without: number
  knownWithout: number
  /** Files that are not with the tickets of this run for that reason. */
  filesMissing: number
  /** Lines that cannot be sent. */
  problems: number
  /** Refused by an earlier run, and not sent again. */
  left: number
}

export interface RunEnd {
  progress: RunProgress
  /** Why it did not come to the end of the export, for the operator. */
  stopped: string | undefined
  /** Whether that is because no ticket would get through: the token or an address is wrong. */
  isBarred: boolean
  /** The first tickets that wait for files or were sent without, and why. */
  files: FileTrouble[]
  /** Ids that were named and that the export does not have; empty where it was not read to its end. */
  unknown: string[]
}

/** A ticket that waits for a file, or was sent without. */
interface FileTrouble {
  externalId: string
  why: string
}

/** Of them, those that are told at the end; the journal knows all. */
const TOLD = 20

export interface RunTools extends SendTools {
  /** Asked to stop. */
  signal: AbortSignal
  progress: (now: RunProgress) => void
}

/** What to do where a call was refused that any ticket's would be. */
const BARRED: Partial<Record<number, string>> = {
  400: 'The token reaches several workspaces: set THERE_THERE_WORKSPACE_ID.',
  401: 'The token is wrong or was revoked.',
  403: 'The token may not import: set THERE_THERE_IMPORT_TOKEN to one of an administrator of the workspace.',
}

/** Why no ticket gets through, and what to do. */
export const barredText = (status: number): string =>
  `The helpdesk answered ${status}. ${BARRED[status] ?? 'Compare THERE_THERE_URL with its address.'}`

/** How far a run is that has not begun. */
export const noProgress = (): RunProgress => ({
  done: 0,
  existed: 0,
  known: 0,
  changed: 0,
  refused: 0,
  failed: 0,
  held: 0,
  without: 0,
  knownWithout: 0,
  filesMissing: 0,
  problems: 0,
  left: 0,
})

class Run {
  readonly progress = noProgress()
  stopped: string | undefined
  isBarred = false
  readonly files: FileTrouble[] = []
  readonly #tools: RunTools
  readonly #options: RunOptions
  readonly #inFlight = new Map<string, Promise<void>>()
  readonly #seen = new Set<string>()
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
    for (const ticket of item.tickets) {
      if (this.isOver) return
      if (!this.#isNamed(item.line.external_id, ticket.externalId)) continue
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

  /** Counts a line that cannot be sent, unless others were asked for. */
  problem(externalId: string | undefined): void {
    if (this.#options.only && (externalId === undefined || !this.#isNamed(externalId))) return
    this.progress.problems++
    this.#tools.progress(this.progress)
  }

  /** Ids that were named and have not come. */
  get unseen(): string[] {
    return [...(this.#options.only ?? [])].filter((id) => !this.#seen.has(id))
  }

  /** Whether a ticket is asked for, by one of its ids: a line may go on in `…#2`. */
  #isNamed(...ids: string[]): boolean {
    const { only } = this.#options
    const found = ids.filter((id) => only?.has(id))
    for (const id of found) this.#seen.add(id)
    return !only || found.length > 0
  }

  #isDue({ externalId }: ShapedTicket, { digest }: ReadTicket): boolean {
    const entry = this.#tools.journal.find(externalId)
    if (entry?.state === 'done') {
      this.progress.known++
      if (entry.lost.some(isLate)) this.progress.knownWithout++
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
    this.#count(result, ticket)
    this.#tools.progress(this.progress)
  }

  #count(result: TicketEnd, { externalId }: ShapedTicket): void {
    const { progress } = this
    switch (result.type) {
      case 'done': {
        const { without } = result
        this.#givenUp = 0
        progress.done++
        if (result.existed) progress.existed++
        progress.filesMissing += without.length
        if (without.length === 0) break
        progress.without++
        this.#tell(externalId, lateText(without))
        break
      }
      case 'undone':
        progress[result.state]++
        if (result.state === 'held') this.#tell(externalId, result.why)
        // A file that is not there says nothing of the helpdesk.
        else this.#givenUp = result.state === 'failed' ? this.#givenUp + 1 : 0
        if (this.#givenUp >= GIVEN_UP_MAX) this.stopped = `The helpdesk does not answer (${result.why}).`
        break
      case 'barred':
        this.stopped = barredText(result.status)
        this.isBarred = true
        break
      case 'stopped':
        break
    }
  }

  #tell(externalId: string, why: string): void {
    if (this.files.length < TOLD) this.files.push({ externalId, why })
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
    else if (item.type === 'problem') run.problem(item.externalId)
  }
  const isWhole = !run.isOver
  await run.end()
  const { progress, files } = run
  const stopped = run.stopped ?? (tools.signal.aborted ? 'It was stopped.' : undefined)
  return { progress, stopped, isBarred: run.isBarred, files, unknown: isWhole ? run.unseen : [] }
}
