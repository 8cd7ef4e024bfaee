/**
 * Reads environment variables: every one that there is, with its meaning, and what is wrong with the values.
 */
import { readFileSync } from 'node:fs'

/** Every variable the proxy reads: what it means and its default. The table in docs/operate.md is compared with this one. */
export const VARIABLES = {
  THERE_THERE_TOKEN: 'API token of the helpdesk. Without it the proxy runs with the sandbox.',
  THERE_THERE_TOKEN_FILE: 'File that holds the token, in place of the variable above.',
  THERE_THERE_IMPORT_TOKEN:
    'API token of an administrator, for `support-proxy import` alone (the token above); see [Move in](import.md).',
  THERE_THERE_IMPORT_TOKEN_FILE: 'File that holds it, in place of the variable above.',
  THERE_THERE_READ_TOKEN:
    'API token for reading answers, with a limit of its own at the helpdesk (none: the other one, whose tickets come first).',
  THERE_THERE_READ_TOKEN_FILE: 'File that holds it, in place of the variable above.',
  THERE_THERE_CHANNEL: 'ULID of the channel that tickets go to, when one site is enough.',
  ALLOWED_ORIGINS:
    'Websites that may use the form: comma list of origins, `https://*.example.com` for sub-domains.',
  SITES_FILE: 'JSON file with several sites; see "Several sites".',
  THERE_THERE_URL: 'Base address of the API (`https://there-there.app/api`).',
  THERE_THERE_WORKSPACE_ID: 'Needed when the token reaches several workspaces.',
  THERE_THERE_RATE: 'Calls a minute to the helpdesk, at most (55; the helpdesk allows 60).',
  HELPDESK_TIMEOUT_MS: 'How long to wait for the helpdesk, in ms (15000).',
  READ_EVERY_MS: 'How often the helpdesk is asked for what has changed while a visitor looks, in ms (15000).',
  SETTLE_DELAY_MS: 'How long to wait before looking for a ticket that may exist, in ms (120000).',
  PORT: 'Port to listen on (8787).',
  HOST: 'Address to listen on (all; with the sandbox, this machine only).',
  PUBLIC_URL: 'Address that browsers reach the proxy at (`http://localhost:PORT`).',
  DATA_DIR: 'Folder of the database (`./data`).',
  DATABASE_URL:
    'Address of a PostgreSQL that several proxies share, in place of the database in `DATA_DIR`: `postgres://user:password@host/name`.',
  DATABASE_URL_FILE: 'File that holds it, in place of the variable above.',
  RETENTION_DAYS: 'Days until the text of a delivered message is erased (7; 0 erases at once).',
  DEDUPE_DAYS: 'Days that ids and references are kept to recognise a late retry (90).',
  SPOOL_MEGABYTES: 'Most megabytes of files that wait for their ticket or their erasure (2000).',
  STUCK_AFTER_MINUTES: 'Age at which an undelivered message is reported as late (30).',
  SANDBOX_RATE: 'Calls a minute that the sandbox allows (60).',
  TRUSTED_PROXIES:
    'Servers in front that are believed whom they speak for (`X-Forwarded-For`, else `Forwarded`, else `X-Real-IP`): comma list of addresses, CIDRs or `loopback`, `uniquelocal`.',
  LIMIT_ADDRESS:
    'Messages from one address (IPv6: one /64) in five minutes (30; 0 is no limit, here and below).',
  LIMIT_EMAIL:
    'Messages from one mailbox in an hour (20): tags behind a `+`, and dots at Gmail, make no other one.',
  LIMIT_SITE: 'Messages to one site in five minutes (500).',
  LIMIT_TOTAL: 'Messages in five minutes, all sites together (2000).',
  LIMIT_BACKLOG: 'Undelivered messages at which new ones are refused for the time being (20000).',
  LIMIT_UNPROVEN: 'Messages to one site in an hour that bring no solved challenge (20).',
  LIMIT_CODES: 'Codes by e-mail that one site sends in an hour (300).',
  CHALLENGE:
    '`auto` lets the first messages of an hour in without a solved challenge, `always` none, `off` asks for none (`auto`). A site of the file may say otherwise.',
  CHALLENGE_SECRET:
    'Secret that signs challenges, for several proxies behind one address (made once and kept in `DATA_DIR`, or in the shared database).',
  CHALLENGE_SECRET_FILE: 'File that holds it, in place of the variable above.',
  IDENTITY_SECRET:
    'Secret that signs the e-mail addresses of known visitors; two, with a comma, while one replaces the other.',
  IDENTITY_SECRET_FILE: 'File that holds it, in place of the variable above.',
  REQUIRE_IDENTITY: '`1` refuses messages without a signed identity.',
  CONVERSATION:
    'What visitors see after sending: `off`, `state`, `confirmed` or `receipt` (`state`); see [After "Message sent"](conversation.md). A site of the file may say otherwise, here and in the next four.',
  REMEMBER: 'Where the receipt of a message is kept: `session`, `ask` or `device` (`ask`).',
  AGENT_NAMES: "How much of agents' names visitors are told: `team`, `first` or `full` (`team`).",
  FOLLOW_UP: "What a visitor's further message becomes: a `ticket` or a `note` on the first (`ticket`).",
  RATINGS: 'Whether visitors may rate the answers that they see: `on` or `off` (`on`).',
  SMTP_URL:
    'Mail server that codes are sent by: `smtps://user:password@host:465`, or `smtp://` with STARTTLS. See docs/mail.md.',
  SMTP_URL_FILE: 'File that holds it, in place of the variable above.',
  MAIL_FROM: 'Who those e-mails are from: `Example Shop <no-reply@example.com>`. Needed with `SMTP_URL`.',
  MAIL_WEBHOOK: 'Address of your own backend that sends them, in place of `SMTP_URL`; see docs/mail.md.',
  MAIL_WEBHOOK_SECRET: 'Secret that signs what is posted there, of at least 24 bytes.',
  MAIL_WEBHOOK_SECRET_FILE: 'File that holds it, in place of the variable above.',
  CONFIRM:
    'Whether the address of a message is confirmed by a code: `before` it is delivered, `after`, or `off` (`off`). A site of the file may say otherwise, here and in the next one.',
  COPY: '`1` sends visitors who have proven their address a copy of their message.',
  OPERATOR_SECRET:
    'Opens the status page at `/operator` (none: there is no such page); at least 16 characters. See [The status page](status-page.md).',
  OPERATOR_SECRET_FILE: 'File that holds it, in place of the variable above.',
  ALERT_WEBHOOK:
    'Address that is told what needs a person, such as refused messages or a refused token; see [Alerts](alerts.md).',
  ALERT_WEBHOOK_SECRET: 'Secret that signs what is posted there, of at least 24 bytes.',
  ALERT_WEBHOOK_SECRET_FILE: 'File that holds it, in place of the variable above.',
  ALERT_MAIL: 'E-mail address that is told the same, by `SMTP_URL` or `MAIL_WEBHOOK`.',
  METRICS_PORT:
    'Port of `GET /metrics`, for Prometheus and its like (none: no metrics, unless there is a token). See [Metrics](metrics.md).',
  METRICS_HOST: 'Address that port listens on (this machine only; any other needs a token).',
  METRICS_TOKEN:
    'Token that whoever reads metrics has to bring; without `METRICS_PORT` they are at `/metrics` of the proxy.',
  METRICS_TOKEN_FILE: 'File that holds it, in place of the variable above.',
  PREVIEW: '`1` shows the preview page at `/preview`; without a token it is there anyway.',
  REQUEST_TIMEOUT_MS: 'How long a request may take to arrive whole, in ms (30000); its headers half of that.',
  NODE_ENV: '`production` refuses to start without a token.',
} as const

