/** Bytes on real sockets of the built proxy. The seed is printed, and `SEED` repeats the same bytes. */
import { expect, it } from 'vitest'
import { SHOWCASE_ID } from '../../proxy/config/demo-site.ts'
import { bytesOf } from '../harness/attack/random-bytes.ts'
import { memoryOf } from '../harness/attack/process-usage.ts'
import { Generator } from '../harness/attack/random-requests.ts'
import { aSharedProxy, exchange, statusesOf } from '../harness/attack/raw-socket.ts'
import { NONE, print, rare, SEED, shareOf } from '../harness/volume.ts'

const COUNT = shareOf(4000)
const TOGETHER = 20

/** A proxy at rest has some 90 MB; one that kept what it was sent would have more than this after a few thousand. */
const MEMORY_MAX_MB = 400

const SECRET = 'canary-of-the-fuzzer-0123456789'
const shared = aSharedProxy({ REQUEST_TIMEOUT_MS: '5000', IDENTITY_SECRET: SECRET, CHALLENGE_SECRET: SECRET })

/** Milliseconds from the last byte to the end of the connection, and what was answered. */
async function tell(port: number, bytes: Uint8Array) {
  const start = performance.now()
  const answer = await exchange(port, bytes)
  return { answer, took: performance.now() - start }
}

it.skipIf(NONE)(
  `no bytes of ${COUNT} connections break the proxy, hold it up for a second, or get more out than they should`,
  { timeout: 60_000 + COUNT * 10 },
  async () => {
    // The sites of the sandbox, of which the second asks for everything.
    const generator = new Generator(SEED, ['demo', SHOWCASE_ID])
    const proxy = shared()
    const seen = new Map<number, number>()
    let sent = 0
    const line = async () => {
      while (sent < COUNT) {
        const bytes = bytesOf(generator, proxy.url)
        const about = `seed ${SEED}, connection ${sent++}: ${JSON.stringify(Buffer.from(bytes).toString('latin1'))}`
        let { answer, took } = await tell(proxy.port, bytes)
        // A machine that is busy with something else is slow once; a request that is slow is slow each time.
        for (let again = 0; again < 10 && took > 1000; again++) ({ took } = await tell(proxy.port, bytes))
        if (sent % 25_000 === 0) print(`seed ${SEED}: ${sent} connections so far`)
        if (took > 1000) expect.fail(`${about}: ${took} ms`)
        for (const status of statusesOf(answer)) {
          if (status >= 500 && status !== 501) expect.fail(`${about}: ${answer}`)
          seen.set(status, (seen.get(status) ?? 0) + 1)
        }
        if (/canary|node_modules|\.js:\d+|SQLITE/i.test(answer) && !answer.includes('200 OK'))
          expect.fail(`${about}: ${answer}`)
      }
    }
    await Promise.all(Array.from({ length: TOGETHER }, line))
    print(`seed ${SEED}: ${COUNT} connections, statuses ${JSON.stringify(Object.fromEntries(seen))}`)
    expect(memoryOf(proxy.pid()) ?? 0).toBeLessThan(MEMORY_MAX_MB)
    expect((await fetch(`${proxy.url}/health`)).status).toBe(200)
    expect(proxy.output()).not.toMatch(/"level":"error"|canary/)
    expect(seen.get(202) ?? 0).toBeGreaterThanOrEqual(rare(1))
  },
)
