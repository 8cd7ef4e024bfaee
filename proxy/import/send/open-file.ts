/**
 * The bytes of a file of an export. What an export says of files is written by strangers: nothing outside of its folder is
 * read, and nothing is fetched but from origins that the operator has named.
 */
import { readFile, realpath, stat, open as openHandle } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { FILE_BYTES_MAX } from '../../contract/limits.ts'
import type { ImportFile } from '../line.ts'
import { bodyOf, fetchFile, mayAsk, notNamed } from './fetch-file.ts'
import { blobOf, lost, TOO_LARGE } from './file-access.ts'
import type { FileAccess, FileLook, OpenedFile } from './file-access.ts'

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

/** What a path leads to: the file, or why there is none that can be imported. */
async function atPath({ folder }: FileAccess, path: string): Promise<string | (OpenedFile & FileLook)> {
  const file = await inside(folder, path)
  if (file === undefined) return lost('not in the folder of the export')
  const about = await stat(file)
  if (!about.isFile()) return lost('no file')
  return about.size > FILE_BYTES_MAX ? TOO_LARGE : file
}

async function fromPath(access: FileAccess, path: string, type?: string): Promise<OpenedFile> {
  const file = await atPath(access, path)
  return typeof file === 'string' ? blobOf(Uint8Array.from(await readFile(file)), type) : file
}

/** An attachment of a mail, by where the mail stands in a file. */
async function fromMail(
  { folder }: FileAccess,
  { path, offset, length, index, quoted }: NonNullable<ImportFile['part']>,
  type?: string,
): Promise<OpenedFile> {
  const file = await inside(folder, path)
  if (file === undefined) return lost('not in the folder of the export')
  if (length > MAIL_MAX) return TOO_LARGE
  const handle = await openHandle(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset)
    const { attachmentOf } = await import('../read/mail/mail-message.ts')
    const bytes = await attachmentOf(buffer.subarray(0, bytesRead), index, quoted)
    return bytes === undefined ? lost('not in the mail') : blobOf(bytes, type)
  } finally {
    await handle.close()
  }
}

const unreadable = (error: unknown) =>
  lost(`it cannot be read (${error instanceof Error ? error.message : String(error)})`)

/** Opens a file, or says why it cannot be had. Never throws for what an export says. */
export async function openFile(access: FileAccess, file: ImportFile): Promise<OpenedFile> {
  const { path, url, content, part, type } = file
  try {
    if (path !== undefined) return await fromPath(access, path, type)
    if (part !== undefined) return await fromMail(access, part, type)
    if (url !== undefined) return await fetchFile(access, url, (response) => bodyOf(response, type))
    return blobOf(Uint8Array.from(Buffer.from(content ?? '', 'base64')), type)
  } catch (error) {
    return unreadable(error)
  }
}

/** Looks at a file as far as that costs nothing: no server is asked. */
export async function lookAtFile(access: FileAccess, { path, url, content }: ImportFile): Promise<FileLook> {
  try {
    if (path !== undefined) {
      const file = await atPath(access, path)
      return typeof file === 'string' ? { type: 'there' } : file
    }
    if (url !== undefined) return mayAsk(access, url) ? { type: 'elsewhere', url } : notNamed(url)
    return content !== undefined && Buffer.byteLength(content, 'base64') > FILE_BYTES_MAX
      ? TOO_LARGE
      : { type: 'there' }
  } catch (error) {
    return unreadable(error)
  }
}
