/**
 * What arrives while something is being written waits for that, and goes together with all else that waited: one round
 * trip and one wait for the disk serve all of it.
 */

/** In a surge something arrives with every turn. */
const TURNS_MAX = 32

interface Waiting<Item, Result> {
  item: Item
  /** When it is too late for it, by the process's own clock. */
  deadline: number
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

export interface BatchOptions<Item, Result> {
  /** One result for each item, in their order. */
  write: (items: Item[]) => Promise<Result[]>
  /** Most items that are written together. */
  max: number
  /** What has waited for so long is given up, and not written later. */
  timeoutMs: number
}

/** A function that writes an item together with others, one batch at a time. */
export function createBatches<Item, Result>({
  write,
  max,
  timeoutMs,
}: BatchOptions<Item, Result>): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = []
  let writing = false

  const writeNext = async (batch: Waiting<Item, Result>[]) => {
    try {
      const results = await write(batch.map(({ item }) => item))
      batch.forEach(({ resolve }, i) => resolve(results[i] as Result)) // as: one for each item
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  /** Until a turn has brought nothing more: Node takes in what has arrived turn by turn. */
  const gather = async () => {
    for (let turn = 0, before = -1; turn < TURNS_MAX && waiting.length > before; turn++) {
      before = waiting.length
      await new Promise((next) => setImmediate(next))
    }
  }

  const run = async () => {
    writing = true
    while (waiting.length > 0) {
      await gather()
      const late = waiting.filter(({ deadline }) => deadline < performance.now())
      for (const { reject } of late) reject(new Error('The database took too long.'))
      const inTime = waiting.filter(({ deadline }) => deadline >= performance.now())
      const batch = inTime.slice(0, max)
      waiting = inTime.slice(max)
      if (batch.length > 0) await writeNext(batch)
    }
    writing = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, deadline: performance.now() + timeoutMs, resolve, reject })
      if (!writing) void run()
    })
}
