/** Mail by the way that is configured: `createMailer`. */
import type { Mail, Mailer } from './mail.ts'
import { smtpMailer, type SmtpSettings } from './smtp.ts'
import { webhookMailer, type WebhookSettings } from './webhook.ts'

export type MailSettings =
  | ({ way: 'smtp' } & SmtpSettings)
  | ({ way: 'webhook' } & WebhookSettings)
  /** The sandbox's inbox: nothing is sent. */
  | { way: 'tray'; put: (mail: Pick<Mail, 'to' | 'subject' | 'text'>) => void }

export function createMailer(settings: MailSettings): Mailer {
  switch (settings.way) {
    case 'smtp':
      return smtpMailer(settings)
    case 'webhook':
      return webhookMailer(settings)
    case 'tray':
      return {
        deliver(mail) {
          try {
            settings.put(mail)
            return Promise.resolve({ type: 'sent' })
          } catch {
            return Promise.resolve({ type: 'later', reason: 'tray' })
          }
        },
        check: () => Promise.resolve({ ok: true }),
      }
  }
}
