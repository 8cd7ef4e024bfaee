/** Judges the files of a message while they arrive, by the rules of their site, and hands their bytes to the store. */
import { createHash } from 'node:crypto'
import { cleanName } from '../contract/files/file-names.ts'
import { HEAD_BYTES, headOf } from '../contract/files/file-content.ts'
import { fileProblem, mimeOf, typeOf } from '../contract/files/file-types.ts'
import type { FileRules } from '../contract/form.ts'
import type { FieldProblem } from '../contract/problems.ts'
import { Refusal } from '../refusal.ts'
import { NoRoom } from '../store/store.ts'
import type { FileStore, StoreFile, Write } from '../store/store.ts'
import type { StoredFile } from '../store/records.ts'
import type { IncomingFile } from './multipart.ts'

/** What is meant by a file that is invalid. */
const NAMES =
  'The name of one that is invalid is not of its encoding: send UTF-8, or a field _charset_ before it.'

const noRoom = () =>
  new Refusal(
    'no_room',
    'There is no room for files at present. Send the message without them, or later.',
    undefined,
    300,
  )

/**
 * Stores the files of one message that comes from `network`, if that is known. When this resolves they are on disk.
 * @throws Refusal `invalid` for files that the rules refuse, `no_room`; anything else that the disk says.
 */
export async function receiveFiles(
  store: Pick<FileStore, 'receive'>,
  files: AsyncIterable<IncomingFile>,
  rules: FileRules,
  network?: string,
): Promise<StoredFile[]> {
  try {
    return await store.receive(network, (one) => read(files, rules, one))
  } catch (error) {
    throw error instanceof NoRoom ? noRoom() : error
  }
}

/** Reads the files of a message that is known already, to compare them. Nothing is stored. */
export function inspectFiles(files: AsyncIterable<IncomingFile>, rules: FileRules): Promise<StoredFile[]> {
  return read(files, rules, async (fill) => {
    await fill(async () => {})
    return ''
  })
}

/** Reads all files to their end, even after a problem, so that all problems are told. */
async function read(
  files: AsyncIterable<IncomingFile>,
  rules: FileRules,
  store: StoreFile,
): Promise<StoredFile[]> {
  const found: StoredFile[] = []
  const problems: Record<string, FieldProblem> = {}
  let count = 0
  for await (const { name, misread, type, content } of files) {
    const place = count++
    const facts = { name: cleanName(name), type: mimeOf(type) }
    // Judged by the name it came with, too: the cleaned one may have lost what gives it away.
    const judge = (head?: string) =>
      fileProblem(rules, { name, type, size: 1 }, head) ?? fileProblem(rules, { ...facts, size: 1 }, head)
    const problem = misread ? 'invalid' : count > rules.max ? 'too_many' : judge()
    if (problem) {
      problems[problem === 'too_many' ? 'files' : `files[${place}]`] = problem
      content.resume()
      continue
    }
    const reading = new Reading(judge, rules.maxBytes)
    const file = await store((write) => reading.run(content, write))
    if (reading.problem) problems[`files[${place}]`] = reading.problem
    found.push({
      file,
      name: facts.name,
      type: typeOf(facts, reading.head),
      size: reading.size,
      digest: reading.digest,
    })
  }
  if (Object.keys(problems).length === 0) return found
  const told = Object.entries(problems).map(([name, problem]) => `${name} (${problem})`)
  const why = Object.values(problems).includes('invalid') ? ` ${NAMES}` : ''
  throw new Refusal('invalid', `These files cannot be sent: ${told.join(', ')}.${why}`, problems)
}

/** One file while it is read: its size, its digest, its first bytes, and what is wrong with it. */
class Reading {
  readonly #judge: (head: string) => FieldProblem | undefined
  readonly #maxBytes: number
  readonly #hash = createHash('sha256')
  #head = Buffer.alloc(0)
  size = 0
  digest = ''
  problem: FieldProblem | undefined

  /** @param judge What is wrong with a file that begins like this. */
  constructor(judge: (head: string) => FieldProblem | undefined, maxBytes: number) {
    this.#judge = judge
    this.#maxBytes = maxBytes
  }

  /** As characters. */
  get head(): string {
    return headOf(this.#head)
  }

  /**
   * Reads to the end, whatever is wrong: what follows could not be read otherwise.
   * @throws what `write` throws, then.
   */
  async run(content: AsyncIterable<Buffer>, write: Write): Promise<void> {
    let failure: { error: unknown } | undefined
    for await (const chunk of content) {
      this.size += chunk.length
      if (this.size > this.#maxBytes) this.problem = 'too_large'
      if (this.problem || failure) continue
      if (this.#head.length < HEAD_BYTES) {
        this.#head = Buffer.concat([this.#head, chunk.subarray(0, HEAD_BYTES - this.#head.length)])
        if (this.#head.length === HEAD_BYTES) this.problem = this.#judge(this.head)
      }
      this.#hash.update(chunk)
      if (this.problem) continue
      await write(chunk).catch((error: unknown) => {
        failure = { error }
      })
    }
    if (failure) throw failure.error
    this.digest = this.#hash.digest('base64')
    if (this.size === 0) this.problem = 'empty'
    else if (this.#head.length < HEAD_BYTES) this.problem ??= this.#judge(this.head)
  }
}
