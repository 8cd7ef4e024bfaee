/** A code that somebody asks for, from a script or from a page without one: stored with its mail, once for each id. */
import type { Passage } from '../../admission/admission.ts'
import type { MailStyle, Proofs, WantedCode } from '../../email/proofs.ts'
import type { Log } from '../../log.ts'
import { Refusal, stored } from '../../refusal.ts'

const conflict = () => new Refusal('conflict', 'This id was used for another request: take a new one.')

/**
 * Stores a code and its mail, once for each id.
 * @throws Refusal by the admission, or `conflict`.
 */
export async function askForCode(
  log: Log,
  proofs: Proofs,
  wanted: WantedCode & MailStyle,
  admit: () => Promise<Passage>,
): Promise<void> {
  const known = await stored(log, proofs.recognise(wanted))
  if (known === 'conflict') throw conflict()
  if (known) return
  let passage: Passage
  try {
    passage = await admit()
  } catch (error) {
    if (error instanceof Refusal) error.tell()
    throw error
  }
  let receipt
  try {
    receipt = await stored(log, proofs.ask(wanted, wanted, passage.dues))
  } catch (error) {
    passage.giveBack()
    throw error
  }
  if (receipt === 'spent') {
    const refusal = await passage.askAgain()
    refusal.tell()
    throw refusal
  }
  if (receipt !== 'asked') passage.giveBack()
  if (receipt === 'conflict') throw conflict()
}
