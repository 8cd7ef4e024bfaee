/** What is paid for a message, in the commit that stores it. */
import type { SpentChallenge } from '../records.ts'
import type { Charge } from './allowances.ts'

export interface Dues {
  /** The challenge that it brings: it is spent once only. */
  spend?: SpentChallenge | undefined
  /** What it uses of the limits: a crash must not give it back. */
  charge?: Charge
}
