/** Which files of an export are to be had, as far as can be told beforehand: `check`. */
import type { ImportFile } from './line.ts'
import { hostOf, probeFile } from './send/fetch-file.ts'
import type { FileAccess, FileLook } from './send/file-access.ts'
import { lookAtFile } from './send/open-file.ts'

/** Files of a server that are tried. */
const TRIED_OF_EACH = 3

/** Files that are told. */
const TOLD = 1000

export interface FileTold {
  at: string
  externalId: string
  name: string
  why: string
}

/** What was found of files. */
export interface FilesFound {
  /** Not to be had: not there, or not for now. */
  lost: number
  firstLost: FileTold[]
  /** There, and nothing that the helpdesk takes. */
  unfit: number
  firstUnfit: FileTold[]
  /** At other servers, and how many of them were asked for. */
  elsewhere: number
  tried: number
}

export class FileSurvey {
  readonly found: FilesFound = { lost: 0, firstLost: [], unfit: 0, firstUnfit: [], elsewhere: 0, tried: 0 }
  readonly #access: FileAccess
  readonly #tries = new Map<string, number>()

  constructor(access: FileAccess) {
    this.#access = access
  }

  /** Looks at one file of a ticket. */
  async look(file: ImportFile, ticket: { at: string; externalId: string }): Promise<void> {
    let look = await lookAtFile(this.#access, file)
    if (look.type === 'elsewhere') look = await this.#ask(file, look.url)
    if (look.type === 'there' || look.type === 'elsewhere' || look.type === 'stopped') return
    const told = { ...ticket, name: file.name, why: look.why }
    const isUnfit = look.type === 'unfit'
    this.found[isUnfit ? 'unfit' : 'lost']++
    const list = isUnfit ? this.found.firstUnfit : this.found.firstLost
    if (list.length < TOLD) list.push(told)
  }

  /** Asks a server for some of its files; of one that does not answer, for no further one. */
  async #ask(file: ImportFile, url: string): Promise<FileLook> {
    const host = hostOf(file) ?? ''
    const tries = this.#tries.get(host) ?? 0
    this.found.elsewhere++
    if (tries >= TRIED_OF_EACH) return { type: 'there' }
    this.found.tried++
    const look = await probeFile(this.#access, url)
    this.#tries.set(host, look.type === 'failed' ? TRIED_OF_EACH : tries + 1)
    return look
  }
}
