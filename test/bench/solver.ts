/** The solver of challenges on a page with a slower processor: how long it takes, and its longest task (R23). */
import type { Browser } from 'playwright-core'
import type { solve as Solve } from '../../widget/parts/challenge-solver.ts'
import { hashedFolder } from '../../widget/build/built.ts'
import { median, print } from './process.ts'

const SOLVER = hashedFolder() + 'challenge-solver.js'

interface Solved {
  took: number
  longest: number
}

/** Solves once. Runs in the page. */
async function solveOnce(challenge: string): Promise<Solved> {
  const { solve } = globalThis as unknown as { solve: typeof Solve } // as: put there before
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
      await page.goto(address)
      const base = await page
        .locator('script[src]')
        .evaluate((tag) => new URL('.', (tag as HTMLScriptElement).src).href)
      const asked = await fetch(`${base}api/form`, { headers: { Origin: new URL(address).origin } })
      const { challenge } = (await asked.json()) as { challenge: string }
      const content = `import { solve } from '${base}${SOLVER}'; window.solve = solve`
      await page.addScriptTag({ type: 'module', content })
      await page.waitForFunction('window.solve')
      await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: 4 })
      solved.push(await page.evaluate(solveOnce, challenge))
      await context.close()
    }
    const [took, longest] = (['took', 'longest'] as const).map((key) => median(solved.map((one) => one[key])))
    const name = without ? 'by hand' : 'by WebCrypto'
    print(
      `${name.padEnd(20)}${took?.toFixed(0).padStart(8)} ms${longest?.toFixed(0).padStart(8)} ms longest task`,
    )
  }
}
