/** From a checked submission to its place in the outbox, with its files where it has some. */
import type { Admission, Caller } from '../admission/admission.ts'
import type { Site } from '../config/config.ts'
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

/**
 * Stores a submission unless it is stored already. A retry of what is stored is neither checked again nor counted.
 * @throws Refusal of the files or by the admission; anything else when it could not be stored.
 */
export async function take(
  options: IntakeOptions,
  { submission, site, files, caller }: Arrival,
): Promise<Receipt> {
  const { outbox, admission, spool } = options
  if (!files)
    return (
      outbox.recognise(submission) ??
      (await admission.admit(submission, site, caller, (admitted, dues) => outbox.accept(admitted, dues)))
    )
  const rules = site.form.files
  if (!rules) throw new Refusal('invalid', "This site's form takes no files.", { files: 'unknown' })
  if (outbox.knows(submission.id)) {
    const found = await spool.inspect(files, rules)
    // Gone in the meantime only when an operator has deleted it.
    return outbox.recognise({ ...submission, files: found }) ?? { type: 'conflict' }
  }
  return admission.admit(submission, site, caller, async (admitted, dues, network) => {
    const stored = await spool.receive(files, rules, network)
    const discard = () => spool.remove(stored.map(({ file }) => file))
    try {
      const receipt = await outbox.accept({ ...admitted, files: stored }, dues)
      // Two tries of one message at once: the other one's files are those that count.
      if (receipt.type !== 'accepted' || !receipt.fresh) await discard()
      else spool.keep(stored)
      return receipt
    } catch (error) {
      await discard()
      throw error
    }
  })
}
