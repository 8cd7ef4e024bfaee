/** `outbox list`: submissions, one a line. */
import type { QueueRow } from '../operator/admin-api.ts'
import { isLacking } from '../operator/admin-api.ts'
import { LISTINGS } from '../store/records.ts'
import { command } from './command.ts'
import { queueRows, SHOW_BODY } from './queue-rows.ts'

const HEAD = 'REFERENCE     STATE      ACCEPTED                  TRY  SITE  TICKET OR REASON'

function lineOf({ reference, state, acceptedAt, site, attempts, why, ticket, steps = [] }: QueueRow): string {
  const failed = steps
    .filter(isLacking)
    .map(({ kind, why: of }) => (of === undefined ? kind : `${kind} (${of})`))
  // Not a state of its own, but what `--state` finds it by: as "delivered" nobody would see that something is missing.
  const shown = failed.length > 0 && state === 'delivered' ? 'partial' : state
  const about = [ticket ?? why ?? '', ...(failed.length > 0 ? [`without ${failed.join(', ')}`] : [])].join(
    ' ',
  )
  return `${reference}  ${shown.padEnd(9)}  ${acceptedAt}  ${String(attempts).padStart(3)}  ${site}  ${about}`.trimEnd()
}

export const outboxList = command({
  name: 'outbox list',
  usage: [['outbox list [--state STATE]', `list submissions (${LISTINGS.join(', ')})`]],
  options: { state: { type: 'string' }, ...SHOW_BODY },
  async run({ ask, options, stdout }) {
    const rows: QueueRow[] = []
    const asked = { state: options.state, body: options['show-body'] }
    for await (const row of queueRows(ask, asked)) rows.push(row)
    if (options.json) stdout(`${JSON.stringify(rows, null, 2)}\n`)
    else if (rows.length === 0) stdout('Nothing there.\n')
    else stdout(`${[HEAD, ...rows.map(lineOf)].join('\n')}\n`)
    return 0
  },
})
