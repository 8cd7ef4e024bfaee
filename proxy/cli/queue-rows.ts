/** Every submission of the queue, for the commands that show many. */
import type { QueueRow } from '../operator/admin-api.ts'
import type { Ask } from './command.ts'

/** What the visitor wrote is shown to who asks for it. */
export const SHOW_BODY = {
  'show-body': {
    type: 'boolean',
    usage: 'with show, list --json and export: what the visitor wrote as well',
  },
} as const

/** Page by page. */
export async function* queueRows(
  ask: Ask,
  { state, body, email }: { state?: string | undefined; body: boolean | undefined; email?: string },
): AsyncGenerator<QueueRow> {
  let after = ''
  for (;;) {
    const query = new URLSearchParams({
      after,
      ...(state !== undefined && { state }),
      ...(body && { body: '1' }),
      ...(email !== undefined && { email }),
    })
    const page = (await ask(`/outbox?${query.toString()}`)) as {
      rows: QueueRow[]
      more: boolean
      after?: string
    } // as: our own route
    yield* page.rows
    after = page.after ?? page.rows.at(-1)?.id ?? ''
    if (!page.more) return
  }
}
