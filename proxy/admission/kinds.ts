/** What is counted of whom: messages, and codes that were asked for, each with allowances of their own. */
import { mailboxOf } from './mailbox.ts'

/** The most of each that is let in; `Infinity` is no limit. */
export interface Limits {
  address: number
  email: number
  site: number
  total: number
  /** Messages to one site without a solved challenge. */
  unproven: number
  /** Undelivered messages. */
  backlog: number
  /** Codes of one site. */
  codes: number
}

/** In seconds. An e-mail address has the longest: it is what a mail bomb would be aimed at. */
export const WINDOWS = {
  address: 300,
  email: 3600,
  site: 300,
  total: 300,
  unproven: 3600,
  codeAddress: 3600,
  codeEmail: 3600,
  codeSite: 3600,
} as const
export const KINDS = [
  'address',
  'email',
  'site',
  'total',
  'unproven',
  'codeAddress',
  'codeEmail',
  'codeSite',
] as const
export type CountedKind = (typeof KINDS)[number]

/** The kinds that are a sender's own: they are counted by what tells who somebody is. */
export const PERSONAL: ReadonlySet<CountedKind> = new Set(['address', 'email', 'codeAddress', 'codeEmail'])

/**
 * Codes that one mailbox is sent, and one client may ask for, in an hour. The first is what a stranger could fill
 * somebody's mailbox with, and bounds the guesses: five for each code. The second has room for an office.
 */
const CODES = { codeEmail: 6, codeAddress: 30 } as const

/** Who wants to send what. */
export interface Applicant {
  /** The client's network, if it is known. */
  network: string | undefined
  email: string
  site: string
  /** Set when it is a code that is wanted, and no message that is sent. */
  code?: true
}

/** The most of a kind. */
export function mostOf(limits: Limits, kind: CountedKind): number {
  switch (kind) {
    case 'codeEmail':
    case 'codeAddress':
      return CODES[kind]
    case 'codeSite':
      return limits.codes
    case 'address':
    case 'email':
    case 'site':
    case 'total':
    case 'unproven':
      return limits[kind]
  }
}

/** What an applicant is counted by. */
export function namesOf({
  network,
  email,
  site,
  code,
}: Applicant): Partial<Record<CountedKind, string | undefined>> {
  const mailbox = mailboxOf(email)
  if (code) return { codeAddress: network, codeEmail: mailbox, codeSite: site, unproven: site }
  return { address: network, email: mailbox, site, total: '', unproven: site }
}
