/**
 * How fast the built proxy serves the tag's file, beside a bare Hono server that answers with the same bytes, in turns,
 * in one run; whole, and for browsers that have it already.
 */
import { run } from './load.ts'
import type { Result } from './load.ts'
import { here, median, print, start, stopAll } from './process.ts'

const ROUNDS = 5
const MS = 1500
const CONNECTIONS = 50

const get = (headers: string[]) =>
  Buffer.from(
    [
      'GET /support.js HTTP/1.1',
      'Host: 127.0.0.1',
      'Accept-Encoding: gzip, deflate, br',
      ...headers,
      '',
      '',
    ].join('\r\n'),
  )

const rate = (results: Result[]) => median(results.map((one) => one.rate))

async function main(): Promise<void> {
  const proxy = await start({})
  const answer = await fetch(`http://127.0.0.1:${proxy.port}/support.js`, {
    headers: { 'Accept-Encoding': 'gzip, deflate, br' },
  })
  const own = Object.entries(Object.fromEntries(answer.headers)).filter(
    ([name]) => !/^(connection|date|keep-alive|transfer-encoding)$/.test(name),
  )
  const bare = await start({ HEADERS: JSON.stringify(Object.fromEntries(own)) }, here('bare-file.js'))
  const cases = [
    { name: 'support.js', port: proxy.port, request: get([]), results: [] as Result[] },
    { name: 'bare file', port: bare.port, request: get([]), results: [] as Result[] },
    {
      name: 'not modified',
      port: proxy.port,
      request: get([`If-None-Match: ${answer.headers.get('etag')}`]),
      results: [] as Result[],
    },
  ]
  for (let round = -1; round < ROUNDS; round++)
    for (const { port, request, results } of cases) {
      const result = await run({ port, connections: CONNECTIONS, ms: MS, next: () => request })
      // The first one warms up.
      if (round >= 0) results.push(result)
    }
  print(`${CONNECTIONS} connections, median of ${ROUNDS} rounds of ${MS} ms\n`)
  for (const { name, results } of cases)
    print(
      `${name.padEnd(20)}${rate(results).toFixed(0).padStart(8)}/s   ${JSON.stringify(results[0]?.statuses)}`,
    )
  const [file, bareFile] = cases.map(({ results }) => rate(results))
  print(`\nsupport.js / bare file: rate ${((file ?? 0) / (bareFile ?? 1)).toFixed(2)}`)
}

try {
  await main()
} finally {
  stopAll()
}
