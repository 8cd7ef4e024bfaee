/**
 * Mail over SMTP: `smtpMailer`. One connection for each mail, because codes are few and a kept one dies unseen. The
 * library is loaded with the first of them: a proxy that sends no mail does without.
 */
import { PassThrough } from 'node:stream'
import type { Mail, MailCheck, Mailer, MailOutcome } from './mail.ts'

export interface SmtpSettings {
  /** `smtp://` (STARTTLS where there is one) or `smtps://`, with user and password. */
  url: string
  /** Who it is from: an address, with or without a name. */
  from: string
  /** Milliseconds that each step may take. */
  timeoutMs?: number
}

/** What the library's errors have beside their words, which may quote addresses. */
interface SmtpError {
  code?: unknown
  responseCode?: unknown
  command?: unknown
  /** The answer as the server wrote it. */
  response?: unknown
}

/** Marks that a machine wrote it: no out-of-office notice comes back (RFC 3834), from Exchange neither. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }

export function smtpMailer(settings: SmtpSettings): Mailer {
  return {
    async deliver(mail) {
      // Set when the message is taken up, which is after the login.
      let isBegun = false
      try {
        const transport = await openTransport(settings)
        transport.use('stream', ({ message }, done) => {
          message.transform(() => {
            isBegun = true
            return new PassThrough()
          })
          done()
        })
        await transport.sendMail(messageOf(mail, settings.from))
        return { type: 'sent' }
      } catch (error) {
        return outcomeOf(detailsOf(error), isBegun)
      }
    },
    async check() {
      try {
        await (await openTransport(settings)).verify()
        return { ok: true }
      } catch (error) {
        return complaintOf(detailsOf(error))
      }
    },
  }
}

async function openTransport({ url, timeoutMs = 15_000 }: SmtpSettings) {
  const { createTransport } = await import('nodemailer')
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
  return createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    // A password does not cross a network that anybody can read along on.
    requireTLS: !secure && !isHere && username !== '',
    ...(username !== '' && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** The address as an object: in a text, a comma would make it two recipients. */
const messageOf = ({ id, to, subject, text, language }: Mail, from: string) => ({
  from,
  to: { name: '', address: to },
  subject,
  text,
  messageId: `<${id}@${/@([^\s>]+)/.exec(from)?.[1] ?? 'localhost'}>`,
  headers: { ...AUTOMATIC, 'Content-Language': language },
})

function detailsOf(error: unknown): SmtpError {
  return typeof error === 'object' && error !== null ? error : {}
}

/**
 * Codes of RFC 3463 by which a server means us, not the mail: relaying, block lists, names, passwords, the sender. Many say
 * so at the recipient, since Postfix waits for it; taken for a wrong address, no code would ever arrive and nobody be told.
 */
const ABOUT_US = /^\d{3}[ -]5\.(?:[57]\.\d|1\.[78]\b)/

/** In short, without a word of the server: `EENVELOPE 550 RCPT TO`. */
const reasonOf = ({ code, responseCode, command }: SmtpError): string =>
  [code ?? 'error', responseCode, command]
    .filter((part) => part !== undefined)
    .map(String)
    .join(' ')

/** What is to be done after an error; `isBegun`: the message had been taken up. */
function outcomeOf(error: SmtpError, isBegun: boolean): MailOutcome {
  const reason = reasonOf(error)
  if (error.code === 'EENVELOPE' && error.command === 'API') return { type: 'refused', reason }
  // Without an answer nobody knows whether it went out.
  if (typeof error.responseCode !== 'number') return { type: isBegun ? 'unsure' : 'later', reason }
  const isAboutMail =
    (error.command === 'RCPT TO' || error.command === 'DATA') && !ABOUT_US.test(String(error.response))
  return { type: isAboutMail && error.responseCode >= 500 ? 'refused' : 'later', reason }
}

function complaintOf(error: SmtpError): MailCheck {
  const detail = reasonOf(error)
  const complain = (advice: string): MailCheck => ({ ok: false, detail, advice })
  switch (error.code) {
    case 'EAUTH':
      return complain('The server refuses user and password: correct them in the address, percent-encoded.')
    case 'EDNS':
      return complain('There is no server of this name: correct the address.')
    case 'ETLS':
      return complain(
        'There is no encryption that can be relied on: use smtps://, or a server with STARTTLS.',
      )
    case 'ESOCKET':
    case 'ECONNECTION':
    case 'ETIMEDOUT':
      return complain(
        'The server cannot be reached, or its certificate is not valid: check name, port and firewall.',
      )
    default:
      return complain('The server does not take mail from here: ask whoever runs it.')
  }
}
