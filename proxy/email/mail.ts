/** What the product sends by e-mail, and what came of it: one interface in front of every way that a mail can take. */

export interface Mail {
  /** The same for each try, so that a receiver can tell a repetition. */
  id: string
  /** One address. */
  to: string
  subject: string
  /** Plain text: there is nothing in it to click, and nothing that loads. */
  text: string
  /** The language that it is in. */
  language: string
}

/** `unsure`: it may have gone out, so it must not be sent again. Reasons are codes: they name nobody. */
export type MailOutcome =
  | { type: 'sent' }
  | { type: 'later'; reason: string }
  | { type: 'refused'; reason: string }
  | { type: 'unsure'; reason: string }

/** Whether mail could be sent, and what to do when it could not. */
export type MailCheck = { ok: true } | { ok: false; detail: string; advice: string }

export interface Mailer {
  /** Never throws. */
  deliver: (mail: Mail) => Promise<MailOutcome>
  /** Connects and logs in, as far as this way does, and sends nothing. */
  check: () => Promise<MailCheck>
}
