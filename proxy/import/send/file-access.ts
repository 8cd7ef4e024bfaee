/** What may be had of a file of an export, and where files may come from. */
import { FILE_BYTES_MAX } from '../../contract/limits.ts'

export type OpenedFile =
  | { type: 'file'; blob: Blob }
  /** The helpdesk takes none like it. */
  | { type: 'unfit'; why: string }
  /** It is not there, or not to be had. */
  | { type: 'lost'; why: string }
  /** It may be there the next time. */
  | { type: 'failed'; why: string }
  /** Nobody waits for it any more. */
  | { type: 'stopped' }

export interface FileAccess {
  /** Folder of the export. */
  folder: string
  /** Origins that files may be fetched from. */
  origins: ReadonlySet<string>
  fetch: typeof fetch
  /** How long an answer may take to begin; the whole of it may take four times as long. */
  timeoutMs: number
  /** Ends a fetch that somebody waits for. */
  signal?: AbortSignal
}

/** What is known of a file without having it. */
export type FileLook =
  | { type: 'there' }
  | Exclude<OpenedFile, { type: 'file' }>
  /** It is at an address that may be asked: only that tells. */
  | { type: 'elsewhere'; url: string }

/** A file that cannot be had for now. */
export const lost = (why: string): OpenedFile & FileLook => ({ type: 'lost', why })
export const TOO_LARGE: OpenedFile & FileLook = { type: 'unfit', why: 'larger than 25 MB' }
/** What was read of a file. */
export const blobOf = (bytes: Uint8Array<ArrayBuffer>, type = ''): OpenedFile =>
  bytes.byteLength > FILE_BYTES_MAX ? TOO_LARGE : { type: 'file', blob: new Blob([bytes], { type }) }
