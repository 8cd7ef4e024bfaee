/** Group commit: what arrives together is written together, so that one wait for the disk serves all of it. */
import { batchCommitted } from '../../happenings.ts'

/** Node takes in one new connection a turn: in a surge every item would get a commit of its own. */
const TURNS_MAX = 32

interface Waiting<Item, Result> {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/**
 * Gathers items that arrive in one turn of the event loop, or in turns that follow each other, for one `write`. Each
 * promise settles only when that is done: with the result in the item's place, or with what `write` threw.
 */
export function createBatch<Item, Result>(
  write: (items: Item[]) => Result[],
): (item: Item) => Promise<Result> {
  let batch: Waiting<Item, Result>[] = []

  const flush = () => {
    const waiting = batch
    batch = []
    const begun = performance.now()
    try {
      const results = write(waiting.map(({ item }) => item))
      batchCommitted.tell({ count: waiting.length, ms: performance.now() - begun })
      waiting.forEach(({ resolve }, i) => resolve(results[i] as Result)) // as: one for each item
    } catch (error) {
      for (const { reject } of waiting) reject(error)
    }
  }

  /** Writes when a turn has brought nothing more, or after so many turns. */
  const gather = (before: number, turns: number) => {
    const { length } = batch
    if (length > before && turns > 0) setImmediate(() => gather(length, turns - 1))
    else flush()
  }

  return (item) =>
    new Promise((resolve, reject) => {
      if (batch.length === 0) setImmediate(() => gather(0, TURNS_MAX))
      batch.push({ item, resolve, reject })
    })
}
