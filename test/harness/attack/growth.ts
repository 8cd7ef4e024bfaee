/** How the work on a text grows with its length. */

/** At least `length` characters of a piece; what is numbered is nowhere the same. */
export type Repeated = (length: number) => string

/** Below this nothing can be said of a ratio, in ms; whoever stays below it at the greatest length is fast enough. */
export const TELLING_MS = 20

/** How many times as long the second text is. */
const TIMES = 8

/**
 * How many times as much it may cost: two and a half times for each doubling, and half as much again, since more memory
 * in use costs a step once. Work that grows with the square takes 64 times.
 */
const MOST = 2.5 ** 3 * 1.5

/** The processor time of a run, in ms. */
function spent(run: () => unknown): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** The least processor time of a few tries, in ms: no more of them than it takes to see that it is below `enough`. */
export function cost(run: () => unknown, enough = 0): number {
  let least = Infinity
  for (let tries = 0; tries < 4 && least >= enough; tries++) least = Math.min(least, spent(run))
  return least
}

/**
 * What is wrong with the way `read` grows, or nothing. Of the first length at which anything can be said.
 * @param longest Length up to which it is asked how long it takes; eight times as long is read once it takes long enough.
 */
export function growthProblem(
  read: (text: string) => unknown,
  text: Repeated,
  longest: number,
  telling = TELLING_MS,
): string | undefined {
  for (let length = 1 << 12; length <= longest; length *= 2) {
    const short = text(length)
    const once = cost(() => read(short), telling)
    if (once < telling) continue
    const long = text(TIMES * length)
    // As many tries as it takes: a busy machine makes most of them slow, and never all. None makes two as slow as a square.
    let ratio = Infinity
    for (let tries = 0; tries < 8 && ratio > MOST && !(tries > 1 && ratio > 2 * MOST); tries++) {
      const base = Math.max(
        once,
        spent(() => read(short)),
      )
      ratio = Math.min(ratio, spent(() => read(long)) / base)
    }
    return ratio > MOST ? `${TIMES} × ${length} costs ${ratio} × ${once} ms` : undefined
  }
  return undefined
}
