/**
 * What a request costs a proxy that keeps 460,000 messages, beside one that keeps none, in turns, in one run: a message,
 * a form without JavaScript, and its confirmation. Fails when one costs half as much again: then something reads the
 * whole table, which strangers could make it do as often as they like. And how long a message takes while 100,000 wait
 * for their tickets.
 */
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { post, run } from './load.ts'
import { cpuOf, fields, folder, json, median, print, start, stop, stopAll } from './process.ts'

const ROWS = 460_000
const WAITING = 100_000
const ROUNDS = 7
const MS = 1500
const CONNECTIONS = 10
const RATIO_MAX = 1.5

/** Columns of messages that were delivered, and of those that wait: the state, the text, the tries and the ticket. */
const DELIVERED = `'delivered', NULL, 1, '01JABCDEFGHJKMNPQRSTVWXYZ0'`
const PENDING = `'pending', '{"site":"default","email":"ada@example.com","message":"The mug has a crack."}', 0, NULL`

/** So many messages as the proxy keeps them, of the last three days. */
const fill = (
  rows: number,
  columns: string,
) => `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
  INSERT INTO submission (id, reference, digest, site, accepted_at, due_at, changed_at, state, body, attempts, ticket)
  SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' ||
      substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    'S' || substr(hex(randomblob(6)), 1, 11), hex(randomblob(32)), 'default', at - i, at - i, at - i,
    ${columns}
  FROM n, (SELECT CAST(strftime('%s', 'now') AS INTEGER) * 1000 AS at)`

/** A proxy that has made its tables, and was filled. */
async function started(rows: number, columns = DELIVERED) {
  const DATA_DIR = mkdtempSync(join(folder, 'data-'))
  const env = { DATA_DIR, THERE_THERE_RATE: '1', CHALLENGE: 'off' }
  if (rows > 0) {
    await stop((await start(env)).pid)
    const db = new Database(join(DATA_DIR, 'outbox.db'))
    db.exec(fill(rows, columns))
    db.close()
  }
  return start(env)
}

/** The address of a confirmation. */
async function confirmed(port: number, token: string): Promise<string> {
  const body = new URLSearchParams({ ...fields(), site: 'default', token })
  const headers = { Origin: `http://127.0.0.1:${port}`, Accept: 'text/html' }
  const url = `http://127.0.0.1:${port}/api/tickets`
  const answer = await fetch(url, { method: 'POST', body, headers, redirect: 'manual' })
  if (answer.status !== 303) throw new Error(`The plain form was answered ${answer.status}`)
  return (
    new URL(answer.headers.get('Location') ?? '', url).pathname +
    new URL(answer.headers.get('Location') ?? '', url).search
  )
}

/** The requests of one proxy. */
async function requestsOf(port: number): Promise<Record<string, () => Buffer>> {
  const page = await (await fetch(`http://127.0.0.1:${port}/embed/default`)).text()
  const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const confirmation = await confirmed(port, token)
  const plain = () => {
    const { id: _made, message, ...rest } = fields()
    // Each is another message: the same one twice is found by its id.
    const body = new URLSearchParams({
      ...rest,
      message: `${message} ${Math.random()}`,
      site: 'default',
      token,
    })
    return Buffer.from(
      post('/api/tickets', 'application/x-www-form-urlencoded', String(body))
        .toString()
        .replace(/Origin: .*/, `Origin: http://127.0.0.1:${port}`)
        .replace(/Accept: .*/, 'Accept: text/html')
        .replace('Host: 127.0.0.1', `Host: 127.0.0.1:${port}`),
    )
  }
  const get = Buffer.from(
    `GET ${confirmation} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/html\r\n\r\n`,
  )
  return {
    'a message': () => post('/api/tickets', 'application/json', json()),
    'a plain form': plain,
    'a confirmation': () => get,
  }
}

/** Prints how long a message takes beside many that wait. */
async function waiting(): Promise<void> {
  const proxies = [await started(0), await started(WAITING, PENDING)]
  const times: number[][] = [[], []]
  const next = () => post('/api/tickets', 'application/json', json())
  for (let round = -1; round < ROUNDS; round++)
    for (const [at, { port }] of proxies.entries()) {
      const { p50, statuses } = await run({ port, next, connections: CONNECTIONS, ms: MS })
      if (Object.keys(statuses).some((status) => status !== '202'))
        throw new Error(`A message was refused: ${JSON.stringify(statuses)}`)
      if (round >= 0) times[at]?.push(p50)
    }
  const [none = NaN, many = NaN] = times.map(median)
  print(
    `\na message takes ${none.toFixed(2)} ms with none waiting, ${many.toFixed(2)} with ${WAITING}: ${(many / none).toFixed(2)}`,
  )
}

async function main(): Promise<void> {
  const proxies = []
  for (const rows of [0, ROWS]) {
    const { port, pid } = await started(rows)
    proxies.push({ port, pid, requests: await requestsOf(port) })
  }
  print(`\n${ROWS} rows beside none, median of ${ROUNDS} rounds of ${MS} ms, in turns\n`)
  for (const name of ['a message', 'a plain form', 'a confirmation']) {
    const cpu: number[][] = [[], []]
    for (let round = -1; round < ROUNDS; round++)
      for (const [at, { port, pid, requests }] of proxies.entries()) {
        const before = cpuOf(pid)
        const next = requests[name] ?? (() => undefined)
        const { rate, statuses } = await run({ port, next, connections: CONNECTIONS, ms: MS })
        if (Object.keys(statuses).some((status) => !['200', '202', '303'].includes(status)))
          throw new Error(`${name} was refused: ${JSON.stringify(statuses)}`)
        // The first is for warming up.
        if (round >= 0) cpu[at]?.push((cpuOf(pid) - before) / ((rate * MS) / 1000))
      }
    const [none = NaN, many = NaN] = cpu.map(median)
    print(
      `${name.padEnd(16)} ${(none * 1000).toFixed(0)} µs of CPU with none, ${(many * 1000).toFixed(0)} with all: ${(many / none).toFixed(2)}`,
    )
    if (!(many / none <= RATIO_MAX)) throw new Error(`${name} costs more than ${RATIO_MAX} times as much.`)
  }
}

try {
  await main()
  await waiting()
} finally {
  stopAll()
}
process.exit()
