/** Honest clients, but more of them than the machine can answer at once. */
import { describe, expect, it } from 'vitest'
import { anImpatientProxy, head, Wire } from '../harness/attack/raw-socket.ts'
import { shareOf } from '../harness/volume.ts'

const CLIENTS = shareOf(1500)

describe(`${CLIENTS} clients that come again as soon as they are answered`, () => {
  it('leave room for each other: none of them waits long for its first answer', async () => {
    const proxy = await anImpatientProxy({ REQUEST_TIMEOUT_MS: '30000' })
    const request = head('/health')
    let over = false
    const first = await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        const start = performance.now()
        const wire = new Wire(proxy.port)
        await new Promise<void>((resolve) => wire.socket.once('data', () => resolve()).write(request))
        const again = () => {
          if (!over && !wire.socket.destroyed) wire.send(request)
        }
        wire.socket.on('data', again)
        again()
        return performance.now() - start
      }),
    )
    over = true
    expect(Math.max(...first)).toBeLessThan(12_000)
    expect(proxy.output()).not.toContain('"level":"error"')
  })
})
