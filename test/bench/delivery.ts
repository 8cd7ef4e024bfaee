/**
 * How the built proxy delivers: from accept to ticket when idle, how fast a queue drains against the limit, what
 * accepting costs meanwhile, and what ten thousand waiting rows weigh.
 */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { json, print, start, stopAll } from './process.ts'

const IDLE = 200
const WAITING = 500
/** Calls a minute while draining: two windows for the queue. */
const RATE = 250
const ROWS = 10_000

/** A helpdesk that notes when each create arrives, and under which id. */
async function aHelpdesk() {
  const arrivals: number[] = []
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      arrivals.push(performance.now())
      response
        .writeHead(201, { 'Content-Type': 'application/json' })
        .end('{"data":{"ulid":"01JABCDEFGHJKMNPQRSTVWXYZ0"}}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, arrivals }
}

async function send(port: number): Promise<number> {
  const sentAt = performance.now()
  const answer = await fetch(`http://127.0.0.1:${port}/api/tickets`, {
    method: 'POST',
    headers: { Origin: 'https://bench.example', 'Content-Type': 'application/json' },
    body: json(),
  })
  if (answer.status !== 202) throw new Error(`Answered ${answer.status}`)
  return sentAt
}

const quantile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(1)
}

async function idle(): Promise<void> {
  const desk = await aHelpdesk()
  const { port } = await start({ THERE_THERE_URL: desk.url, THERE_THERE_RATE: '10000' })
  const times: number[] = []
  for (let i = 0; i < IDLE; i++) {
    const sentAt = await send(port)
    await until(() => desk.arrivals.length > i)
    times.push((desk.arrivals[i] ?? 0) - sentAt)
  }
  print(
    `accept to ticket, idle      p50 ${quantile(times, 0.5).toFixed(1)} ms   p99 ${quantile(times, 0.99).toFixed(1)} ms`,
  )
}

async function draining(): Promise<void> {
  const desk = await aHelpdesk()
  const { port } = await start({ THERE_THERE_URL: desk.url, THERE_THERE_RATE: String(RATE) })
  await Promise.all(Array.from({ length: WAITING }, () => send(port)))
  const during: number[] = []
  while (desk.arrivals.length < WAITING) {
    const sentAt = performance.now()
    await (await fetch(`http://127.0.0.1:${port}/api/form`)).text()
    if (desk.arrivals.length < RATE) during.push(performance.now() - sentAt)
    else await pause(100)
  }
  const first = desk.arrivals[0] ?? 0
  const perMinute = Math.max(
    ...desk.arrivals.map((from) => desk.arrivals.filter((at) => at >= from && at < from + 60_000).length),
  )
  const seconds = ((desk.arrivals.at(-1) ?? 0) - first) / 1000
  print(
    `draining ${WAITING} at ${RATE}/min   ${seconds.toFixed(1)} s (the limit alone: ${(61 * (WAITING / RATE - 1)).toFixed(1)} s), at most ${perMinute} calls in any minute`,
  )
  print(`answers while draining      p99 ${quantile(during, 0.99).toFixed(1)} ms`)
}

async function weight(): Promise<void> {
  const { port, pid } = await start({ THERE_THERE_URL: 'http://127.0.0.1:9' })
  const rss = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  await send(port)
  const before = rss()
  let sent = 0
  while (sent < ROWS) {
    await Promise.all(Array.from({ length: 100 }, () => send(port)))
    sent += 100
  }
  print(
    `memory                      ${before.toFixed(0)} MB, with ${ROWS} rows waiting ${rss().toFixed(0)} MB`,
  )
}

try {
  await idle()
  await weight()
  await draining()
} finally {
  stopAll()
}
process.exit()
