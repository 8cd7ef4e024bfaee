/** What the doctor says of the e-mails: the way that is configured, the login, the domain they are from, a mail on trial. */
import { randomUUID } from 'node:crypto'
import { Resolver } from 'node:dns/promises'
import type { Config } from '../config/config.ts'
import { addressOf } from '../config/mail.ts'
import type { MailWay } from '../config/mail.ts'
import { createMailer } from '../email/mailer.ts'
import type { MailOutcome } from '../email/mail.ts'
import type { Check } from './database-check.ts'

/** The texts that a name has in the DNS: none where there is no such name. Rejects when nobody answers. */
export type LookUpTexts = (name: string) => Promise<readonly string[]>

const MISSING: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'ENODATA'])
const PATIENCE = { timeout: 3000, tries: 2 }

const lookUpTexts: LookUpTexts = async (name) => {
  try {
    const texts = await new Resolver(PATIENCE).resolveTxt(name)
    return texts.map((parts) => parts.join(''))
  } catch (error) {
    if (error instanceof Error && 'code' in error && MISSING.has(error.code)) return []
    throw error
  }
}

/** What a proxy without mail lacks is no fault: it may be meant so. */
function unsent({ helpdesk }: Config): Check {
  const detail = helpdesk
    ? 'not configured: visitors cannot prove their address by a code. Set SMTP_URL and MAIL_FROM, or MAIL_WEBHOOK'
    : 'they stay in the tray of the sandbox’s inbox'
  return { check: 'e-mails', ok: true, detail }
}

async function checkWay(mail: MailWay): Promise<Check> {
  const check = mail.way === 'smtp' ? 'mail server' : 'mail webhook'
  const result = await createMailer(mail).check()
  if (!result.ok) return { check, ...result }
  return { check, ok: true, detail: mail.way === 'smtp' ? 'it takes the login' : 'it takes what is signed' }
}

const hostOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()
const isWithin = (host: string, other: string) => host === other || host.endsWith(`.${other}`)

/** Says when the login is an address of another domain: many servers then send nothing, or write the login's own. */
function loginOf(url: string, domain: string): string {
  const user = decodeURIComponent(new URL(url).username)
  const login = hostOf(user)
  if (!user.includes('@') || isWithin(login, domain) || isWithin(domain, login)) return ''
  return `; the login is of ${login}, so see that the server may send for ${domain}`
}

/**
 * Whether the domain of `MAIL_FROM` says who may send for it (SPF, RFC 7208), and what becomes of the rest (DMARC, RFC
 * 7489). Sender and envelope are the same address, so that whoever passes SPF is aligned.
 */
async function checkSenderDomain(url: string, from: string, lookUp: LookUpTexts): Promise<Check> {
  const check = 'domain of MAIL_FROM'
  const domain = hostOf(addressOf(from))
  const of = loginOf(url, domain)
  try {
    const [own, policies] = await Promise.all([lookUp(domain), lookUp(`_dmarc.${domain}`)])
    const spf = own.some((text) => /^v=spf1( |$)/i.test(text))
    const policy = policies.map((text) => /^v=DMARC1;.*\bp=(\w+)/i.exec(text)?.[1]).find(Boolean)
    const dmarc = policy === undefined ? 'no DMARC' : `DMARC ${policy}`
    if (spf) return { check, ok: true, detail: `${domain} has SPF, ${dmarc}${of}` }
    return {
      check,
      ok: false,
      detail: `${domain} has no SPF, ${dmarc}${of}`,
      advice: `Let the DNS of ${domain} say which servers send for it (a TXT record that begins with v=spf1), or codes end among the spam.`,
    }
  } catch {
    return { check, ok: true, detail: `${domain} was not looked up: there is no DNS here${of}` }
  }
}

/** What is sent on trial. */
const trial = (to: string) => ({
  id: randomUUID(),
  to,
  subject: 'Test of the support proxy',
  text: 'The doctor of the support proxy has sent this. Codes for visitors come in the same way.\n',
  language: 'en',
})

function told(outcome: MailOutcome): string {
  switch (outcome.type) {
    case 'sent':
      return 'taken; look for it in the mailbox, and among its spam'
    case 'refused':
      return `refused (${outcome.reason})`
    case 'later':
      return `not taken at the moment (${outcome.reason})`
    case 'unsure':
      return `nobody knows (${outcome.reason})`
  }
}

async function sendTrial(mail: MailWay | undefined, to: string): Promise<Check> {
  const check = 'test mail'
  if (!mail)
    return {
      check,
      ok: false,
      detail: 'nothing was sent',
      advice: 'Set SMTP_URL and MAIL_FROM, or MAIL_WEBHOOK.',
    }
  const outcome = await createMailer(mail).deliver(trial(to))
  if (outcome.type === 'sent') return { check, ok: true, detail: told(outcome) }
  return { check, ok: false, detail: told(outcome), advice: 'Ask whoever runs the server what its log says.' }
}

/** Everything about e-mails; with `to` it sends one there. */
export async function checkMail(
  config: Config,
  to?: string,
  lookUp: LookUpTexts = lookUpTexts,
): Promise<Check[]> {
  const { mail } = config
  const found = mail ? [await checkWay(mail)] : [unsent(config)]
  if (mail?.way === 'smtp') found.push(await checkSenderDomain(mail.url, mail.from, lookUp))
  if (to !== undefined) found.push(await sendTrial(mail, to))
  return found
}
