/** How e-mails leave, as the environment says: over SMTP, or by the site's own backend; and what they are used for. */
import { isEmail } from '../contract/email/address.ts'
import { CONFIRM_MODES } from '../contract/email/code.ts'
import type { ConfirmMode } from '../contract/email/code.ts'
import type { FormDefinition } from '../contract/form.ts'
import { EMAIL_MAX } from '../contract/limits.ts'
import type { SmtpSettings } from '../email/smtp.ts'
import type { WebhookSettings } from '../email/webhook.ts'
import type { Reader } from './environment.ts'

/** What a site does with the addresses of its visitors. */
export interface ConfirmRules {
  confirm: ConfirmMode
  /** Whether those who have proven theirs are sent a copy. */
  copy: boolean
}

/** What holds for sites that say nothing of it. */
export function environmentConfirm(reader: Reader): ConfirmRules {
  const text = reader.text('CONFIRM') ?? 'off'
  const confirm = CONFIRM_MODES.find((known) => known === text)
  if (confirm === undefined)
    reader.problem('CONFIRM', `is "${text}" and must be one of: ${CONFIRM_MODES.join(', ')}`, 'after')
  const copy = reader.text('COPY')
  if (copy !== undefined && copy !== '1') reader.problem('COPY', `is "${copy}" and must be 1 or not set`, '1')
  return { confirm: confirm ?? 'off', copy: copy === '1' }
}

/** What a site says of it, and the environment where it says nothing. */
export const confirmOf = (
  { confirm, copy }: { confirm?: ConfirmMode; copy?: boolean },
  shared: ConfirmRules,
): ConfirmRules => ({ confirm: confirm ?? shared.confirm, copy: copy ?? shared.copy })

/** Finds a site that wants e-mails where there is no way for them. */
export function checkConfirm(
  reader: Reader,
  sites: readonly { id: string; confirm: ConfirmRules }[],
  mail: MailWay | undefined,
): void {
  const needing = sites.find(({ confirm: { confirm, copy } }) => confirm !== 'off' || copy)
  if (needing && !mail)
    reader.problem(
      'SMTP_URL',
      `is missing, and site "${needing.id}" has confirm or copy (or set MAIL_WEBHOOK)`,
      'smtps://user:p%40ssword@mail.example.com:465',
    )
}

/** What of it the widget is told: nothing of what is usual. */
export const toldOfConfirm = ({ confirm, copy }: ConfirmRules): Pick<FormDefinition, 'confirm' | 'copy'> => ({
  ...(confirm !== 'off' && { confirm }),
  ...(copy && { copy: true as const }),
})

/** The way that is configured. */
export type MailWay =
  | ({ way: 'smtp' } & Pick<SmtpSettings, 'url' | 'from'>)
  | ({ way: 'webhook' } & Pick<WebhookSettings, 'url' | 'secret'>)

/** The standard's own least, in bytes (Standard Webhooks, "Signature scheme"). */
const SECRET_BYTES = 24

const FROM_EXAMPLE = 'Example Shop <no-reply@example.com>'

/** Nothing that would end the header, and nothing that makes two senders of one. */
const NAMED = /^(?<name>[^<>"\r\n]*?)\s*<(?<address>[^<>\s]+)>$/

/** The address in `Name <address>`, or an address alone. */
export const addressOf = (from: string): string => NAMED.exec(from)?.groups?.['address'] ?? from

function isSender(from: string): boolean {
  const address = addressOf(from)
  // A comma in a name without quotes would make it two senders.
  const name = NAMED.exec(from)?.groups?.['name'] ?? ''
  return isEmail(address) && address.length <= EMAIL_MAX && !/[,;:@()[\]\\]/.test(name)
}

/** What is wrong with the address of a mail server, told without it: there is a password in it. */
function smtpProblem(url: string): string | undefined {
  const example = 'must be the address of a mail server, user and password percent-encoded'
  if (!URL.canParse(url)) return example
  const { protocol, hostname, pathname, search } = new URL(url)
  if (!/^smtps?:$/.test(protocol) || hostname === '') return example
  // What other libraries read from there would silently count for nothing.
  if (!/^\/?$/.test(pathname) || search !== '') return 'must end with host and port'
  return undefined
}

function smtp(reader: Reader, url: string): MailWay | undefined {
  const problem = smtpProblem(url)
  if (problem !== undefined)
    reader.problem('SMTP_URL', problem, 'smtps://user:p%40ssword@mail.example.com:465')
  const from = reader.text('MAIL_FROM')
  if (from === undefined) reader.problem('MAIL_FROM', 'is missing, and SMTP_URL is set', FROM_EXAMPLE)
  else if (!isSender(from))
    reader.problem('MAIL_FROM', `is "${from}" and must be one address, with a name or without`, FROM_EXAMPLE)
  return from === undefined ? undefined : { way: 'smtp', url, from }
}

const bytesOf = (secret: string): number =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64').length : Buffer.byteLength(secret)

/**
 * The secret that signs what is posted to an address: where there is one it must be there and long enough, and elsewhere
 * it would count for nothing.
 */
export function webhookSecret(reader: Reader, address: 'MAIL_WEBHOOK' | 'ALERT_WEBHOOK'): string | undefined {
  const name = `${address}_SECRET` as const
  const secret = reader.secret(name)
  const example = 'whsec_ and 32 random bytes in base64'
  if (reader.text(address) === undefined) {
    if (secret !== undefined)
      reader.problem(name, `counts with ${address} only, which is not set: set it, or unset this`, '')
  } else if (secret === undefined) reader.problem(name, `is missing, and ${address} is set`, example)
  else if (bytesOf(secret) < SECRET_BYTES)
    reader.problem(name, `must have at least ${SECRET_BYTES} bytes`, example)
  return secret
}

/** The way that e-mails take; undefined where none is configured. */
export function mailWay(reader: Reader): MailWay | undefined {
  const server = reader.secret('SMTP_URL')
  const url = reader.url('MAIL_WEBHOOK', 'https://www.example.com/hooks/mail')
  const secret = webhookSecret(reader, 'MAIL_WEBHOOK')
  if (server !== undefined && url !== undefined)
    reader.problem('MAIL_WEBHOOK', 'is set beside SMTP_URL; keep one of them', '')
  if (server === undefined && reader.text('MAIL_FROM') !== undefined)
    reader.problem('MAIL_FROM', 'counts with SMTP_URL only, which is not set: set it, or unset this', '')
  if (server !== undefined) return smtp(reader, server)
  return url === undefined || secret === undefined ? undefined : { way: 'webhook', url, secret }
}
