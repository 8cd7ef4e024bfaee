/** A surge: as many messages a second as are wanted, whether or not those before were answered, over raw sockets. */
import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
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
  /** Messages for which there was no connection left: as many visitors look at a page that does not load. */
  stranded: number
}

/** More at once than a browser's visitors would ever be; the proxy takes 5,000. */
const CONNECTIONS_MAX = 2000
const TICK_MS = 10

function request(): string {
  const message = 'The export button does nothing since this morning. '.repeat(6)
  const body = JSON.stringify({ id: randomUUID(), email: 'ada@example.com', message })
  const head = [
    'POST /api/tickets HTTP/1.1',
    'Host: support.example',
    `Origin: ${ORIGIN}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}

/** One kept connection; `send` resolves with the whole answer, or with nothing when it broke. */
function line(port: number, onClose: () => void) {
  const socket: Socket = connect(port, '127.0.0.1')
  let answer = ''
  let resolve: (answer: string | undefined) => void = () => {}
  socket.setNoDelay(true)
  socket.on('error', () => {})
  socket.on('close', () => {
    onClose()
    resolve(undefined)
  })
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1')
    const end = answer.indexOf('\r\n\r\n')
    const length = Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0)
    if (end === -1 || answer.length < end + 4 + length) return
    const whole = answer
    answer = ''
    resolve(whole)
  })
  return {
    socket,
    send: () =>
      new Promise<string | undefined>((settle) => {
        resolve = settle
        socket.write(request())
      }),
  }
}

function note(felt: Felt, answer: string | undefined, took: number): void {
  const status = answer?.slice(9, 12) ?? 'cut'
  felt.statuses[status] = (felt.statuses[status] ?? 0) + 1
  const reference = /"reference":"(\w+)"/.exec(answer ?? '')?.[1]
  if (status === '202' && reference) {
    felt.accepted.push(reference)
    felt.latencies.push(took)
  } else if (!/retry-after: \d+/i.test(answer ?? '')) felt.rude++
}

/** Sends; resolves when everything that was sent has been answered. */
export async function surge({ port, rate, ms, onSecond }: Surge): Promise<Felt> {
  const felt: Felt = { offered: 0, statuses: {}, accepted: [], latencies: [], rude: 0, stranded: 0 }
  const idle: ReturnType<typeof line>[] = []
  const pending = new Set<Promise<void>>()
  let connections = 0
  const offer = () => {
    felt.offered++
    let chosen = idle.pop()
    while (chosen?.socket.destroyed) chosen = idle.pop()
    if (!chosen && connections >= CONNECTIONS_MAX) return void felt.stranded++
    if (!chosen) connections++
    const used = chosen ?? line(port, () => connections--)
    const start = performance.now()
    const done: Promise<void> = used.send().then((answer) => {
      note(felt, answer, performance.now() - start)
      if (answer !== undefined && !/^connection: close/im.test(answer)) idle.push(used)
      pending.delete(done)
    })
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
  for (const { socket } of idle) socket.destroy()
  felt.latencies.sort((a, b) => a - b)
  return felt
}
