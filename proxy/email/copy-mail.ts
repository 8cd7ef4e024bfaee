/** The copy of a message for its sender: `copyMail`. It goes to a proven address only, so that nobody can send others his words by it. */
import { fill } from '../contract/localized.ts'
import { isolated } from '../contract/problem-words/files.ts'
import { copyIdOf } from '../store/email/confirmation.ts'
import type { MailLanguage } from './code-mail.ts'
import type { Mail } from './mail.ts'

export interface CopyMail extends MailLanguage {
  /** Of the message. */
  id: string
  to: string
  reference: string
  /** What visitors know the site by. */
  site: string
  /** What was written, as its writer knows it: a name for what was a field, none for the message itself. */
  written: readonly (readonly [name: string | undefined, text: string])[]
  language: string
}

export function copyMail({ id, to, reference, site, written, language, dir, mail }: CopyMail): Mail {
  const name = dir === 'rtl' ? isolated(site) : site
  const { copySubject, copyIs, codeNoReply } = mail
  const words = written.map(([label, text]) => (label === undefined ? text : `${label}: ${text}`))
  const intro = [fill(copyIs, { reference }), codeNoReply]
  return {
    id: copyIdOf(id),
    to,
    subject: fill(copySubject, { site: name }),
    text: `${[...intro, '----', ...words].join('\n\n')}\n`,
    language,
  }
}
