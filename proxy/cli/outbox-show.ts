/** `outbox show`: one submission. */
import type { QueueRow } from '../operator/admin-api.ts'
import { command, Exit } from './command.ts'
import { SHOW_BODY } from './queue-rows.ts'

export const outboxShow = command({
  name: 'outbox show',
  usage: [['outbox show ID', 'one submission, by id or reference']],
  options: SHOW_BODY,
  async run({ ask, id, options, stdout }) {
    if (id === undefined) throw new Exit(2, 'Name an id or a reference.')
    const query = options['show-body'] ? '?body=1' : ''
    const row = (await ask(`/outbox/${encodeURIComponent(id)}${query}`)) as QueueRow // as: our own route
    const entries = Object.entries(row).map(
      ([name, value]) =>
        `${name}: ${typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value)}`,
    )
    stdout(options.json ? `${JSON.stringify(row, null, 2)}\n` : `${entries.join('\n')}\n`)
    return 0
  },
})
