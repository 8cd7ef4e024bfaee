/** Who is told what needs a person, as the environment says. */
import { isEmail } from '../../contract/email/address.ts'
import type { WebhookSettings } from '../../email/webhook.ts'
import type { Reader } from '../environment.ts'
import { webhookSecret } from '../mail.ts'
import type { MailWay } from '../mail.ts'

export interface AlertRules {
  webhook: Pick<WebhookSettings, 'url' | 'secret'> | undefined
  mail: { to: string; way: MailWay } | undefined
}

/** @param way How e-mails leave, if they do. */
export function readAlerts(reader: Reader, way: MailWay | undefined): AlertRules {
  const url = reader.url('ALERT_WEBHOOK', 'https://www.example.com/hooks/alerts')
  const secret = webhookSecret(reader, 'ALERT_WEBHOOK')
  const to = reader.text('ALERT_MAIL')
  if (to !== undefined && !isEmail(to))
    reader.problem('ALERT_MAIL', `is "${to}" and must be one e-mail address`, 'ops@example.com')
  if (to !== undefined && way === undefined)
    reader.problem(
      'ALERT_MAIL',
      'is set, and nothing sends e-mails: set SMTP_URL or MAIL_WEBHOOK too',
      'ops@example.com',
    )
  return {
    webhook: url !== undefined && secret !== undefined ? { url, secret } : undefined,
    mail: to !== undefined && way !== undefined ? { to, way } : undefined,
  }
}