type Variable = keyof typeof VARIABLES
type Secret =
  | 'THERE_THERE_TOKEN'
  | 'THERE_THERE_IMPORT_TOKEN'
  | 'THERE_THERE_READ_TOKEN'
  | 'DATABASE_URL'
  | 'IDENTITY_SECRET'
  | 'CHALLENGE_SECRET'
  | 'SMTP_URL'
  | 'MAIL_WEBHOOK_SECRET'
  | 'METRICS_TOKEN'
  | 'ALERT_WEBHOOK_SECRET'
  | 'OPERATOR_SECRET'
export type ReadFile = (file: string) => string
export type Environment = Partial<Record<string, string | undefined>>

/**
 * The text of a file, without the byte order mark that Windows' editors write before it and that no JSON may have;
 * PowerShell's `>` writes UTF-16.
 */
export function readText(file: string): string {
  const bytes = readFileSync(file)
  const mark = bytes.subarray(0, 2).toString('hex')
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

/** Reads variables, collecting what is wrong with them. */
export class Reader {
  readonly problems: string[] = []
  readonly #environment: Environment
  readonly #readFile: ReadFile
  readonly #named = new Set<string>()

  constructor(environment: Environment, readFile: ReadFile) {
    this.#environment = environment
    this.#readFile = readFile
  }

  /** The value, trimmed; an empty variable counts as not set. */
  text(variable: Variable): string | undefined {
    return this.#environment[variable]?.trim() || undefined
  }

  /** The value of a variable that the sites file names. */
  foreign(name: string): string | undefined {
    this.#named.add(name)
    return this.#environment[name]?.trim() || undefined
  }

  /** Whether the sites file names it. */
  isNamed(variable: Variable): boolean {
    return this.#named.has(variable)
  }

  /**
   * A secret: from the variable itself, or from the file that `NAME_FILE` names. What is wrong is told without its
   * value.
   */
  secret(variable: Secret): string | undefined {
    const own = this.text(variable)
    const file = this.text(`${variable}_FILE`)
    if (own !== undefined && file !== undefined)
      this.problem(`${variable}_FILE`, `is set beside ${variable}; keep one of them`, '/run/secrets/token')
    if (own !== undefined || file === undefined) return own
    return this.file(`${variable}_FILE`, file)
  }

  /** The trimmed text of a file that a variable names; undefined, and a problem, when there is none. */
  file(variable: Variable, path: string): string | undefined {
    try {
      const text = this.#readFile(path).trim()
      if (text !== '') return text
      this.problem(variable, `names ${path}, which is empty`, '/run/secrets/token')
    } catch (error) {
      const why = error instanceof Error ? error.message : ''
      this.problem(variable, `names ${path}, which cannot be read: ${why}`, '/run/secrets/token')
    }
    return undefined
  }

  problem(variable: Variable, what: string, example: string): void {
    this.problems.push(`${variable} ${what}. Example: ${variable}=${example}`)
  }

  number(variable: Variable, fallback: number, min: number, max: number): number {
    const text = this.text(variable)
    if (text === undefined) return fallback
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= min && value <= max) return value
    this.problem(variable, `is "${text}" and must be a whole number from ${min} to ${max}`, String(fallback))
    return fallback
  }

  url(variable: Variable, example: string): string | undefined {
    const text = this.text(variable)
    if (text === undefined) return undefined
    if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, '')
    this.problem(variable, `is "${text}" and must be a web address`, example)
    return undefined
  }
}
