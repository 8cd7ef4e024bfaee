/** `outbox erase`: erases what somebody wrote. */
import type { Erased } from '../store/records.ts'
import { command, Exit } from './command.ts'

const KEPT =
  'Not delivered yet, and kept; run this again afterwards, or with --dead for what was refused; what cannot be delivered: outbox drop ID:'

/** What an erasure has given up, in lines. */
export const unwrittenLines = ({ unwritten }: Pick<Erased, 'unwritten'>): string[] =>
  unwritten.length > 0
    ? [
        'Given up with it, a note that was not written on the ticket yet:',
        ...unwritten.map((one) => `  ${one}`),
      ]
    : []

export const outboxErase = command({
  name: 'outbox erase',
  usage: [
    ['outbox erase --email ADDRESS', 'erase the text of what this address sent and what was delivered'],
    ['outbox erase --email ADDRESS --dead', 'erase what the helpdesk refused as well: it is lost then'],
  ],
  options: { email: { type: 'string' }, dead: { type: 'boolean' } },
  async run({ ask, options: { email, dead, json }, stdout }) {
    if (email === undefined) throw new Exit(2, 'Name the address: outbox erase --email ADDRESS')
    const answer = (await ask('/erase', { email, dead })) as Erased // as: our own route
    const { erased, undelivered } = answer
    const kept = undelivered.length > 0 ? [KEPT, ...undelivered.map((reference) => `  ${reference}`)] : []
    stdout(
      json
        ? `${JSON.stringify(answer)}\n`
        : `${[`${erased} erased.`, ...unwrittenLines(answer), ...kept].join('\n')}\n`,
    )
    return undelivered.length === 0 ? 0 : 1
  },
})
