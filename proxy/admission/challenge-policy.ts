/**
 * How much work a message costs, and which go without: decisions only. Nobody is refused here for being fast or
 * frequent; suspicion costs work, never the message.
 */

/** Which messages of a site must bring a solved challenge: those beyond a first few, all, or none. */
export const CHALLENGE_MODES = ['auto', 'always', 'off'] as const
export type ChallengeMode = (typeof CHALLENGE_MODES)[number]

/** How much was used lately; shares are of the limits, 1 is all. */
export interface Usage {
  /** The share of what the sender's address may send. */
  address: number
  /** The same, or the share of what the e-mail address may send, whichever is more. */
  own: number
  /** Everybody's share of what the site, or the whole proxy, takes. */
  crowd: number
  /** The share of what the site takes without a solved challenge. */
  unproven: number
  /** The level below which nothing goes. */
  floor?: number
}

/** A challenge that was really solved. */
export interface Solved {
  level: number
  /** When it was handed out, in milliseconds. */
  at: number
  /** Handed out as the answer to a message, so no fill time can be asked of it. */
  asked: boolean
}

/** What a message brings. */
export interface Brought {
  /** Undefined without a challenge of ours. */
  solved: Solved | undefined
  /** The token of a form without a script, which cannot work. */
  form: boolean
}

/** What to do with a message: `free` ones are few. */
export type ChallengeVerdict =
  | { type: 'proven' }
  | { type: 'free' }
  | { type: 'work'; level: number; why: 'missing' | 'fast' | 'cheap' }

/** Each level doubles the work. At level 0 it is a millisecond, at the highest half a minute of a browser's time. */
export const LEVEL_MAX = 15

/** A code is an e-mail to somebody who may not have asked: it costs 0.1 s of a browser's time even when nobody else comes. */
export const CODE_LEVEL = 6

/** What one address or e-mail address may send without work, as a share of its limit. */
const FREE_SHARE = 0.1

/** How much more those may who have a form of ours. */
const FORM_FACTOR = { own: 2, unproven: 3 }

/** Nobody reads a form, writes a message and sends it in less. Who pastes and fills by password manager may. */
const FILL_MIN_MS = 2000

/** Levels that a message costs more which was sent too fast, or without any challenge. */
const SUSPICION = 3

/** The pressure rises while somebody writes: a challenge that is one level too cheap is good enough. */
const GRACE = 1

/**
 * The level that fits the pressure. A first message costs up to 9 levels when the site is about to be full (some
 * 0.2 s of a browser's time), and each further one from the same address more, the fuller the site is: a few
 * addresses cannot fill it up, while a newcomer hardly notices.
 */
export function levelOf({ address, crowd, floor = 0 }: Pick<Usage, 'address' | 'crowd' | 'floor'>): number {
  return Math.min(LEVEL_MAX, floor + Math.round(9 * crowd + 30 * address * (0.2 + crowd)))
}

/** Judges a message by the pressure and by what it brings. */
export function judge(
  mode: ChallengeMode,
  usage: Usage,
  { solved, form }: Brought,
  now: number,
): ChallengeVerdict {
  if (mode === 'off') return { type: 'proven' }
  const level = levelOf(usage)
  const fast = solved !== undefined && !solved.asked && now - solved.at < FILL_MIN_MS
  const due = Math.min(LEVEL_MAX, fast || !solved ? level + SUSPICION : level)
  if (solved && solved.level >= due - GRACE) return { type: 'proven' }
  if ((form || mode === 'auto') && goesFree(usage, form)) return { type: 'free' }
  return { type: 'work', level: due, why: !solved ? 'missing' : fast ? 'fast' : 'cheap' }
}

function goesFree({ own, unproven }: Usage, form: boolean): boolean {
  const factor = form ? FORM_FACTOR : { own: 1, unproven: 1 }
  return own < FREE_SHARE * factor.own && unproven < factor.unproven
}
