/** From a checked submission to its place in the outbox, with its files where it has some. */
import type { Admission, Caller, Permit } from '../admission/admission.ts'
import type { Site } from '../config/config.ts'
import type { FileRules } from '../contract/form.ts'
import type { IncomingFile } from './multipart.ts'
import type { Outbox } from '../store/sqlite/outbox.ts'
import { Refusal } from '../refusal.ts'
import type { Spool } from '../store/files.ts'
import type { CheckedSubmission, Receipt } from '../store/records.ts'

export interface IntakeOptions {
  outbox: Pick<Outbox, 'accept' | 'recognise' | 'knows'>
  admission: Pick<Admission, 'admit'>
  spool: Pick<Spool, 'receive' | 'inspect' | 'keep' | 'remove'>
}

/** What has arrived for a site, and from where. */
export interface Arrival {
  submission: CheckedSubmission
  site: Site
  files: AsyncIterable<IncomingFile> | undefined
  caller: Caller
}

/** The files that have arrived, and the rules of their site. */
type Sent = Pick<Arrival, 'submission'> & { files: AsyncIterable<IncomingFile>; rules: FileRules }

/** The receipt of what is stored already, with the files it came with. */
async function recognise({ outbox, spool }: IntakeOptions, sent: Sent): Promise<Receipt | undefined> {
  const { submission, files, rules } = sent
  if (!outbox.knows(submission.id)) return undefined
  const found = await spool.inspect(files, rules)
  // Gone in the meantime only when an operator has deleted it.
  return outbox.recognise({ ...submission, files: found }) ?? { type: 'conflict' }
}

/** Stores the files, then the message that they belong to. */
async function storeWithFiles(
  { outbox, spool }: IntakeOptions,
  { submission, dues, network }: Permit,
  { files, rules }: Sent,
): Promise<Receipt> {
  const stored = await spool.receive(files, rules, network)
  const discard = () => spool.remove(stored.map(({ file }) => file))
  try {
    const receipt = await outbox.accept({ ...submission, files: stored }, dues)
    // Two tries of one message at once: the other one's files are those that count.
    if (receipt.type !== 'accepted' || !receipt.fresh) await discard()
    else spool.keep(stored)
    return receipt
  } catch (error) {
    await discard()
    throw error
  }
}

/** What was sent with files. @throws Refusal when the site takes none. */
function sentOf({ submission, files, site }: Arrival): Sent | undefined {
  if (!files) return undefined
  const rules = site.form.files
  if (!rules) throw new Refusal('invalid', "This site's form takes no files.", { files: 'unknown' })
  return { submission, files, rules }
}

/**
 * Stores a submission unless it is stored already. A retry of what is stored is neither checked again nor counted.
 * @throws Refusal of the files or by the admission; anything else when it could not be stored.
 */
export async function take(options: IntakeOptions, arrival: Arrival): Promise<Receipt> {
  const { outbox, admission } = options
  const { submission, site, caller } = arrival
  const sent = sentOf(arrival)
  const known = sent ? await recognise(options, sent) : outbox.recognise(submission)
  if (known) return known
  const permit = await admission.admit(submission, site, caller)
  let receipt: Receipt
  try {
    receipt = await (sent
      ? storeWithFiles(options, permit, sent)
      : outbox.accept(permit.submission, permit.dues))
  } catch (error) {
    permit.giveBack()
    throw error
  }
  if (receipt.type === 'spent') throw await permit.askAgain()
  return receipt
}
