/** A small load generator: keep-alive connections that each send one request after the other over a raw socket. */
import { connect } from 'node:net'
import type { Socket } from 'node:net'

export interface Load {
  port: number
  connections: number
  /** How long to keep sending, in milliseconds. */
  ms: number
  /** The next request, whole; nothing when there is none left. */
  next: () => Buffer | undefined
}

export interface Result {
  /** Answers a second. */
  rate: number
  /** Latency in milliseconds. */
  p50: number
  p99: number
  /** How often each status was answered. */
  statuses: Record<string, number>
}

/** A whole POST request. */
export function post(path: string, type: string, body: string): Buffer {
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Origin: https://bench.example',
    'Accept: application/json',
    `Content-Type: ${type}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)
}

/** One request on a connection. @returns The whole answer. */
function exchange(socket: Socket, request: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const take = (chunk: Buffer) => {
      answer += chunk.toString('latin1')
      const end = answer.indexOf('\r\n\r\n')
      if (end === -1) return
      const length = Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0)
      if (answer.length < end + 4 + length) return
      socket.off('data', take).off('error', reject)
      resolve(answer)
    }
    socket.on('data', take).on('error', reject)
    socket.write(request)
  })
}

/** One client: resolves when the time is over, or nothing is left, and its last answer is in. */
async function client(
  { port, next }: Load,
  until: number,
  latencies: number[],
  statuses: Result['statuses'],
) {
  let socket: Socket | undefined
  for (let request = next(); request && performance.now() < until; request = next()) {
    const sentAt = performance.now()
    socket ??= connect(port, '127.0.0.1').setNoDelay(true)
    const answer = await exchange(socket, request)
    const status = answer.slice(9, 12)
    statuses[status] = (statuses[status] ?? 0) + 1
    latencies.push(performance.now() - sentAt)
    // In a crowd, connections turn over.
    if (/^connection: close/im.test(answer)) socket = void socket.destroy()
  }
  socket?.destroy()
}

/** Sends until the time is over. */
export async function run(load: Load): Promise<Result> {
  const latencies: number[] = []
  const statuses: Result['statuses'] = {}
  const start = performance.now()
  const until = start + load.ms
  await Promise.all(Array.from({ length: load.connections }, () => client(load, until, latencies, statuses)))
  const seconds = (performance.now() - start) / 1000
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0
  return { rate: latencies.length / seconds, p50: at(0.5), p99: at(0.99), statuses }
}
