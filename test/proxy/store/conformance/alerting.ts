/** Alerts that were sent lately. */
import { expect, it } from 'vitest'
import type { Ground } from './ground.ts'

const HOUR = 3_600_000
const TRY = 300_000

export function alerting(aGround: () => Ground) {
  it('lets one of all processes take an alert, once in its time, after a restart too', async () => {
    const ground = aGround()
    const stores = [await ground.open(), await ground.open()]
    const taken = await Promise.all(stores.map((store) => store.alerts.claim('webhook dead', TRY, HOUR)))
    expect(taken.filter(Boolean)).toEqual([true])
    await stores[0]!.alerts.postpone('webhook dead', HOUR)
    await ground.pass(HOUR - 1000)
    expect(await (await ground.open()).alerts.claim('webhook dead', TRY, HOUR)).toBe(false)
    expect(await stores[0]!.alerts.claim('webhook stuck', TRY, HOUR)).toBe(true)
    await ground.pass(1000)
    expect(await stores[1]!.alerts.claim('webhook dead', TRY, HOUR)).toBe(true)
  })

  it('lets another take one whose process was killed while it sent it', async () => {
    const ground = aGround()
    expect(await (await ground.open()).alerts.claim('webhook dead', TRY, HOUR)).toBe(true)
    const next = await ground.open()
    expect(await next.alerts.claim('webhook dead', TRY, HOUR)).toBe(false)
    await ground.pass(TRY)
    expect(await next.alerts.claim('webhook dead', TRY, HOUR)).toBe(true)
  })

  it('lets one be taken again that could not be sent', async () => {
    const ground = aGround()
    const { alerts } = await ground.open()
    expect(await alerts.claim('mail dead', TRY, HOUR)).toBe(true)
    await alerts.postpone('mail dead', 60_000)
    expect(await alerts.claim('mail dead', TRY, HOUR)).toBe(false)
    await ground.pass(60_000)
    expect(await alerts.claim('mail dead', TRY, HOUR)).toBe(true)
  })
}
