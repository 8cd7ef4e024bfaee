/**
 * Uploads: `attachmentRoutes` takes files for a single use, `checkUploads` and `attachFiles` put them on a
 * message, `serveAttachment` shows them (there-there-api.md, "The rest"; the helpdesk's page "Import", under "Attachments").
 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Who } from './auth.ts'
import { insert, iso, str, type Desk } from '../data/desk.ts'
import { invalid, notFound } from './errors.ts'
import { data, type Call, type Route } from './router.ts'
import type { Report } from './validation.ts'

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
  // Uploads that never found their message would otherwise fill the disk.
  desk.sql.run('delete from attachments where message_id is null and expires_at <= ?', desk.now())
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
    secret: randomUUID(),
    expires_at: expires,
    bytes: new Uint8Array(await file.arrayBuffer()),
  })
  return data({ ...shown, expires_at: iso(expires) }, 201)
}

/**
 * Reports each token at `key` that is no upload of this API token in this workspace, has expired or was used
 * (the helpdesk's page "Import", under "Attachments": the same-token rule).
 */
export function checkUploads(call: Call, input: unknown, key: string, report: Report): void {
  if (!Array.isArray(input)) return
  const { desk, who } = call
  const seen = new Set<unknown>()
  for (const [index, token] of input.entries()) {
    if (typeof token !== 'string') continue
    const waiting = desk.sql.get(
      `select id from attachments where token = ? and api_token = ? and workspace_id = ?
        and message_id is null and expires_at > ?`,
      token,
      who.token,
      who.workspaceId,
      desk.now(),
    )
    const bad = !waiting || seen.has(token)
    if (bad) report(`${key}.${index}`, (attribute) => `The selected ${attribute} is invalid.`)
    seen.add(token)
  }
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

/**
 * A file, for whoever knows its address. Only pictures are shown in place, unless `download` is asked for, and nothing in a file can run:
 * an uploaded HTML page would otherwise act on the inbox with its origin.
 */
export function serveAttachment(
  desk: Desk,
  { ulid, secret, download }: { ulid: string; secret: string; download: boolean },
): Response {
  const file = desk.sql.get(
    'select * from attachments where ulid = ? and secret = ? and message_id is not null',
    ulid,
    secret,
  )
  const bytes = file?.['bytes']
  if (!file || bytes === null || typeof bytes !== 'object') return notFound('Attachment').toResponse()
  const mime = str(file, 'mime_type')
  const shown = SHOWN.test(mime) && !download
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': shown ? mime : 'application/octet-stream',
      'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${fileName(str(file, 'filename'))}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, max-age=31536000, immutable',
    },
  })
}

function fileName(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
}
