/** Alerts that were sent lately. */
import { expect, it } from 'vitest'
import type { Ground } from './ground.ts'

const HOUR = 3_600_000

export function alerting(aGround: () => Ground) {
  it('lets one of all processes take an alert, once in its time, after a restart too', async () => {
    const ground = aGround()
    const stores = [await ground.open(), await ground.open()]
    const taken = await Promise.all(stores.map((store) => store.alerts.claim('webhook dead', HOUR)))
    expect(taken.filter(Boolean)).toEqual([true])
    expect(await (await ground.open()).alerts.claim('webhook dead', HOUR)).toBe(false)
    expect(await stores[0]!.alerts.claim('webhook stuck', HOUR)).toBe(true)
    await ground.pass(HOUR)
    expect(await stores[1]!.alerts.claim('webhook dead', HOUR)).toBe(true)
  })

  it('lets one be taken again that could not be sent', async () => {
    const ground = aGround()
    const { alerts } = await ground.open()
    expect(await alerts.claim('mail dead', HOUR)).toBe(true)
    await alerts.postpone('mail dead', 60_000)
    expect(await alerts.claim('mail dead', HOUR)).toBe(false)
    await ground.pass(60_000)
    expect(await alerts.claim('mail dead', HOUR)).toBe(true)
  })
}
