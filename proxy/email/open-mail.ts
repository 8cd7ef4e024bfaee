/** Puts together what sends codes and what proves addresses by them: `openMail`. */
import type { Log } from '../log.ts'
import type { CodeStore, MailStore, SessionStore } from '../store/email/email-store.ts'
import type { MailLanguage } from './code-mail.ts'
import { MailDelivery } from './mail-delivery.ts'
import { createMailer } from './mailer.ts'
import type { MailSettings } from './mailer.ts'
import { createProofs } from './proofs.ts'
import type { Proofs } from './proofs.ts'

export interface OpenMailOptions {
  /** The way that mails take. */
  way: MailSettings
  store: { codes: CodeStore; mails: MailStore; sessions: SessionStore }
  /** What sessions are made with. */
  key: string
  languages: Readonly<Record<string, MailLanguage>>
  now: () => number
  log: Log
}

/** Sends from here on, first what an earlier process has left. */
export function openMail({ way, store, key, languages, now, log }: OpenMailOptions): {
  proofs: Proofs
  delivery: MailDelivery
} {
  const { codes, mails, sessions } = store
  const delivery = new MailDelivery({ mails, mailer: createMailer(way), now, log })
  const proofs = createProofs({ codes, sessions, key, languages, wake: () => delivery.wake() })
  delivery.wake()
  return { proofs, delivery }
}
