/** Sends one ticket: its files first, then itself, again as long as there is a point in it. */
import type { AtGate } from '../../helpdesk/gated-call.ts'
import type { Helpdesk } from '../../helpdesk/client.ts'
import type { ImportCall, ImportOutcome } from '../../helpdesk/import-call.ts'
import { escapeHtml } from '../shape/clean-html.ts'
import type { Journal } from './journal.ts'
import type { ImportFile } from '../line.ts'
import type { OpenedFile } from './open-file.ts'
import { withoutPicture, withPicture } from '../shape/shape-message.ts'
import type {
  ImportBody,
  ImportBodyMessage,
  LostFile,
  ShapedMessage,
  ShapedTicket,
} from '../shape/shaped-ticket.ts'

/** Tries of a call that brought no answer: some four minutes. */
const TRIES = 8
const BACKOFF_FIRST_MS = 1000
const BACKOFF_MAX_MS = 60_000

export interface SendTools {
  importCall: ImportCall
  helpdesk: Pick<Helpdesk, 'upload'>
  open: (file: ImportFile) => Promise<OpenedFile>
  journal: Journal
  /** Waits; false when the run is to stop. */
  wait: (ms: number) => Promise<boolean>
  random: () => number
  now: () => number
}

export type TicketEnd =
  | { type: 'done'; existed: boolean }
  | { type: 'undone'; state: 'refused' | 'failed'; why: string }
  /** Token, workspace or address are refused. */
  | { type: 'barred'; status: number }
  /** It has not left, or its answer is not known: the next run sends it. */
  | { type: 'stopped' }

interface Prepared {
  body: ImportBody
  lost: LostFile[]
  hasTokens: boolean
}

/** Milliseconds before the next try. */
const backoff = (tries: number, random: () => number) =>
  Math.ceil(Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** (tries - 1)) * (0.5 + random() / 2))

/** Calls until there is an answer that means something. */
async function insisting<T>(
  { wait, random }: SendTools,
  call: () => Promise<T | { type: 'limited' } | { type: 'failed'; why: string } | undefined>,
): Promise<T | { type: 'failed'; why: string } | undefined> {
  for (let tries = 1; ;) {
    const outcome = await call()
    if (outcome === undefined) return undefined
    const isLimited = isKind(outcome, 'limited')
    if (!isLimited && !(isKind(outcome, 'failed') && tries < TRIES)) return outcome as T // as: no other is left
    // The gate is closed for as long as the helpdesk asked for: that costs no try.
    if (!isLimited && !(await wait(backoff(tries++, random)))) return undefined
  }
}

const isKind = (outcome: unknown, type: string): boolean =>
  typeof outcome === 'object' && outcome !== null && 'type' in outcome && outcome.type === type

/** Uploads a file: its token, or why it has none. */
async function upload(file: ImportFile, tools: SendTools, at: AtGate) {
  const opened = await insisting(tools, () => tools.open(file))
  if (opened === undefined || opened.type !== 'file') return opened
  return insisting(tools, async () => {
    const outcome = await tools.helpdesk.upload(opened.blob, file.name, at)
    return outcome?.type === 'unsent' ? { type: 'failed' as const, why: outcome.why } : outcome
  })
}

/** A message with the tokens of its files. */
async function prepareMessage({ body, files }: ShapedMessage, tools: SendTools, at: AtGate) {
  const tokens: string[] = []
  const lost: LostFile[] = []
  let html = body.body
  for (const [index, file] of files.entries()) {
    const result = await upload(file, tools, at)
    if (result === undefined) return { type: 'stopped' as const }
    if (result.type === 'uploaded') {
      tokens.push(result.token)
      html = withPicture(html, index, result.token)
    } else if (result.type === 'refused' || result.type === 'lost') {
      const why = result.type === 'lost' ? result.why : `the helpdesk refuses it (${result.why})`
      lost.push({ name: file.name, why })
      html = withoutPicture(html, index, file.name)
    } else if (result.type === 'rejected') return { type: 'barred' as const, status: result.status }
    // It may be there in an hour: the ticket waits for its file, rather than going without.
    else if (result.type === 'failed')
      return { type: 'undone' as const, state: 'failed' as const, why: `file ${file.name}: ${result.why}` }
  }
  const message: ImportBodyMessage = {
    ...body,
    body: html,
    ...(tokens.length > 0 && { attachment_ids: tokens }),
  }
  return { type: 'ready' as const, message, lost }
}

