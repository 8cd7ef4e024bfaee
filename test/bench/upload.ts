/**
 * What files cost the built proxy: memory of one upload of 25 MB, and megabytes a second of several at once. Memory is
 * read from Linux (`/proc`).
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fields, folder, print, start, stopAll } from './process.ts'

const MB = 1_000_000
const ROUNDS = 5
const PARALLEL = 4

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** A proxy whose site takes files; its one call a minute is spent, so that it only accepts. */
function aProxy() {
  const file = join(folder, 'sites.json')
  const site = { channel: '01HX9F3K2M4N5P6Q7R8S9T0V1W', origins: ['https://bench.example'] }
  const files = { max: 1, maxMegabytes: 25, types: ['*'] }
  writeFileSync(file, JSON.stringify({ sites: { files: { ...site, files } } }))
  return start({ SITES_FILE: file, THERE_THERE_RATE: '1', THERE_THERE_URL: 'http://127.0.0.1:9' })
}

async function send(port: number, content: Buffer<ArrayBuffer>): Promise<void> {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...fields(), site: 'files' })) form.append(name, value)
  form.append('files', new File([content], 'bench.bin'))
  const headers = { Origin: 'https://bench.example' }
  const answer = await fetch(`http://127.0.0.1:${port}/api/tickets`, { method: 'POST', body: form, headers })
  if (answer.status !== 202) throw new Error(`Answered ${answer.status}: ${await answer.text()}`)
}

async function memory(): Promise<void> {
  if (!existsSync('/proc/self/clear_refs')) return print('memory of an upload         only told on Linux')
  const costs: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const { port, pid } = await aProxy()
    const peak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000
    for (const size of [1000, 300_000, 300_000]) await send(port, randomBytes(size))
    const content = randomBytes(25 * MB)
    writeFileSync(`/proc/${pid}/clear_refs`, '5')
    const before = peak()
    await send(port, content)
    costs.push(peak() - before)
  }
  const all = costs.map((cost) => cost.toFixed(0)).join(', ')
  print(`memory of an upload, 25 MB  median + ${median(costs).toFixed(0)} MB (${all})`)
}

async function throughput(): Promise<void> {
  const { port } = await aProxy()
  const content = randomBytes(25 * MB)
  await send(port, content)
  for (const parallel of [1, PARALLEL]) {
    const rates: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now()
      await Promise.all(Array.from({ length: parallel }, () => send(port, content)))
      rates.push((25 * parallel * 1000) / (performance.now() - started))
    }
    print(`uploads, ${parallel} at once          ${median(rates).toFixed(0)} MB/s, fsync included`)
  }
}

try {
  await memory()
  await throughput()
} finally {
  stopAll()
}
process.exit()
