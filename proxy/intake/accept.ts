/** From a checked submission to its place in the store, with its files where it has some. */
import type { Admission, RequestOrigin, Permit } from '../admission/admission.ts'
import type { Site } from '../config/config.ts'
import type { FileRules } from '../contract/form.ts'
import type { IncomingFile } from './multipart.ts'
import { inspectFiles, receiveFiles } from './receive-files.ts'
import { Refusal } from '../refusal.ts'
import type { Confirmation } from '../store/email/confirmation.ts'
import type { FileStore, Store } from '../store/store.ts'
import type { CheckedSubmission, Receipt } from '../store/records.ts'

export interface IntakeOptions {
  store: Pick<Store, 'accept' | 'recognise' | 'knows'> & { files: Pick<FileStore, 'receive'> }
  admission: Pick<Admission, 'admit'>
}

/** What has arrived for a site, and from where. */
export interface Arrival {
  submission: CheckedSubmission
  site: Site
  files: AsyncIterable<IncomingFile> | undefined
  caller: RequestOrigin
  /** What is done when its address is proven. */
  confirmation?: Confirmation | undefined
}

/** The files that have arrived, and the rules of their site. */
type Sent = Pick<Arrival, 'submission'> & { files: AsyncIterable<IncomingFile>; rules: FileRules }

/** The receipt of what is stored already, with the files it came with. */
async function recognise(
  { store }: IntakeOptions,
  { submission, files, rules }: Sent,
): Promise<Receipt | undefined> {
  if (!(await store.knows(submission.id))) return undefined
  const found = await inspectFiles(files, rules)
  // Gone in the meantime only when an operator has deleted it.
  return (await store.recognise({ ...submission, files: found })) ?? { type: 'conflict' }
}

/** Stores the files, then the message that they belong to. */
async function storeWithFiles(
  { store }: IntakeOptions,
  { submission, dues, network }: Permit,
  { files, rules }: Sent,
): Promise<Receipt> {
  const stored = await receiveFiles(store.files, files, rules, network)
  return store.accept({ ...submission, files: stored }, dues)
}

/** What was sent with files. @throws Refusal when the site takes none. */
function sentOf({ submission, files, site }: Arrival): Sent | undefined {
  if (!files) return undefined
  const rules = site.form.files
  if (!rules) throw new Refusal('invalid', "This site's form takes no files.", { files: 'unknown' })
  return { submission, files, rules }
}

/**
 * The right to store a message, or the receipt of what is stored already: only where admission refuses that is looked up,
 * for it costs more than the rest of the check.
 */
async function permitFor(
  { store, admission }: IntakeOptions,
  { submission, site, caller, files }: Arrival,
): Promise<Permit | Receipt> {
  try {
    return await admission.admit(submission, site, caller)
  } catch (error) {
    // With files it has been looked up before: they would be received for nothing.
    const known = files ? undefined : await store.recognise(submission)
    if (known) return known
    if (error instanceof Refusal) error.tell()
    throw error
  }
}

/**
 * Stores a submission unless it is stored already. A retry of what is stored is neither refused nor counted.
 * @throws Refusal of the files or by the admission; anything else when it could not be stored.
 */
export async function take(options: IntakeOptions, arrival: Arrival): Promise<Receipt> {
  const sent = sentOf(arrival)
  const known = sent && (await recognise(options, sent))
  if (known) return known
  const permit = await permitFor(options, arrival)
  if ('type' in permit) return permit
  const { giveBack } = permit
  permit.dues.confirmation = arrival.confirmation
  let receipt: Receipt
  try {
    receipt = await (sent
      ? storeWithFiles(options, permit, sent)
      : options.store.accept(permit.submission, permit.dues))
  } catch (error) {
    giveBack()
    throw error
  }
  if (receipt.type === 'spent') {
    const refusal = await permit.askAgain()
    refusal.tell()
    throw refusal
  }
  // A retry, or an id that was used before.
  if (receipt.type === 'conflict' || !receipt.fresh) giveBack()
  return receipt
}
