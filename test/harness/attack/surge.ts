/** A surge of visitors: so many messages a second, each on a connection of its own, whether or not others were answered. */
import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { ORIGIN } from '../proxy/builders.ts'

export interface Surge {
  port: number
  /** Messages a second. */
  rate: number
  ms: number
  /** Called every second. */
  onSecond?: () => void
}

export interface Felt {
  offered: number
  statuses: Record<string, number>
  /** References of what was accepted. */
  accepted: string[]
  /** How long the accepted ones took, in milliseconds, in order. */
  latencies: number[]
  /** Refusals that did not say when to come back. */
  rude: number
  /** Messages that were not sent, because thousands before them had no answer yet. */
  stranded: number
}

/** As long as the widget waits. */
const PATIENCE_MS = 15_000

/** Visitors who wait at the same time; the proxy takes 5,000. */
const WAITING_MAX = 3000
const TICK_MS = 10

function request(): string {
  const message = 'The export button does nothing since this morning. '.repeat(6)
  const body = JSON.stringify({ id: randomUUID(), email: 'ada@example.com', message })
  const head = [
    'POST /api/tickets HTTP/1.1',
    'Host: support.example',
    `Origin: ${ORIGIN}`,
    'Content-Type: application/json',
    'Connection: close',
    `Content-Length: ${body.length}`,
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}

/** One visitor. Resolves with the whole answer, or with nothing when the connection broke. */
function visit(port: number, i: number): Promise<string | undefined> {
  // From many addresses: the ports of one would run out within a minute.
  const localAddress = `127.0.${i % 8}.${1 + (i % 250)}`
  const socket = connect({ port, host: '127.0.0.1', localAddress })
  let answer = ''
  socket.on('error', () => {})
  socket.on('data', (chunk) => (answer += chunk.toString('latin1')))
  socket.write(request())
  socket.setTimeout(PATIENCE_MS, () => socket.destroy())
  return new Promise((resolve) => socket.on('close', () => resolve(answer || undefined)))
}

function note(felt: Felt, answer: string | undefined, took: number): void {
  const status = answer?.slice(9, 12) ?? 'none'
  felt.statuses[status] = (felt.statuses[status] ?? 0) + 1
  const reference = /"reference":"(\w+)"/.exec(answer ?? '')?.[1]
  if (status === '202' && reference) {
    felt.accepted.push(reference)
    felt.latencies.push(took)
  } else if (answer && !/retry-after: \d+/i.test(answer)) felt.rude++
}

/** Sends; resolves when everything that was sent has been answered. */
export async function surge({ port, rate, ms, onSecond }: Surge): Promise<Felt> {
  const felt: Felt = { offered: 0, statuses: {}, accepted: [], latencies: [], rude: 0, stranded: 0 }
  const pending = new Set<Promise<void>>()
  const come = async (i: number) => {
    const start = performance.now()
    note(felt, await visit(port, i), performance.now() - start)
  }
  const offer = () => {
    const i = felt.offered++
    if (pending.size >= WAITING_MAX) return void felt.stranded++
    const done = come(i).finally(() => pending.delete(done))
    pending.add(done)
  }
  const start = performance.now()
  let second = 1
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const passed = performance.now() - start
      const due = Math.floor((Math.min(passed, ms) / 1000) * rate)
      while (felt.offered < due) offer()
      if (passed > second * 1000 && second++) onSecond?.()
      if (passed < ms) return
      clearInterval(timer)
      resolve()
    }, TICK_MS)
  })
  await Promise.all(pending)
  felt.latencies.sort((a, b) => a - b)
  return felt
}
