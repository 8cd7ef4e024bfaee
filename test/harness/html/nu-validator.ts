/** The Nu HTML checker, as validator.w3.org runs it: what is wrong with documents. It needs Java. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Whether there is Java: without it nothing can be checked. */
export const hasJava = (): boolean => spawnSync('java', ['-version']).status === 0

interface Told {
  messages: { type: string; subType?: string; url: string; message: string; extract?: string }[]
}

/**
 * Not what it says of style, for its rules know no custom properties; nor what some browsers only ignore; nor of an attribute
 * that is younger than this checker (HTML has `autocorrect` since 2025).
 */
const isFault = ({ type, subType, message }: Told['messages'][number]) =>
  (type !== 'info' || subType === 'warning') &&
  !/^CSS: |not supported in all browsers|^Attribute “autocorrect” not allowed/.test(message)

/**
 * Errors and warnings of documents by name, as lines. All at once: most of the time is Java's start.
 * @throws Error when the checker itself failed.
 */
export function faultsOf(documents: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'support-html-'))
  try {
    const names = Object.keys(documents)
    const files = names.map((name, at) => {
      const file = join(folder, `${at}.html`)
      writeFileSync(file, documents[name]!)
      return file
    })
    const jar = String(createRequire(import.meta.url)('vnu-jar'))
    // A thread's usual stack is too small for it now and then (its own documentation).
    const options = ['--format', 'json', '--stdout', '--exit-zero-always']
    const { stdout } = spawnSync('java', ['-Xss1024k', '-jar', jar, ...options, ...files], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    })
    const { messages } = JSON.parse(stdout) as Told
    return messages.filter(isFault).map(({ url, message, extract }) => {
      const name = names[files.indexOf(fileURLToPath(url))]
      return `${name}: ${message} In: ${extract?.replace(/\s+/g, ' ')}`
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
