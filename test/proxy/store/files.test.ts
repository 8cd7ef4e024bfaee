/** Who keeps its place when there is no room for the files of all messages that arrive. */
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { receiveFiles } from '../../../proxy/intake/receive-files.ts'
import { Spool } from '../../../proxy/store/files.ts'
import { aFolder } from '../../harness/proxy/builders.ts'

const RULES = { max: 1, maxBytes: 1000, types: ['*'] }

/** A spool with room for 100 bytes. */
function aSpool() {
  const spool = new Spool({ folder: join(aFolder(), 'files'), maxBytes: 100, makeRoom: () => [] })
  const used = () => Math.round(spool.filled * 100)
  /** A message from a network whose file arrives byte by byte. */
  const begin = (network: string) => {
    const content = new PassThrough()
    async function* files() {
      yield { name: 'a.log', misread: false, type: '', content }
    }
    const stored = receiveFiles(spool, files(), RULES, network).then(
      () => 'stored',
      (error: { code?: string }) => error.code,
    )
    /** Sends so many bytes more, and waits until there are `then` bytes of all messages. */
    const send = async (bytes: number, then: number) => {
      content.write(Buffer.alloc(bytes, 'x'))
      await expect.poll(used, { interval: 5 }).toBe(then)
    }
    const end = () => {
      content.end()
      return stored
    }
    return { send, end, content }
  }
  return { begin, used }
}

describe('a message that had to give way', () => {
  it('takes nobody else’s place with what still arrives of it', async () => {
    const { begin } = aSpool()
    const first = begin('a')
    const second = begin('b')
    const third = begin('c')
    await first.send(50, 50)
    await second.send(40, 90)
    await third.send(20, 60)
    await second.send(40, 100)
    // The first is not told before its file has ended.
    first.content.write(Buffer.alloc(10))
    expect(await first.end()).toBe('no_room')
    expect(await second.end()).toBe('stored')
    expect(await third.end()).toBe('stored')
  })
})

describe('two messages that need room at one moment', () => {
  it('have one give way where that is enough for both', async () => {
    const { begin, used } = aSpool()
    const [large, next] = [begin('a'), begin('b')]
    await large.send(50, 50)
    await next.send(40, 90)
    const newcomers = [begin('c'), begin('d')]
    await newcomers[0]!.send(5, 95)
    await newcomers[1]!.send(5, 100)
    for (const { content } of newcomers) content.write(Buffer.alloc(10))
    await expect.poll(used, { interval: 5 }).toBeLessThanOrEqual(70)
    expect(await Promise.all([large, next, ...newcomers].map((one) => one.end()))).toEqual([
      'no_room',
      'stored',
      'stored',
      'stored',
    ])
  })
})
