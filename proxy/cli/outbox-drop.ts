/** `outbox drop`: gives one up. */
import { command, Exit } from './command.ts'

export const outboxDrop = command({
  name: 'outbox drop',
  usage: [
    ['outbox drop ID --yes', 'give up one that cannot be delivered, and erase it: it is lost then'],
    ['outbox drop ID --yes', 'give up what is missing of one that is partial'],
  ],
  options: { yes: { type: 'boolean' } },
  async run({ ask, id, options, stdout }) {
    if (id === undefined) throw new Exit(2, 'Name an id or a reference.')
    // Without --yes the answer is a word of warning.
    const done = (await ask('/drop', { id, yes: options.yes })) as { dropped: string; steps?: string[] } // as: our own route
    const { dropped, steps } = done
    const what = steps
      ? `Of ${dropped} is given up: ${steps.join(', ')}.`
      : `${dropped} is dropped and erased.`
    stdout(`${options.json ? JSON.stringify(done) : what}\n`)
    return 0
  },
})
