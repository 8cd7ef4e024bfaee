/** `--rate`: tickets a minute. */
import { Exit } from '../command.ts'

/** The helpdesk takes 300; a tenth is left for who else imports by this token. */
const DEFAULT_RATE = 270

export const RATE = {
  rate: { type: 'string', usage: `import: tickets a minute (${DEFAULT_RATE}; the helpdesk takes 300)` },
} as const

/** A whole number that was given as an option. Throws an `Exit` for another text. */
export function wholeNumber(option: string, given: string | undefined, fallback: number): number {
  if (given === undefined) return fallback
  const value = Number(given)
  if (/^\d+$/.test(given) && value >= 1) return value
  throw new Exit(2, `--${option} is "${given}" and must be a whole number from 1 on.`)
}

export const rateOf = ({ rate }: { rate?: string | undefined }): number =>
  wholeNumber('rate', rate, DEFAULT_RATE)
