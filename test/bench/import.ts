/**
 * The importer: how fast exports become lines beside bare `JSON.parse` of the same lines, what memory a check of ten
 * thousand and of a hundred thousand tickets takes, and how near the runner comes to the limit that it was given.
 */
import { execFile, spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { here, median, print } from './process.ts'

/** What of the built importer is measured. */
interface Scratch {
  close: () => void
}
interface Source {
  read: (files: string[], options: object) => AsyncIterable<{ type: string; line?: unknown }>
}
const { checkLine } = (await import(here('../../proxy/import/line.js'))) as {
  checkLine: (line: unknown) => object
}
const { openScratch } = (await import(here('../../proxy/import/read/scratch.js'))) as {
  openScratch: () => Scratch
}
const { SOURCES } = (await import(here('../../proxy/import/sources.js'))) as {
  SOURCES: Record<string, () => Promise<Source>>
}

const SMALL = 10_000
const LARGE = 100_000
const ROUNDS = 9
/** Tickets a minute, and how many: two windows of the gate. */
const RATE = 300
const SENT = 610
const CHANNEL = '01HX9F3K2M4N5P6Q7R8S9T0V1W'

/** Milliseconds of this process on all cores: what others do meanwhile counts for neither side. */
function busy(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const folder = mkdtempSync(join(tmpdir(), 'bench-import-'))
const text = 'I would like a refund for order 1234, and to know when it will arrive at my bank. '

/** A ticket with five comments, as most have. */
const zendesk = (id: number) => ({
  id,
  subject: `Refund for order ${id}`,
  status: 'solved',
  created_at: '2024-01-10T09:00:00Z',
  requester: { id: 1, name: 'John Doe', email: `c${id % 5000}@customer.example`, role: 'end-user' },
  submitter: { id: 1, name: 'John Doe', email: `c${id % 5000}@customer.example`, role: 'end-user' },
  assignee: { id: 2, name: 'Sara', email: 'sara@old.example', role: 'agent' },
  requester_id: 1,
  assignee_id: 2,
  tags: ['billing', 'refund'],
  custom_fields: Array.from({ length: 10 }, (_, field) => ({ id: 1000 + field, value: 'x' })),
  comments: Array.from({ length: 5 }, (_, index) => ({
    id: id * 10 + index,
    type: 'Comment',
    author_id: 1 + (index % 2),
    body: text.repeat(3),
    html_body: `<p>${text.repeat(3)}</p>`,
    plain_body: text.repeat(3),
    public: index !== 3,
    attachments: [],
    created_at: `2024-01-1${index}T09:00:00Z`,
  })),
})

const line = (id: number) => ({
  external_id: `old:${id}`,
  subject: `Refund for order ${id}`,
  status: 'closed',
  created_at: '2024-01-10T09:00:00Z',
  from_contact: { email: `c${id % 5000}@customer.example`, name: 'John Doe' },
  tags: ['billing', 'refund'],
  messages: Array.from({ length: 5 }, (_, index) => ({
    type: index % 2 ? 'outbound' : 'inbound',
    body: `<p>${text.repeat(3)}</p>`,
    created_at: `2024-01-1${index}T09:00:00Z`,
    ...(index % 2 && { author_email: 'sara@old.example', author_name: 'Sara' }),
  })),
})

/** A file of so many lines. */
async function anExport(name: string, make: (id: number) => object, count: number): Promise<string> {
  const file = join(folder, `${name}-${count}.json`)
  const stream = createWriteStream(file)
  for (let id = 0; id < count; id++)
    if (!stream.write(`${JSON.stringify(make(id))}\n`))
      await new Promise<void>((resolve) => stream.once('drain', () => resolve()))
  await new Promise<void>((resolve) => stream.end(() => resolve()))
  return file
}

/** Tickets a second of a core: the export read and every line checked. */
async function converted(source: Source, file: string): Promise<number> {
  const scratch = openScratch()
  const begun = busy()
  let count = 0
  for await (const item of source.read([file], { scratch, own: new Set(), folder, mapping: undefined }))
    if (item.type === 'ticket' && 'line' in checkLine(item.line)) count++
  const rate = (count / (busy() - begun)) * 1000
  scratch.close()
  if (count !== SMALL) throw new Error(`${count} of ${SMALL} tickets`)
  return rate
}

/** The same lines, read into memory before, by nothing but `JSON.parse`. */
function parsed(file: string): number {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const begun = busy()
  for (const one of lines) JSON.parse(one)
  return (lines.length / (busy() - begun)) * 1000
}

async function conversion(name: string, make: (id: number) => object): Promise<void> {
  const file = await anExport(name, make, SMALL)
  const source = await SOURCES[name]?.()
  if (!source) throw new Error(`There is no source ${name}.`)
  // Once before it counts: a run of hours is not measured by its first second.
  await converted(source, file)
  const rates: number[] = []
  const ratios: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const bare = parsed(file)
    rates.push(await converted(source, file))
    ratios.push((rates.at(-1) ?? 0) / bare)
  }
  print(
    `import, ${name.padEnd(8)}          ${Math.round(median(rates))} tickets/s   ${median(ratios).toFixed(2)} of JSON.parse`,
  )
}

/** Peak memory of a whole check, in MB: the process says it itself. */
async function memory(file: string): Promise<number> {
  const script = `import('${here('../../../proxy/cli/main.js')}').then(async ({ run }) => {
    await run({ argv: ['import', 'check', '${file}', '--from', 'zendesk'], env: { DATA_DIR: '${folder}' }, stdout() {}, stderr() {} })
    console.log(process.resourceUsage().maxRSS)
  })`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  return Number(stdout) / 1024
}

async function flat(): Promise<void> {
  const small = await memory(await anExport('zendesk', zendesk, SMALL))
  const large = await memory(await anExport('zendesk', zendesk, LARGE))
  print(
    `import, memory of a check     ${Math.round(small)} MB for ${SMALL}   ${Math.round(large)} MB for ${LARGE}   ratio ${(large / small).toFixed(2)}`,
  )
}

/** A helpdesk that notes when each import arrives, and takes its time. */
async function aHelpdesk() {
  const arrivals: number[] = []
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      const isImport = request.url?.endsWith('/import') === true
      if (isImport) arrivals.push(performance.now())
      setTimeout(() => {
        response
          .writeHead(isImport ? 201 : 200, { 'Content-Type': 'application/json' })
          .end('{"data":{"ulid":"01JABCDEFGHJKMNPQRSTVWXYZ0"}}')
      }, 300)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, arrivals, close: () => server.close() }
}

