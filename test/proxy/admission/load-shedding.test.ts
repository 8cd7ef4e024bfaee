import { expect, it } from 'vitest'
import { watchLoop } from '../../../proxy/admission/load-shedding.ts'

/** Keeps the event loop busy. */
function block(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

it('the watch on the event loop tells of steps that are long one after the other, and gets over them', async () => {
  const loop = watchLoop()
  try {
    const busy = () => {
      block(500)
      return loop.late()
    }
    await expect.poll(busy, { interval: 1 }).toBeGreaterThan(300)
    await expect.poll(() => loop.late()).toBeLessThan(100)
  } finally {
    loop.stop()
  }
})
