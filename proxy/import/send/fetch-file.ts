/**
 * Files of an export that are at another server's. Nothing is fetched but from origins that the operator has named, and each
 * redirect is held against them.
 */
import { FILE_BYTES_MAX } from '../../contract/limits.ts'
import type { ImportFile } from '../line.ts'
import { blobOf, lost, TOO_LARGE } from './file-access.ts'
import type { FileAccess, FileLook, OpenedFile } from './file-access.ts'

const REDIRECTS_MAX = 3

/** Reads an answer, but no more than a file may have. */
export async function bodyOf(response: Response, type?: string): Promise<OpenedFile> {
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

/** Whether an address may be asked. */
export function mayAsk({ origins }: Pick<FileAccess, 'origins'>, url: string): boolean {
  return URL.canParse(url) && /^https?:/i.test(url) && origins.has(new URL(url).origin)
}

export const notNamed = (url: string) => lost(`at ${url.slice(0, 500)}, which --fetch-from does not name`)

/** Why a fetch has failed, for an operator. */
function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return 'it could not be fetched'
  if (error.name === 'TimeoutError') return `its server did not answer within ${timeoutMs / 1000} s`
  const { cause } = error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : error.message
  return `its server cannot be reached (${code})`
}

/** One request. A redirect is looked at by who asks: it must not lead to a machine behind the firewall. */
async function ask<T>(
  { fetch, timeoutMs, signal: stop }: FileAccess,
  url: string,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const slow = new AbortController()
  const timer = setTimeout(() => slow.abort(new DOMException('', 'TimeoutError')), timeoutMs)
  try {
    const signal = AbortSignal.any([slow.signal, AbortSignal.timeout(timeoutMs * 4), ...(stop ? [stop] : [])])
    const response = await fetch(url, { redirect: 'manual', signal })
    clearTimeout(timer)
    return await read(response)
  } finally {
    clearTimeout(timer)
  }
}

/** Asks an address, and those that it sends on to. `read` is given the answer that has the file. */
export async function fetchFile(
  access: FileAccess,
  address: string,
  read: (response: Response) => Promise<OpenedFile>,
): Promise<OpenedFile> {
  let url = address
  for (let hop = 0; hop <= REDIRECTS_MAX; hop++) {
    if (!mayAsk(access, url)) return notNamed(url)
    try {
      const found = await ask(access, url, async (response): Promise<OpenedFile | string> => {
        const { status } = response
        if (status === 200) return read(response)
        // Not awaited: the other side may never agree.
        response.body?.cancel().catch(() => {})
        if (status >= 500 || status === 429) return { type: 'failed', why: `its server answered ${status}` }
        const next = response.headers.get('Location')
        if (status < 300 || status >= 400 || next === null || !URL.canParse(next, url))
          return lost(`its server answered ${status}`)
        return new URL(next, url).href
      })
      if (typeof found !== 'string') return found
      url = found
    } catch (error) {
      if (access.signal?.aborted) return { type: 'stopped' }
      return { type: 'failed', why: reasonOf(error, access.timeoutMs) }
    }
  }
  return lost('its server redirects too often')
}

/** The server that a file is asked of, in words; undefined for one that is at hand. */
export const hostOf = ({ url }: ImportFile): string | undefined =>
  url !== undefined && URL.canParse(url) ? new URL(url).host : undefined

/** Asks for a file at an address without reading it. */
export async function probeFile(access: FileAccess, url: string): Promise<FileLook> {
  const found = await fetchFile(access, url, async (response) => {
    response.body?.cancel().catch(() => {})
    const isLarge = Number(response.headers.get('Content-Length')) > FILE_BYTES_MAX
    return isLarge ? TOO_LARGE : { type: 'file', blob: new Blob([]) }
  })
  return found.type === 'file' ? { type: 'there' } : found
}