async function limit(): Promise<void> {
  const desk = await aHelpdesk()
  const file = await anExport('jsonl', line, SENT)
  const argv = [
    here('../../../proxy/cli/main.js'),
    'import',
    'run',
    file,
    '--from',
    'jsonl',
    '--channel',
    CHANNEL,
    '--rate',
    String(RATE),
  ]
  const child = spawn(process.execPath, argv, {
    env: {
      DATA_DIR: join(folder, 'data'),
      THERE_THERE_TOKEN: 't',
      THERE_THERE_CHANNEL: CHANNEL,
      THERE_THERE_URL: desk.url,
      ALLOWED_ORIGINS: 'https://bench.example',
    },
    stdio: 'ignore',
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`The import ended with ${String(code)}.`)
  const { arrivals } = desk
  const [first = 0] = arrivals
  // Two windows of the gate, each a second longer than the helpdesk's minute.
  const reached = (arrivals.filter((at) => at < first + 122_000).length / 122_000) * 60_000
  const most = Math.max(
    ...arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + 60_000).length),
  )
  print(
    `import, limit of ${RATE} a minute  ${reached.toFixed(1)} reached (${(reached / RATE).toFixed(3)})   ${most} in the busiest minute`,
  )
  desk.close()
}

try {
  await conversion('jsonl', line)
  await conversion('zendesk', zendesk)
  await flat()
  await limit()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
