/**
 * Hands the files of a message to the helpdesk, just before its ticket is made: upload tokens are good once and for a
 * while only, so every try uploads anew. A file that the helpdesk refuses does not hold up the message.
 */
import type { SendOutcome } from './next-step.ts'
import type { Helpdesk } from '../helpdesk/client.ts'
import type { AtGate } from '../helpdesk/gated-call.ts'
import type { UploadedFiles } from '../helpdesk/ticket.ts'
import type { StoredFile } from '../store/records.ts'
import type { FileStore } from '../store/store.ts'

/**
 * Tries after which a message goes out without a file that cannot be uploaded: about an hour, in which an outage of the
 * helpdesk as a whole is usually over.
 */
const PATIENCE = 12

export interface AttachOptions {
  helpdesk: Pick<Helpdesk, 'upload'>
  files: Pick<FileStore, 'open'>
  /** How an upload waits for its turn: while the process is not stopping. */
  at: AtGate
  /** Looks into a 4xx: see `Delivery.#confirm`. */
  confirm: (rejected: { type: 'rejected'; status: number }) => Promise<SendOutcome>
}

/** The upload tokens of files, or why there is no use in making the ticket now; undefined when stopping. */
export async function attach(
  files: readonly StoredFile[],
  attempts: number,
  { helpdesk, files: stored, at, confirm }: AttachOptions,
): Promise<UploadedFiles | { outcome: SendOutcome } | undefined> {
  const tokens: string[] = []
  const lost: { name: string; why: string }[] = []
  for (const file of files) {
    const { name } = file
    const content = await stored.open(file).catch(() => undefined)
    if (!content) {
      lost.push({ name, why: 'missing on the disk of the support proxy' })
      continue
    }
    const upload = await helpdesk.upload(content, name, at)
    if (!upload) return undefined
    if (upload.type === 'uploaded') tokens.push(upload.token)
    else if (upload.type === 'refused') lost.push({ name, why: `refused by the helpdesk: ${upload.why}` })
    else if (upload.type === 'limited') return { outcome: upload }
    else if (upload.type === 'rejected') {
      const outcome = await confirm(upload)
      if (outcome.type !== 'rejected') return { outcome }
      lost.push({ name, why: `refused by the helpdesk: ${upload.status}` })
    } else if (attempts < PATIENCE) return { outcome: upload }
    else lost.push({ name, why: `could not be uploaded: ${upload.why}` })
  }
  return { tokens, lost }
}

/** The same message without its files, which the helpdesk does not take back. */
export const withoutFiles = (files: readonly StoredFile[]): UploadedFiles => ({
  tokens: [],
  lost: files.map(({ name }) => ({ name, why: 'the helpdesk did not accept the upload' })),
})
