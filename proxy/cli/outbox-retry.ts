/** `outbox retry`: tries submissions, or steps after the ticket, again. */
import { command, Exit } from './command.ts'

export const outboxRetry = command({
  name: 'outbox retry',
  usage: [
    ['outbox retry ID', 'try one that is dead again, or one that is waiting at once'],
    ['outbox retry --all-dead', 'try all that are dead again'],
    [
      'outbox retry --all-partial',
      'try the failed steps of delivered ones again: tags, team, assignee, note',
    ],
    ['outbox retry ID --unsure', 'try one again of which you know that the helpdesk does not have it'],
  ],
  options: {
    'all-dead': { type: 'boolean' },
    'all-partial': { type: 'boolean' },
    unsure: { type: 'boolean' },
  },
  async run({ ask, id, options, stdout }) {
    const { 'all-dead': allDead, 'all-partial': allPartial, unsure } = options
    const asked = [
      id !== undefined && { id, unsure },
      allDead && { allDead },
      allPartial && { allPartial },
    ].filter(Boolean)
    if (asked.length !== 1 || (unsure && id === undefined))
      throw new Exit(2, 'Name one id, or --all-dead, or --all-partial.')
    const { retried } = (await ask('/retry', asked[0])) as { retried: number } // as: our own route
    stdout(options.json ? `${JSON.stringify({ retried })}\n` : `${retried} will be tried again.\n`)
    return 0
  },
})
