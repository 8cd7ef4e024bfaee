/** Every text in every language, for the form that the proxy draws without the widget, and for e-mails. Used by the build only. */
import { en as enForm } from './en/form.ts'
import { texts as enConversation, type ConversationTexts } from './en/conversation.ts'
import type { MailTexts } from './en/mail.ts'
import { texts as enPages, type PageTexts } from './en/pages.ts'
import { texts as enCode, type CodeTexts } from './en/code.ts'
import { texts as enFields, type FieldTexts } from './en/fields.ts'
import { texts as enRating, type RatingTexts } from './en/rating.ts'
import { loadTexts, readTexts } from './texts.ts'
import { en, type PartTexts } from './en/parts.ts'
import { direction } from './negotiate.ts'
import { TAGS } from './tags.ts'

/** One language with the direction it is written in. A missing file must not pass for English. */
async function languageOf(tag: string) {
  const { locale, texts } = await loadTexts(tag)
  const more = tag === 'en' ? en : await readTexts<PartTexts>(tag + '/parts')
  const fields = tag === 'en' ? enFields : await readTexts<FieldTexts>(tag + '/fields')
  const talk = tag === 'en' ? enConversation : await readTexts<ConversationTexts>(tag + '/conversation')
  const pages = tag === 'en' ? enPages : await readTexts<PageTexts>(tag + '/pages')
  const code = tag === 'en' ? enCode : await readTexts<CodeTexts>(tag + '/code')
  const rating = tag === 'en' ? enRating : await readTexts<RatingTexts>(tag + '/rating')
  const mail = await readTexts<MailTexts>(tag + '/mail')
  if (locale !== tag || !more || !fields || !talk || !pages || !code || !rating || !mail)
    throw new Error(`There is no file of texts for ${tag}.`)
  const all = { ...enForm, ...texts, ...more, ...fields, ...talk, ...pages, ...code, ...rating }
  return [tag, { dir: direction(tag), texts: all, mail }] as const
}

/** Every language by its tag. */
export const languages = Object.fromEntries(await Promise.all(TAGS.map(languageOf)))
