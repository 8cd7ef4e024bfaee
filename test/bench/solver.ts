/** The solver of challenges on a page with a slower processor: how long it takes, and its longest task (R23). */
import type { Browser } from 'playwright-core'
import type { solve as Solve } from '../../widget/parts/challenge-solver.ts'
import { median, print } from './process.ts'

interface Solved {
  took: number
  longest: number
}

/** Solves once. Runs in the page. */
async function solveOnce({ file, challenge }: { file: string; challenge: string }): Promise<Solved> {
  const { solve } = (await import(file)) as { solve: typeof Solve }
  const tasks: PerformanceEntry[] = []
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: 'longtask' })
  const start = performance.now()
  await solve(challenge, new AbortController().signal)
  const end = performance.now()
  // A long task of our own: when it has been told, all before it have been.
  setTimeout(() => {
    while (performance.now() < end + 200);
  })
  while (!tasks.some(({ startTime }) => startTime >= end))
    await new Promise((resolve) => setTimeout(resolve, 10))
  const durations = tasks.filter(({ startTime }) => startTime < end).map(({ duration }) => duration)
  return { took: end - start, longest: Math.max(0, ...durations) }
}

/**
 * Prints a line for pages with WebCrypto, and one for pages without.
 * @param address A page with the widget, whose proxy asks for work.
 */
export async function solving(browser: Browser, address: string, rounds: number): Promise<void> {
  print(`\nSolving a challenge, CPU 4x: medians of ${rounds}. A task of 50 ms is felt.`)
  for (const without of [false, true]) {
    const solved: Solved[] = []
    for (let round = 0; round < rounds; round++) {
      const context = await browser.newContext()
      const page = await context.newPage()
      if (without)
        await page.addInitScript(() =>
          Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined }),
        )
      const asset = page.waitForRequest(/\/assets\/challenge-solver-/)
      const form = page.waitForResponse(/\/api\/form\?/)
      await page.goto(address)
      await page.locator('support-widget .trigger').click()
      await page.locator('support-widget textarea').fill('Hi')
      const file = (await asset).url()
      const { challenge } = (await (await form).json()) as { challenge: string }
      await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: 4 })
      solved.push(await page.evaluate(solveOnce, { file, challenge }))
      await context.close()
    }
    const [took, longest] = (['took', 'longest'] as const).map((key) => median(solved.map((one) => one[key])))
    const name = without ? 'by hand' : 'by WebCrypto'
    print(
      `${name.padEnd(20)}${took?.toFixed(0).padStart(8)} ms${longest?.toFixed(0).padStart(8)} ms longest task`,
    )
  }
}
