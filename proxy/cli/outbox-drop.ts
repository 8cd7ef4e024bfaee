/** `outbox drop`: gives one up. */
import { command, Exit } from './command.ts'

export const outboxDrop = command({
  name: 'outbox drop',
  usage: [['outbox drop ID --yes', 'give up one that cannot be delivered, and erase it: it is lost then']],
  options: { yes: { type: 'boolean' } },
  async run({ ask, id, options, stdout }) {
    if (id === undefined) throw new Exit(2, 'Name an id or a reference.')
    // Without --yes the answer is a word of warning.
    const { dropped } = (await ask('/drop', { id, yes: options.yes })) as { dropped: string } // as: our own route
    stdout(options.json ? `${JSON.stringify({ dropped })}\n` : `${dropped} is dropped and erased.\n`)
    return 0
  },
})
