/** `person erase`: erases what somebody wrote here, what they are found by, and their contact at the helpdesk. */
import { setTimeout } from 'node:timers/promises'
import { eraseContact } from '../../operator/contact.ts'
import type { ErasedContact } from '../../operator/contact.ts'
import type { Erased } from '../../store/records.ts'
import { unwrittenLines } from '../outbox-erase.ts'
import { command, Exit } from '../command.ts'

function told(contact: ErasedContact): string {
  switch (contact.type) {
    case 'erased':
      return 'The contact is erased at the helpdesk.'
    case 'none':
      return 'The helpdesk has no contact of this address.'
    case 'failed':
      return `The contact could not be erased at the helpdesk (${contact.why}): run this again.`
  }
}

export const personErase = command({
  name: 'person erase',
  usage: [
    ['person erase --email ADDRESS', 'erase what was delivered, receipts, and what was read of tickets'],
    ['person erase --email ADDRESS --contact', 'erase the contact at the helpdesk as well'],
  ],
  options: { email: { type: 'string' }, dead: { type: 'boolean' }, contact: { type: 'boolean' } },
  async run({ ask, config, options: { email, dead, contact, json }, stdout, stderr }) {
    if (email === undefined) throw new Exit(2, 'Name the address: person erase --email ADDRESS')
    const erased = (await ask('/erase', { email, dead })) as Erased // as: our own route
    const { undelivered } = erased
    const kept = undelivered.length > 0
    const wait = (ms: number) => {
      stderr(`Waiting ${Math.ceil(ms / 1000)} s: this minute's calls to the helpdesk are made.\n`)
      return setTimeout(ms)
    }
    // A message that is still to be delivered would make the contact anew.
    const atDesk = contact && !kept ? await eraseContact(config(), email, wait) : undefined
    const lines = [
      `${erased.erased} erased.`,
      ...unwrittenLines(erased),
      ...(kept ? ['Not delivered yet, and kept; run this again afterwards:', ...undelivered] : []),
      ...(contact && kept ? ['The contact is kept until then.'] : []),
      ...(atDesk ? [told(atDesk)] : []),
    ]
    stdout(json ? `${JSON.stringify({ ...erased, contact: atDesk })}\n` : `${lines.join('\n')}\n`)
    return kept || atDesk?.type === 'failed' ? 1 : 0
  },
})
