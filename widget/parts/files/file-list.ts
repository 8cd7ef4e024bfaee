/** The files of a message until it is sent: which were taken, which were refused and why, which a reload has cost. */
import { signal, type ReadonlySignal, type Signal } from '@preact/signals'
import { bare } from '../../api/bare.ts'
import type { FileRules } from '../../../proxy/contract/form.ts'
import { HEAD_BYTES, headOf } from '../../../proxy/contract/files/file-content.ts'
import { endingOf, fileProblem } from '../../../proxy/contract/files/file-types.ts'
import type { PartState } from '../../form/state/part.ts'
import type { Transport } from '../../form/send/client.ts'
import type { FieldProblem } from '../../../proxy/contract/problems.ts'

/** A file that goes with the message. */
export interface AttachedFile {
  /** Of this list, for ever: where it stands changes. */
  id: number
  file: File
}

/** A file that does not, by name. */
interface Refused {
  name: string
  problem: FieldProblem
}

/** The state of the list, and what can be done with it. */
export interface AttachedFiles {
  list: ReadonlySignal<readonly AttachedFile[]>
  refused: ReadonlySignal<readonly Refused[]>
  /** Names of files that were attached before the page was loaded anew. */
  lost: ReadonlySignal<readonly string[]>
  /** Which part of the message has gone out, from 0 to 1; `undefined` while none is on its way. */
  progress: Signal<number | undefined>
  /** Takes files up to the limits. Returns those that it took, and those that it did not. */
  add: (files: Iterable<File>) => { taken: File[]; refused: Refused[] }
  /**
   * Looks into files that were taken, and puts those back that are not what they are called: the proxy would refuse the
   * whole message for them. Returns them. Not while the message `isOut`, which counts them by their places.
   */
  inspect: (taken: readonly File[], isOut: () => boolean) => Promise<Refused[]>
  remove: (id: number) => void
  part: PartState
}

/** Of a form that takes none. */
export const NO_FILES: FileRules = { max: 0, maxBytes: 0, types: [] }

/** What a file is sent as, and a problem of the one at this place told by. */
export const fileName = (at: number): string => `files[${at}]`

/** A name that is not there yet: what is pasted is always called `image.png`. */
function distinct(file: File, taken: readonly AttachedFile[]): File {
  const names = new Set(taken.map(({ file: { name } }) => name))
  if (!names.has(file.name)) return file
  const ending = endingOf(file.name)
  const stem = file.name.slice(0, file.name.length - ending.length)
  let count = 2
  while (names.has(`${stem}-${count}${ending}`)) count++
  return new File([file], `${stem}-${count}${ending}`, bare({ type: file.type }))
}

/** How a file begins; `undefined` where that cannot be read, which is told when it is sent. */
const beginning = (file: File): Promise<string | undefined> =>
  file
    .slice(0, HEAD_BYTES)
    .arrayBuffer()
    .then(
      (bytes) => headOf(new Uint8Array(bytes)),
      () => undefined,
    )

/**
 * The files of one form.
 * @param changed The visitor changed something.
 * @param send Makes the way to send this many bytes, for `fetch` tells nothing of progress.
 */
export function createFileList(
  rules: () => FileRules | undefined,
  changed: () => void,
  send: (files: readonly File[]) => Transport | undefined,
): AttachedFiles {
  const list = signal<readonly AttachedFile[]>([])
  const refused = signal<readonly Refused[]>([])
  const lost = signal<readonly string[]>([])
  const progress = signal<number>()
  let ids = 0

  return {
    list,
    refused,
    lost,
    progress,
    add(files) {
      const taken: File[] = []
      const not: Refused[] = []
      const now = [...list.value]
      const limits = rules() ?? NO_FILES
      for (const given of files) {
        const problem = now.length < limits.max ? fileProblem(limits, given) : 'too_many'
        if (problem) {
          not.push({ name: given.name, problem })
          continue
        }
        const file = distinct(given, now)
        now.push({ id: ++ids, file })
        taken.push(file)
      }
      list.value = now
      refused.value = not
      lost.value = lost.value.filter((name) => !taken.some((file) => file.name === name))
      changed()
      return { taken, refused: not }
    },
    async inspect(taken, isOut) {
      const heads = await Promise.all(taken.map(beginning))
      const wrong = taken.flatMap((file, at) => {
        const problem = fileProblem(rules() ?? NO_FILES, file, heads[at])
        const there = list.value.some((one) => one.file === file)
        return problem && there && !isOut() ? { file, name: file.name, problem } : []
      })
      if (wrong.length === 0) return []
      list.value = list.value.filter((one) => !wrong.some(({ file }) => file === one.file))
      refused.value = [...refused.value, ...wrong]
      changed()
      return wrong
    },
    remove(id) {
      list.value = list.value.filter((one) => one.id !== id)
      refused.value = []
      changed()
    },
    part: {
      names: () => ['files', ...list.value.map((_, at) => fileName(at))],
      attach(body) {
        const files = list.value.map(({ file }) => file)
        // They have been seen.
        refused.value = []
        for (const file of files) body.append('files', file, file.name)
        return send(files)
      },
      // The files themselves cannot be kept.
      save: () => [...lost.value, ...list.value.map(({ file }) => file.name)].map((name) => ['files', name]),
      restore(kept) {
        list.value = []
        refused.value = []
        lost.value = kept.filter(([name]) => name === 'files').map(([, name]) => name)
      },
    },
  }
}
