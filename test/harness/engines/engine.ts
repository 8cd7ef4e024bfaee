/** Firefox and WebKit, as tests use them: to show a page, and to do something in it. */
import { Key } from 'selenium-webdriver'
import { afterAll, beforeAll, describe } from 'vitest'
import { hasFirefox, openFirefox } from './firefox.ts'
import { hasWebKit, openWebKit } from './webkit.ts'

/** What is asked of a browser: to show a page, and to run a function body in it that returns a promise. */
export interface Engine {
  go: (address: string) => Promise<unknown>
  run: (body: string) => Promise<unknown>
  /** Presses Escape, as a visitor does. */
  escape: () => Promise<unknown>
  close: () => Promise<unknown>
}

async function startFirefox(): Promise<Engine> {
  const browser = await openFirefox()
  const page = await browser.newPage()
  return {
    go: (address) => page.goto(address),
    run: (body) => page.evaluate(`(async () => { ${body} })()`),
    escape: () => page.keyboard.press('Escape'),
    close: () => browser.close(),
  }
}

async function startWebKit(): Promise<Engine> {
  const { browser, run, close } = await openWebKit()
  const escape = () => browser.actions().sendKeys(Key.ESCAPE).perform()
  return { go: (address) => browser.get(address), run, escape, close }
}

/** Name of each engine, whether it is installed here, and how it is started. */
export const ENGINES = [
  ['Firefox', hasFirefox, startFirefox],
  ['WebKit', hasWebKit, startWebKit],
] as const

/** One that is there for all tests of a file. */
type StartedEngine = Omit<Engine, 'close'>

/** Describes tests in each engine that is installed here, which is started once for all of them. */
export function inEachEngine(tests: (engine: StartedEngine, name: string) => void): void {
  for (const [name, isHere, start] of ENGINES) {
    if (!isHere) console.log(`${name} is not installed here: its tests are skipped.`)
    describe.skipIf(!isHere)(name, () => {
      let engine: Engine
      beforeAll(async () => {
        engine = await start()
      })
      afterAll(() => engine.close())
      const started: StartedEngine = {
        go: (address) => engine.go(address),
        run: (body) => engine.run(body),
        escape: () => engine.escape(),
      }
      tests(started, name)
    })
  }
}
