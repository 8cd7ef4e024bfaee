/** `person export`: everything that is here of what an address has sent, for whoever asks what is known of them. */
import { command, Exit } from '../command.ts'
import { queueRows } from '../queue-rows.ts'

export const personExport = command({
  name: 'person export',
  usage: [['person export --email ADDRESS', 'what an address has sent and is still here, as JSON lines']],
  options: { email: { type: 'string' } },
  async run({ ask, options: { email }, stdout }) {
    if (email === undefined) throw new Exit(2, 'Name the address: person export --email ADDRESS')
    for await (const row of queueRows(ask, { email, body: true })) stdout(`${JSON.stringify(row)}\n`)
    return 0
  },
})
