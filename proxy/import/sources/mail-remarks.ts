/** What is told of a mailbox at its end: where mails are not as they should be, and what was made of them. */
import type { SourceItem } from '../source.ts'

/** Places of mails by what is with them. */
export interface MailRemarks {
  /** Not in the encoding that they name, or in none, and read as Windows-1252. */
  guessed: string[]
  /** With signs that cannot be read. */
  garbled: string[]
  /** Without their end. */
  cut: string[]
  /** Without a time that is one. */
  undated: string[]
}

/** Places that are named. */
const SHOWN = 20

const WORDS: Readonly<Record<keyof MailRemarks, (count: string) => string>> = {
  guessed: (count) => `the encoding of ${count}, read as Windows-1252`,
  garbled: (count) =>
    `signs of ${count}, not in the encoding that is named there: mend its "charset", or they stay \uFFFD`,
  cut: (count) => `the end of ${count}, cut off`,
  undated: (count) => `the time of ${count}: it gets that of its ticket`,
}

/** The remarks, each with the first places. */
export function* remarksOf(remarks: MailRemarks): Generator<SourceItem> {
  // as: its keys are those of the interface
  for (const name of Object.keys(WORDS) as (keyof MailRemarks)[]) {
    const places = remarks[name]
    if (places.length === 0) continue
    const more = places.length > SHOWN ? ` and ${places.length - SHOWN} more` : ''
    const count = places.length === 1 ? 'one mail' : `${places.length} mails`
    yield { type: 'lacks', what: `${WORDS[name](count)} (${places.slice(0, SHOWN).join(', ')}${more})` }
  }
}
