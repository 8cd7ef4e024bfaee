/** Codes by e-mail, as both sides speak of them: numbers, secrets, answers. Imports nothing: the widget bundles this file. */

/** Digits of a code. */
export const CODE_DIGITS = 6

/** How long a code counts. */
export const CODE_MINUTES = 10

/** How long a session lasts that nobody uses. */
export const SESSION_DAYS = 30

/** 256 random bits as base64url: the secret of a browser that asks for codes, and what a session is known by. */
export const SECRET = /^[\w-]{43}$/

/** The JSON body of a 202 to `POST /api/code`: whether the address is known or not. */
export interface CodeAsked {
  minutes: number
}

/** The JSON body of a 200 to `POST /api/session`. */
export interface SessionOpened {
  session: string
  days: number
}

/** Whether a site has the address of a message confirmed by a code, and whether the message waits for that. */
export const CONFIRM_MODES = ['off', 'before', 'after'] as const
export type ConfirmMode = (typeof CONFIRM_MODES)[number]

/** The texts of e-mails in one language (`widget/i18n/en/mail.ts`). */
export interface EmailTexts {
  codeSubject: string
  codeIs: string
  codeLife: string
  codeUnasked: string
  codeNoReply: string
  copySubject: string
  copyIs: string
}
