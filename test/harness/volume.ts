/**
 * How much is done by the tests whose point is a number: a tenth of it in `npm test`, all of it in `npm run test:long`,
 * and as many times as `VOLUME` says for whoever has a night. What is drawn is drawn from one seed, fresh in every run
 * and printed; `SEED` repeats a run.
 */

/** By the script that npm runs, which therefore needs no variable that each shell sets in another way. */
const BY_SCRIPT: Partial<Record<string, number>> = { 'test:quick': 0, 'test:long': 1, fuzz: 50 }

const { VOLUME: GIVEN, npm_lifecycle_event: SCRIPT = '' } = process.env
const VOLUME = Number(GIVEN ?? BY_SCRIPT[SCRIPT] ?? 0.1)
if (!(VOLUME >= 0))
  throw new Error('VOLUME is a number: 0 leaves these tests out, 1 is all, 0.1 is the default.')

/** Whether everything is asked for: then there is a machine for it alone, and minutes of real time. */
export const LONG = VOLUME >= 1

/** This run's share of a number, and never less than what makes the test worth running. */
export const shareOf = (whole: number, least = 1) => Math.max(least, Math.ceil(whole * VOLUME))

/** What this run is drawn from, for everything that draws. */
export const SEED = aSeed(process.env['SEED'])

function aSeed(given: string | undefined): number {
  const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given)
  if (!Number.isInteger(seed)) throw new Error('SEED is a whole number, as a failed test has printed it.')
  return seed
}

/** The least that a run must have met of something rare: a small one may miss it by chance. */
export const rare = (least: number) => (LONG ? least : 0)

/** For properties of fast-check, which prints the seed when one fails. */
export const runs = (whole: number, least = 1) => ({ numRuns: shareOf(whole, least), seed: SEED })

/** Whether tests that are nothing but volume are left out: `npm run test:quick`. */
export const NONE = VOLUME === 0

/** Says something that stays in the output of a test that passes, as a seed must. */
export const print = (text: string) => void process.stdout.write(`${text}\n`)