/** The note at the end of a ticket that says what is not there. */
function noteOf(
  lost: readonly LostFile[],
  remarks: readonly string[],
  last: ImportBodyMessage | undefined,
): ImportBodyMessage[] {
  if (lost.length + remarks.length === 0) return []
  const files = lost.map(({ name, why }) => `<li>${escapeHtml(`${name}: ${why}`)}</li>`).join('')
  const words = remarks.map((remark) => `<p>${escapeHtml(remark)}</p>`).join('')
  return [
    {
      type: 'note',
      body: `${files && `<p>Files that were not imported:</p><ul>${files}</ul>`}${words}`,
      author_name: 'Import',
      ...(last?.created_at !== undefined && { created_at: last.created_at }),
    },
  ]
}

/** The ticket with its files uploaded, or why not. */
async function prepare(
  { body, messages, lost: known, remarks }: ShapedTicket,
  tools: SendTools,
  at: AtGate,
): Promise<({ type: 'prepared' } & Prepared) | Exclude<TicketEnd, { type: 'done' }>> {
  const ready: ImportBodyMessage[] = []
  const lost = [...known]
  for (const message of messages) {
    const prepared = await prepareMessage(message, tools, at)
    if (prepared.type !== 'ready') return prepared
    ready.push(prepared.message)
    lost.push(...prepared.lost)
  }
  return {
    type: 'prepared',
    body: { ...body, messages: [...ready, ...noteOf(lost, remarks, ready.at(-1))] },
    lost,
    hasTokens: ready.some(({ attachment_ids: ids = [] }) => ids.length > 0),
  }
}

/** Whether the ticket was in the helpdesk before this migration: not by a call of ours without an answer. */
const isForeign = (
  outcome: Extract<ImportOutcome, { type: 'imported' }>,
  before: string | undefined,
  calls: number,
) => outcome.existed && before !== 'sending' && calls === 1

/** Sends one ticket, and writes down what became of it. */
export async function sendTicket(
  ticket: ShapedTicket,
  { at: place, digest }: { at: string; digest: string },
  tools: SendTools,
): Promise<TicketEnd> {
  const { journal, now } = tools
  const { externalId } = ticket
  const before = journal.find(externalId)?.state
  const undone = (state: 'refused' | 'failed', why: string): TicketEnd => {
    journal.begin(ticket, place, digest)
    journal.notDone(externalId, state, why)
    return { type: 'undone', state, why }
  }
  let calls = 0
  let sentAt = now()
  const leaving = () => {
    calls++
    sentAt = now()
    journal.begin(ticket, place, digest)
    return true
  }
  // Tokens of files are good once and for a while: after a 422 they may be what is wrong.
  for (const isLast of [false, true]) {
    const prepared = await prepare(ticket, tools, { wait: tools.wait })
    if (prepared.type === 'undone') return undone(prepared.state, prepared.why)
    if (prepared.type !== 'prepared') return prepared
    const outcome = await insisting(tools, () =>
      tools.importCall(prepared.body, { wait: tools.wait, leaving }),
    )
    if (outcome === undefined) return { type: 'stopped' }
    if (outcome.type === 'imported') {
      const existed = isForeign(outcome, before, calls)
      const { lost } = prepared
      journal.done(externalId, { ulid: outcome.ticket, existed, lost, ms: now() - sentAt })
      return { type: 'done', existed }
    }
    if (outcome.type === 'refused' && outcome.invalid && prepared.hasTokens && !isLast) continue
    if (outcome.type === 'refused' || outcome.type === 'failed') return undone(outcome.type, outcome.why)
    if (outcome.type === 'barred') return outcome
  }
  return { type: 'stopped' }
}
