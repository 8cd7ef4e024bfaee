/**
 * How fast the built proxy accepts, durably, beside a bare Hono echo of the same body, a bare durable handler and bare
 * commits, in one run, and what a message costs the processor; with `DATABASE_URL`, on a shared database too. The figures of a shared machine are worth little; their
 * ratios are what to look at.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { post, run } from './load.ts'
import type { Result } from './load.ts'
import { cpuOf, fields, folder, here, json, median, print, start, stopAll } from './process.ts'

const ROUNDS = 7
const MS = 1500
const CONNECTIONS = 50

const jsonPost = () => post('/api/tickets', 'application/json', json())

/** What the widget sends. */
function multipart(): Buffer {
  const parts = Object.entries(fields()).map(
    ([name, value]) =>
      `------------------------------bench\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return post(
    '/api/tickets',
    'multipart/form-data; boundary=----------------------------bench',
    `${parts.join('')}------------------------------bench--\r\n`,
  )
}

/** A helpdesk that answers every create; at the default rate its calls do not matter here. */
async function aHelpdesk(): Promise<string> {
  const server = createServer((_, response) => {
    response
      .writeHead(201, { 'Content-Type': 'application/json' })
      .end('{"data":{"ulid":"01JABCDEFGHJKMNPQRSTVWXYZ0"}}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

interface Case {
  name: string
  server: Awaited<ReturnType<typeof start>>
  next: () => Buffer
  results: Result[]
  /** Microseconds of processor time for each message, all threads, round by round. */
  cpu: number[]
}

/** One round of a case. */
async function measure({ server: { port, pid }, next, results, cpu }: Case): Promise<void> {
  const before = cpuOf(pid)
  const result = await run({ port, next, connections: CONNECTIONS, ms: MS })
  const answers = Object.values(result.statuses).reduce((sum, count) => sum + count, 0)
  cpu.push(((cpuOf(pid) - before) * 1000) / answers)
  results.push(result)
}

const row = ({ results, cpu }: Case) => ({
  rate: median(results.map(({ rate }) => rate)),
  cpu: median(cpu),
  p50: median(results.map(({ p50 }) => p50)),
  p99: median(results.map(({ p99 }) => p99)),
})

function report(cases: Record<string, Case>, commits: number[]): void {
  print(`${CONNECTIONS} connections, median of ${ROUNDS} rounds of ${MS} ms\n`)
  for (const one of Object.values(cases)) {
    const { rate, cpu, p50, p99 } = row(one)
    const figures = [
      `${rate.toFixed(0).padStart(8)}/s`,
      `${cpu.toFixed(0).padStart(5)} µs`,
      `p50 ${p50.toFixed(2)} ms`,
      `p99 ${p99.toFixed(2)} ms`,
    ]
    print(`${one.name.padEnd(20)}${figures.join('   ')}`)
  }
  print(`${'bare commits'.padEnd(20)}${median(commits).toFixed(0).padStart(8)}/s\n`)
  const compare = (what: string, yardstick: string) => {
    const [one, other] = [cases[what], cases[yardstick]]
    if (!one || !other) return
    const ratio = (key: keyof ReturnType<typeof row>) => (row(one)[key] / row(other)[key]).toFixed(2)
    print(`${one.name} ÷ ${other.name}: rate ${ratio('rate')}, processor time ${ratio('cpu')}`)
  }
  compare('accept', 'durable')
  compare('accept', 'echo')
  compare('acceptForm', 'echoForm')
  compare('acceptForm', 'accept')
  compare('postgres', 'accept')
}

async function main(): Promise<void> {
  const proxy = await start({ THERE_THERE_URL: await aHelpdesk() })
  const echo = await start({}, here('echo.js'))
  const durable = await start({}, here('durable.js'))
  const aCase = (name: string, server: Case['server'], next: () => Buffer): Case => {
    return { name, server, next, results: [], cpu: [] }
  }
  const { DATABASE_URL } = process.env
  const cases: Record<string, Case> = {
    echo: aCase('echo, JSON', echo, jsonPost),
    durable: aCase('durable, JSON', durable, jsonPost),
    accept: aCase('accept, JSON', proxy, jsonPost),
    echoForm: aCase('echo, multipart', echo, multipart),
    acceptForm: aCase('accept, multipart', proxy, multipart),
  }
  if (DATABASE_URL !== undefined) {
    const shared = await start({ DATABASE_URL, THERE_THERE_URL: await aHelpdesk() })
    cases['postgres'] = aCase('accept, PostgreSQL', shared, jsonPost)
  }
  const all = Object.values(cases)
  for (const { server, next } of all)
    await run({ port: server.port, next, connections: CONNECTIONS, ms: 500 })
  const commits: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    // There and back: what warms up or wears out does so for all.
    for (const one of round % 2 ? all.toReversed() : all) await measure(one)
    const data = mkdtempSync(join(folder, 'commits-'))
    commits.push(Number(execFileSync(process.execPath, [here('commits.js'), data])))
  }
  report(cases, commits)
  const refused = all.flatMap(({ results }) => results.flatMap(({ statuses }) => Object.keys(statuses)))
  if (refused.some((status) => status !== '202')) throw new Error('Not everything was accepted.')
}

try {
  await main()
} finally {
  stopAll()
}
process.exit()
