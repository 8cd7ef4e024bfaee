/**
 * What those who look at their conversations cost those who send: how long a message waits for its confirmation while a
 * thousand people look, beside nobody looking, in turns, on the same proxy.
 */
import { randomBytes } from 'node:crypto'
import { post, run } from './load.ts'
import { fields, median, print, start, stopAll } from './process.ts'

const ROUNDS = 7
const MESSAGES = 200
/** Few, so that the time of one message is measured and not its place in a queue. */
const CONNECTIONS = 2
const TICKETS = 300
/** A thousand people, each of whom asks every five seconds: milliseconds between two asks of any. */
const PACE_MS = 5

const message = (more: object = {}) =>
  post('/api/tickets', 'application/json', JSON.stringify({ ...fields(), ...more }))

/** Sends all of `queue`; the median of the waits in milliseconds. */
async function waitOf(port: number, queue: Buffer[]): Promise<number> {
  const { length } = queue
  const { p50, statuses } = await run({
    port,
    connections: CONNECTIONS,
    ms: 600_000,
    next: () => queue.pop(),
  })
  if (statuses['202'] !== length) throw new Error(`Not everything was accepted: ${JSON.stringify(statuses)}`)
  return p50
}

/** Asks for one conversation after the other until it is told to stop; resolves to how many were answered. */
function watching(port: number, receipts: readonly string[]): () => Promise<number> {
  const asks: Promise<boolean>[] = []
  const ask = async (receipt: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/conversation`, {
      method: 'POST',
      headers: { Origin: 'https://bench.example', 'Content-Type': 'application/json' },
      body: JSON.stringify({ receipt }),
    })
    await answer.text()
    return answer.ok
  }
  const begun = performance.now()
  const timer = setInterval(() => {
    // Timers come late on a busy machine: as many as are due.
    while (asks.length * PACE_MS < performance.now() - begun)
      asks.push(ask(receipts[asks.length % receipts.length] ?? ''))
  }, PACE_MS)
  return async () => {
    clearInterval(timer)
    const answers = await Promise.all(asks)
    if (answers.includes(false)) throw new Error('Not every conversation was told.')
    return answers.length
  }
}

async function main(): Promise<void> {
  const { port } = await start({ THERE_THERE_RATE: '1', CHALLENGE: 'off' })
  const receipts = Array.from({ length: TICKETS }, () => randomBytes(32).toString('base64url'))
  await waitOf(
    port,
    receipts.map((receipt) => message({ receipt })),
  )
  const alone: number[] = []
  const beside: number[] = []
  let asked = 0
  for (let round = 0; round <= ROUNDS; round++) {
    const messages = () => Array.from({ length: MESSAGES }, () => message())
    alone.push(await waitOf(port, messages()))
    const stop = watching(port, receipts)
    beside.push(await waitOf(port, messages()))
    asked += await stop()
    // The first is for warming up.
    if (round === 0) alone.length = beside.length = 0
  }
  print(`\n${CONNECTIONS} connections, median of ${ROUNDS} rounds of ${MESSAGES} messages, in turns\n`)
  print(`nobody looks         ${median(alone).toFixed(2)} ms`)
  print(`1,000 people look    ${median(beside).toFixed(2)} ms, ${asked} asks`)
  const ratios = beside.map((ms, i) => ms / (alone[i] ?? NaN))
  print(`with / without: latency ${median(ratios).toFixed(2)}`)
}

try {
  await main()
} finally {
  stopAll()
}
process.exit()
