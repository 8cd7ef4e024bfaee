/**
 * Hands the files of a message to the helpdesk, just before its ticket is made: upload tokens are good once and for a
 * while only, so every try uploads anew. A file that the helpdesk refuses does not hold up the message.
 */
import type { SendOutcome } from './next-step.ts'
import type { Helpdesk } from '../helpdesk/client.ts'
import type { AtGate } from '../helpdesk/gated-call.ts'
import type { UploadedFiles } from '../helpdesk/ticket.ts'
import type { Entry, StoredFile } from '../store/records.ts'
import type { FileStore } from '../store/store.ts'

/**
 * So long a message waits for uploads that fail each time: an outage of the helpdesk as a whole is usually over then, and
 * a configuration repaired.
 */
const PATIENCE_MS = 3_600_000

/** Failures in a row, at least, that a file is given up after: of tries that are far apart an hour has few. */
const FAILURES_LEAST = 4

/**
 * Tries of a message from which on those failures alone are enough: they are minutes apart by then, half an hour in all.
 * The hour begins anew with each start, so that a proxy which is started each hour would never give up a file.
 */
const TRIES_MANY = 20

/** Messages that are remembered. Of more than these the oldest wait anew. */
const REMEMBERED_MAX = 20_000

/**
 * Since when the uploads of each message have failed, one try after the other. Not counted by the tries of the message:
 * many of those are of its ticket, and then the first upload that fails would lose its file.
 */
export class UploadFailures {
  readonly #now: () => number
  readonly #failing = new Map<string, { since: number; times: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Takes down that one more try has failed, after `attempts` of the message; whether it is time to do without the file. */
  isLast({ id, attempts }: Pick<Entry, 'id' | 'attempts'>): boolean {
    // Of a first try nothing is known: what is told by its id is of one that was dropped before it came.
    const known = attempts > 0 ? this.#failing.get(id) : undefined
    const { since, times } = known ?? { since: this.#now(), times: 0 }
    this.#failing.delete(id)
    const [oldest] = this.#failing.keys()
    if (oldest !== undefined && this.#failing.size >= REMEMBERED_MAX) this.#failing.delete(oldest)
    this.#failing.set(id, { since, times: times + 1 })
    return times >= FAILURES_LEAST && (attempts >= TRIES_MANY || this.#now() - since >= PATIENCE_MS)
  }

  /** All of them were uploaded, or nothing more will become of the message. */
  forget(id: string): void {
    this.#failing.delete(id)
  }
}

export interface AttachOptions {
  helpdesk: Pick<Helpdesk, 'upload'>
  files: Pick<FileStore, 'open'>
  /** How an upload waits for its turn: while the process is not stopping. */
  at: AtGate
  /** Looks into a 4xx: see `Misconfiguration.confirm`. */
  confirm: (rejected: { type: 'rejected'; status: number }) => Promise<SendOutcome>
  failures: UploadFailures
}

/** What came of one file. `failed`: another try may end otherwise. */
type Attached =
  | { type: 'uploaded'; token: string }
  | { type: 'lost'; why: string }
  | { type: 'failed'; why: string; inWords: string }
  | { type: 'held'; outcome: SendOutcome }

/** The upload tokens of files, or why there is no use in making the ticket now; undefined when stopping. */
export async function attach(
  files: readonly StoredFile[],
  entry: Pick<Entry, 'id' | 'attempts'>,
  options: AttachOptions,
): Promise<UploadedFiles | { outcome: SendOutcome } | undefined> {
  const { failures } = options
  const tokens: string[] = []
  const lost: { name: string; why: string }[] = []
  let given: boolean | undefined
  for (const file of files) {
    const attached = await attachOne(file, options)
    if (!attached) return undefined
    if (attached.type === 'held') return attached
    if (attached.type === 'failed' && !(given ??= failures.isLast(entry)))
      return { outcome: { type: 'unsent', why: attached.why } }
    const { name } = file
    if (attached.type === 'uploaded') tokens.push(attached.token)
    else lost.push({ name, why: attached.type === 'lost' ? attached.why : attached.inWords })
  }
  if (given === undefined) failures.forget(entry.id)
  return { tokens, lost }
}

async function attachOne(
  file: StoredFile,
  { helpdesk, files, at, confirm }: AttachOptions,
): Promise<Attached | undefined> {
  const content = await files.open(file).catch(() => 'unreadable' as const)
  if (content === undefined) return { type: 'lost', why: 'missing on the disk of the support proxy' }
  if (content === 'unreadable')
    return { type: 'failed', why: 'file unreadable', inWords: 'could not be read by the support proxy' }
  const upload = await helpdesk.upload(content, file.name, at)
  if (!upload) return undefined
  switch (upload.type) {
    case 'uploaded':
      return upload
    case 'refused':
      return { type: 'lost', why: `refused by the helpdesk: ${upload.why}` }
    case 'limited':
      return { type: 'held', outcome: upload }
    case 'unsent':
      return { type: 'failed', why: upload.why, inWords: `could not be uploaded: ${upload.why}` }
    case 'rejected': {
      const { status } = upload
      const outcome = await confirm(upload)
      if (outcome.type === 'misconfigured')
        return { type: 'held', outcome: { ...outcome, refused: undefined } }
      // Not believed at once: a server in between, or what the token may do, can be repaired.
      return { type: 'failed', why: `upload ${status}`, inWords: `refused by the helpdesk: ${status}` }
    }
  }
}

/** The same message without its files, which the helpdesk does not take back. */
export const withoutFiles = (files: readonly StoredFile[]): UploadedFiles => ({
  tokens: [],
  lost: files.map(({ name }) => ({ name, why: 'the helpdesk did not accept the upload' })),
})
