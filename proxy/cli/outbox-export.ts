/** `outbox export`: every submission, for programs. */
import { command } from './command.ts'
import { queueRows, SHOW_BODY } from './queue-rows.ts'

export const outboxExport = command({
  name: 'outbox export',
  usage: [['outbox export', 'every submission as JSON lines']],
  options: { state: { type: 'string' }, ...SHOW_BODY },
  async run({ ask, options, stdout }) {
    const asked = { state: options.state, body: options['show-body'] }
    for await (const row of queueRows(ask, asked)) stdout(`${JSON.stringify(row)}\n`)
    return 0
  },
})
