/** The widget's languages as the build sees them: one file for each and for each group of texts, and one hash for all. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runnerImport } from 'vite'
import type { EmbedFiles } from '../../proxy/embed/embed.ts'
import { TAGS } from '../i18n/tags.ts'

/** The files of every language but English: the form's texts, and those of what comes later. */
const tags = TAGS.filter((tag) => tag !== 'en')
const names = tags.flatMap((tag) =>
  ['form', 'parts', 'fields', 'conversation', 'code', 'rating', 'articles'].map((file) => `${tag}/${file}`),
)
export const LOCALES = Object.fromEntries(names.map((name) => [name, `widget/i18n/${name}.ts`]))

/** What the files are made of, and by which tools. */
const SOURCES = ['widget', 'proxy/contract'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name)),
)

/**
 * How the files that come later go on after their names, languages too. One hash of all that they are made of, so that
 * the panel can put the addresses of languages together itself, and has it once: with one for each its download was 40
 * bytes larger, and another size after each change. In hex: other letters pack worse.
 */
export function localeFile(version: string): string {
  const hash = createHash('sha256').update(version)
  for (const file of [...SOURCES.toSorted(), 'package-lock.json'])
    hash.update(file).update(readFileSync(file))
  return `-${hash.digest('hex').slice(0, 6)}.js`
}

/** The widget's texts in every language, for the form that the proxy draws: the proxy itself knows no words. */
export async function languages(): Promise<EmbedFiles['languages']> {
  const { module } = await runnerImport<Pick<EmbedFiles, 'languages'>>('./widget/i18n/all-texts.ts')
  return module.languages
}
