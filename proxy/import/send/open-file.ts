/**
 * The bytes of a file of an export. What an export says of files is written by strangers: nothing outside of its folder is
 * read, and nothing is fetched but from origins that the operator has named.
 */
import { readFile, realpath, stat, open as openHandle } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { FILE_BYTES_MAX } from '../../contract/limits.ts'
import type { ImportFile } from '../line.ts'

export type OpenedFile =
  | { type: 'file'; blob: Blob }
  /** It is not there, or not to be had. */
  | { type: 'lost'; why: string }
  /** It may be there the next time. */
  | { type: 'failed'; why: string }

export interface FileAccess {
  /** Folder of the export. */
  folder: string
  /** Origins that files may be fetched from. */
  origins: ReadonlySet<string>
  fetch: typeof fetch
  timeoutMs: number
}

const lost = (why: string): OpenedFile => ({ type: 'lost', why })
const TOO_LARGE = lost('larger than 25 MB')
const REDIRECTS_MAX = 3
/** Bytes of a mail that is read at once. */
const MAIL_MAX = 128 * 1024 * 1024

/** The path of a file in the folder; undefined when it is not there, or anywhere else. */
async function inside(folder: string, path: string): Promise<string | undefined> {
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(join(folder, path))])
    const way = relative(root, file)
    return way === '' || way.startsWith('..') || isAbsolute(way) ? undefined : file
  } catch {
    return undefined
  }
}

const blobOf = (bytes: Uint8Array<ArrayBuffer>, type = ''): OpenedFile =>
  bytes.byteLength > FILE_BYTES_MAX ? TOO_LARGE : { type: 'file', blob: new Blob([bytes], { type }) }

async function fromPath({ folder }: FileAccess, path: string, type?: string): Promise<OpenedFile> {
  const file = await inside(folder, path)
  if (file === undefined) return lost('not in the folder of the export')
  const about = await stat(file)
  if (!about.isFile()) return lost('no file')
  if (about.size > FILE_BYTES_MAX) return TOO_LARGE
  return blobOf(Uint8Array.from(await readFile(file)), type)
}

/** An attachment of a mail, by where the mail stands in a file. */
async function fromMail(
  { folder }: FileAccess,
  { path, offset, length, index }: NonNullable<ImportFile['part']>,
  type?: string,
): Promise<OpenedFile> {
  const file = await inside(folder, path)
  if (file === undefined) return lost('not in the folder of the export')
  if (length > MAIL_MAX) return TOO_LARGE
  const handle = await openHandle(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset)
    const { attachmentOf } = await import('../read/mail-message.ts')
    const bytes = await attachmentOf(buffer.subarray(0, bytesRead), index)
    return bytes === undefined ? lost('not in the mail') : blobOf(bytes, type)
  } finally {
    await handle.close()
  }
}

/** Reads an answer, but no more than a file may have. */
async function bodyOf(response: Response, type?: string): Promise<OpenedFile> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  const reader = response.body?.getReader()
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    const part = chunk.value as Uint8Array // as: fetch makes no others
    bytes += part.byteLength
    if (bytes > FILE_BYTES_MAX) {
      reader?.cancel().catch(() => {})
      return TOO_LARGE
    }
    chunks.push(part)
  }
  return blobOf(Uint8Array.from(Buffer.concat(chunks)), type ?? response.headers.get('Content-Type') ?? '')
}

async function fromAddress(access: FileAccess, address: string, type?: string): Promise<OpenedFile> {
  let url = address
  for (let hop = 0; hop <= REDIRECTS_MAX; hop++) {
    if (!URL.canParse(url) || !/^https?:/i.test(url) || !access.origins.has(new URL(url).origin))
      return lost(`at ${url.slice(0, 500)}, which --fetch-from does not name`)
    try {
      const response = await access.fetch(url, {
        // Each hop is looked at: a redirect must not lead to a machine behind the firewall.
        redirect: 'manual',
        signal: AbortSignal.timeout(access.timeoutMs),
      })
      const { status } = response
      const next = response.headers.get('Location')
      if (status === 200) return await bodyOf(response, type)
      await response.body?.cancel()
      if (status >= 500 || status === 429) return { type: 'failed', why: `its server answered ${status}` }
      if (status < 300 || status >= 400 || next === null || !URL.canParse(next, url))
        return lost(`its server answered ${status}`)
      url = new URL(next, url).href
    } catch (error) {
      return { type: 'failed', why: error instanceof Error ? error.message : 'it could not be fetched' }
    }
  }
  return lost('its server redirects too often')
}

/** Opens a file, or says why it cannot be had. Never throws for what an export says. */
export async function openFile(access: FileAccess, file: ImportFile): Promise<OpenedFile> {
  const { path, url, content, part, type } = file
  try {
    if (path !== undefined) return await fromPath(access, path, type)
    if (part !== undefined) return await fromMail(access, part, type)
    if (url !== undefined) return await fromAddress(access, url, type)
    return blobOf(Uint8Array.from(Buffer.from(content ?? '', 'base64')), type)
  } catch (error) {
    return lost(error instanceof Error ? error.message : 'it cannot be read')
  }
}
