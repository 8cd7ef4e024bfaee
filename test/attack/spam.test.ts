/** An attack by all kinds of bots while people write: ten thousand messages beside 200 people. The counts are printed. */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { aSandboxedProxy } from '../harness/proxy/proxy-process.ts'
import { cpuOf } from '../harness/attack/process-usage.ts'
import { post, simulate } from '../harness/attack/bots.ts'
import { LONG, print, SEED, shareOf } from '../harness/volume.ts'

const BOTS = shareOf(10_000, 500)
const REFUSALS = Math.min(BOTS, 2000)

const aProxy = () => aSandboxedProxy({ HOST: '127.0.0.1', TRUSTED_PROXIES: 'loopback' })

it(
  `of ${BOTS} messages of five kinds of bots next to nothing gets in without work, and no person notices`,
  { timeout: 120_000 + BOTS * 60 },
  async () => {
    const proxy = await aProxy()
    const { bots, people, hindered, longestWait, tries } = await simulate({
      url: proxy.url,
      bots: BOTS,
      people: BOTS / 50,
      seed: SEED,
    })
    print(`spam, seed ${SEED}:`)
    for (const [kind, { tried, through, refused }] of Object.entries(bots))
      print(`  ${kind}: ${through} of ${tried} through, ${JSON.stringify(refused)}`)
    print(`  people hindered: ${hindered.length} of ${people}; longest wait ${Math.round(longestWait)} ms`)
    print(`  keys derived by the working bots: ${tries}`)
    // Waiting is only judged by who has asked for it, on a machine that does nothing else.
    const judged = hindered.filter((why) => LONG || !why.startsWith('waited'))
    expect(judged).toEqual([])
    const { worker, ...idle } = bots
    const free = Object.values(idle).reduce((sum, { through }) => sum + through, 0)
    // The allowance of an hour, and what one bought.
    expect(free).toBeLessThanOrEqual(20 + 1)
    expect(worker!.through).toBeLessThan(300)
    expect(proxy.output()).not.toContain('"level":"error"')
    await expect.poll(() => proxy.output()).toContain('"event":"challenged"')
  },
)

it(`a bot that is refused ${REFUSALS} times costs little`, { timeout: 60_000 + REFUSALS * 20 }, async () => {
  const proxy = await aProxy()
  const bot = (i: number) =>
    post(proxy, `2001:db8:2:${i.toString(16)}::1`, { id: randomUUID(), email: `${randomUUID()}@bot.example` })
  let sent = 0
  const send = async (count: number) => {
    const until = sent + count
    const line = async () => {
      while (sent < until) await bot(sent++)
    }
    await Promise.all(Array.from({ length: 10 }, line))
  }
  await send(REFUSALS / 4)
  const before = cpuOf(proxy.pid())
  await send(REFUSALS)
  const after = cpuOf(proxy.pid())
  if (before === undefined || after === undefined) return
  const each = (after - before) / REFUSALS
  print(`a refusal with a challenge: ${each.toFixed(2)} ms of CPU`)
  // Some ten times what it takes here, so that only a real mistake breaks it on a busy machine.
  expect(each).toBeLessThan(20)
})
