/**
 * How fast the built proxy accepts, durably, beside a bare Hono echo of the same body and beside bare commits, in one
 * run. The figures of a shared machine are worth little; their ratios are what to look at.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { post, run } from './load.ts'
import type { Result } from './load.ts'
import { fields, folder, here, json, median, print, start, stopAll } from './process.ts'

const ROUNDS = 3
const MS = 2500
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
  port: number
  next: () => Buffer
  results: Result[]
}

function row({ name, results }: Case) {
  return {
    name,
    rate: median(results.map(({ rate }) => rate)),
    p50: median(results.map(({ p50 }) => p50)),
    p99: median(results.map(({ p99 }) => p99)),
  }
}

function report(cases: Case[], commits: number[]): void {
  print(`${CONNECTIONS} connections, median of ${ROUNDS} rounds of ${MS} ms\n`)
  const rows = cases.map(row)
  for (const { name, rate, p50, p99 } of rows)
    print(
      `${name.padEnd(20)}${rate.toFixed(0).padStart(8)}/s   p50 ${p50.toFixed(2)} ms   p99 ${p99.toFixed(2)} ms`,
    )
  print(`${'bare commits'.padEnd(20)}${median(commits).toFixed(0).padStart(8)}/s\n`)
  for (const [i, accept] of rows.entries()) {
    const echo = rows[i - 1]
    if (i % 2 === 0 || !echo) continue
    const ratio = (key: 'rate' | 'p50' | 'p99') => (accept[key] / echo[key]).toFixed(2)
    print(`${accept.name} / ${echo.name}: rate ${ratio('rate')}, p50 ${ratio('p50')}, p99 ${ratio('p99')}`)
    print(`${accept.name} / bare commits: rate ${(accept.rate / median(commits)).toFixed(2)}`)
  }
}

async function main(): Promise<void> {
  const proxy = await start({ THERE_THERE_URL: await aHelpdesk() })
  const echo = await start({}, here('echo.js'))
  const cases: Case[] = [
    { name: 'echo, JSON', port: echo.port, next: jsonPost, results: [] },
    { name: 'accept, JSON', port: proxy.port, next: jsonPost, results: [] },
    { name: 'echo, multipart', port: echo.port, next: multipart, results: [] },
    { name: 'accept, multipart', port: proxy.port, next: multipart, results: [] },
  ]
  for (const { port, next } of cases) await run({ port, next, connections: CONNECTIONS, ms: 500 })
  const commits: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    for (const { port, next, results } of cases)
      results.push(await run({ port, next, connections: CONNECTIONS, ms: MS }))
    const data = mkdtempSync(join(folder, 'commits-'))
    commits.push(Number(execFileSync(process.execPath, [here('commits.js'), data])))
  }
  report(cases, commits)
  const refused = cases.flatMap(({ results }) => results.flatMap(({ statuses }) => Object.keys(statuses)))
  if (refused.some((status) => status !== '202')) throw new Error('Not everything was accepted.')
}

try {
  await main()
} finally {
  stopAll()
}
process.exit()
