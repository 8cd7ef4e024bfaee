/**
 * Addresses that visitors prove by a code: `createProofs`. A code counts in the browser that asked for it, which has a
 * secret of its own; what is stored of the code tells it to nobody who has not that secret too.
 */
import { createHash, createHmac, randomInt } from 'node:crypto'
import { CODE_DIGITS, CODE_MINUTES } from '../contract/email/code.ts'
import { oneSpelling } from '../contract/email/spelling.ts'
import { plainSigns } from '../contract/number/written-number.ts'
import type { AskReceipt, CodeStore, SessionStore } from '../store/email/email-store.ts'
import type { KeptMail } from '../store/email/confirmation.ts'
import type { Dues } from '../store/records.ts'
import { codeMail } from './code-mail.ts'
import type { MailLanguage } from './code-mail.ts'
import { copyMail } from './copy-mail.ts'
import type { CopyMail } from './copy-mail.ts'

/** A code that is wanted. */
export interface WantedCode {
  /** A UUID of the asker's, the same for every retry. */
  id: string
  site: string
  email: string
  /** The secret of the browser. */
  browser: string
}

/** How the mail is written. */
export interface MailStyle {
  /** What visitors know the site by. */
  name: string
  /** A language that there is. */
  language: string
}

export interface Proofs {
  /** The name of a browser by its secret: what is kept of it. */
  askerOf: (browser: string) => string
  /** The copy of a message for its sender. */
  copyOf: (message: Pick<CopyMail, 'id' | 'to' | 'reference' | 'written'>, style: MailStyle) => KeptMail
  /** The languages that mails can be in. */
  languages: readonly string[]
  /** Stores a code and its mail, which leaves soon. */
  ask: (wanted: WantedCode, style: MailStyle, dues: Dues) => Promise<AskReceipt>
  /** What became of the same request before, if it was made. */
  recognise: (wanted: WantedCode) => Promise<'known' | 'conflict' | undefined>
  /** What a session is known by, if the code is right; the same one for a repetition. */
  open: (site: string, browser: string, code: string) => Promise<string | undefined>
  /** Whose session it is, if there is one: the address as it was written when the code was asked for. */
  addressOf: (site: string, session: string) => Promise<string | undefined>
  /** Ends a session, if there is one. */
  end: (site: string, session: string) => Promise<void>
  /** Tells whoever sends mails that there is one. */
  wake: () => void
}

export interface ProofsOptions {
  codes: CodeStore
  sessions: SessionStore
  /** What sessions are made with. */
  key: string
  languages: Readonly<Record<string, MailLanguage>>
  /** Tells whoever sends mails that there is one. */
  wake: () => void
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string, ...parts: readonly string[]): string =>
  createHmac('sha256', key).update(parts.join('\0')).digest('base64url')

/** One name for a browser, which is not its secret. */
const askerOf = (browser: string) => hmac(browser, 'asker')

const proofOf = (browser: string, site: string, email: string, code: string) =>
  hmac(browser, 'code', site, oneSpelling(email), code)

/** What a request is recognised by. */
const keyOf = ({ id, site, email, browser }: WantedCode) => ({ id, site, email, asker: askerOf(browser) })

const newCode = (): string => String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')

/** As it was sent, whatever keyboard it was typed on: spaces and hyphens of a pasted one are none of it. */
const typed = (code: string): string => plainSigns(code).replace(/[\s-]+/gu, '')

/** Whether it could be one: what is not whole is no guess. */
const isWhole = (code: string): boolean => code.length === CODE_DIGITS && /^\d+$/.test(code)

export function createProofs({ codes, sessions, key, languages, wake }: ProofsOptions): Proofs {
  const sessionOf = (id: string, browser: string) => hmac(key, 'session', id, browser)
  const textsIn = (language: string): MailLanguage => {
    const texts = languages[language]
    if (!texts) throw new Error(`There are no texts of e-mails in ${language}.`)
    return texts
  }
  return {
    languages: Object.keys(languages),
    askerOf,
    wake,
    copyOf: (message, { name, language }) =>
      copyMail({ ...message, site: name, language, ...textsIn(language) }),
    async ask(wanted, { name, language }, dues) {
      const { id, site, email, browser } = wanted
      const code = newCode()
      const texts = textsIn(language)
      const mail = codeMail({ id, to: email, code, site: name, minutes: CODE_MINUTES, language, ...texts })
      const proof = proofOf(browser, site, email, code)
      const asked = { ...keyOf(wanted), proof, lifeMs: CODE_MINUTES * 60_000, mail }
      const receipt = await codes.ask(asked, dues)
      if (receipt === 'asked') wake()
      return receipt
    },
    recognise: (wanted) => codes.recognise(keyOf(wanted)),
    async open(site, browser, text) {
      const code = typed(text)
      if (!isWhole(code)) return undefined
      const opened = await codes.open({
        site,
        asker: askerOf(browser),
        claim: ({ id, email }) => ({
          proof: proofOf(browser, site, email, code),
          session: digest(sessionOf(id, browser)),
        }),
      })
      if (opened === undefined) return undefined
      // Copies of messages that have waited for it.
      wake()
      return sessionOf(opened, browser)
    },
    addressOf: (site, session) => sessions.addressOf(digest(session), site),
    end: (site, session) => sessions.end(digest(session), site),
  }
}
