/**
 * The mail with a code: `codeMail`. Its text is fixed: no link, so that nobody learns to click on one, and no word that a
 * visitor wrote, so that nobody can send others a message by it.
 */
import { fill } from '../contract/localized.ts'
import type { EmailTexts } from '../contract/email/code.ts'
import { isolated } from '../contract/problem-words/files.ts'
import type { Mail } from './mail.ts'

/** One language, as the widget's build wrote it. */
export interface MailLanguage {
  /** The direction that it is written in. */
  dir: 'ltr' | 'rtl'
  mail: EmailTexts
}

export interface CodeMail extends MailLanguage {
  id: string
  to: string
  /** Six digits. */
  code: string
  /** What visitors know the site by: its host, from the configuration. */
  site: string
  minutes: number
  language: string
}

/** The mail that brings a code. */
export function codeMail({ id, to, code, site, minutes, language, dir, mail }: CodeMail): Mail {
  // A host among words of a right-to-left text keeps its own order (UAX #9, isolates).
  const name = dir === 'rtl' ? isolated(site) : site
  const unit = { style: 'unit', unit: 'minute', unitDisplay: 'long' } as const
  const time = new Intl.NumberFormat(language, unit).format(minutes)
  const say = (text: string) => fill(text, { site: name, code, time })
  const { codeSubject, codeIs, codeLife, codeUnasked, codeNoReply } = mail
  return {
    id,
    to,
    subject: say(codeSubject),
    text: `${[codeIs, codeLife, codeUnasked, codeNoReply].map(say).join('\n\n')}\n`,
    language,
  }
}
