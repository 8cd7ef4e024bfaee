/** The widget's languages as the build sees them: one file for each and for each group of texts. */
import { runnerImport } from 'vite'
import type { EmbedFiles } from '../../proxy/embed/embed.ts'
import { TAGS } from '../i18n/tags.ts'

/** The files of every language but English: the form's texts, and those of what comes later. */
const tags = TAGS.filter((tag) => tag !== 'en')
const names = tags.flatMap((tag) =>
  ['form', 'parts', 'fields', 'conversation', 'code', 'rating', 'articles'].map((file) => `${tag}/${file}`),
)
export const LOCALES = Object.fromEntries(names.map((name) => [name, `widget/i18n/${name}.ts`]))

/** The widget's texts in every language, for the form that the proxy draws: the proxy itself knows no words. */
export async function languages(): Promise<EmbedFiles['languages']> {
  const { module } = await runnerImport<Pick<EmbedFiles, 'languages'>>('./widget/i18n/all-texts.ts')
  return module.languages
}
