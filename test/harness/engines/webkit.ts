/** WebKitGTK's MiniBrowser, driven over WebDriver under a display of its own; one process for a test file. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Builder, Capabilities } from 'selenium-webdriver'
import { vi } from 'vitest'
import { STEP_MS } from '../patience.ts'
import { aPort } from '../proxy/proxy-process.ts'

const MINI = ['x86_64', 'aarch64']
  .flatMap((machine) =>
    ['4.1', '4.0', '6.0'].map((one) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${one}/MiniBrowser`),
  )
  .find((path) => existsSync(path))

/** Whether all of it is on this machine. */
export const hasWebKit = !!MINI && existsSync('/usr/bin/WebKitWebDriver') && existsSync('/usr/bin/xvfb-run')

/** Opens it. `run` runs the body of a function that may wait, in the page or in the frame that was switched to. */
export async function openWebKit() {
  const port = await aPort()
  const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], { detached: true })
  const status = () =>
    fetch(`http://127.0.0.1:${port}/status`).then(
      ({ ok }) => ok,
      () => false,
    )
  await vi.waitUntil(status, { timeout: STEP_MS, interval: 100 })
  const browser = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities(
      new Capabilities({
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: MINI, args: ['--automation'] },
      }),
    )
    .build()
  await browser.manage().setTimeouts({ script: 2 * STEP_MS })
  return {
    browser,
    run: (body: string): Promise<unknown> =>
      browser.executeAsyncScript(
        `const done = arguments[0]; (async () => { ${body} })().then(done, (error) => done('failed: ' + error))`,
      ),
    close: async () => {
      await browser.quit()
      // The driver and its display: a group of their own.
      if (driver.pid) process.kill(-driver.pid)
    },
  }
}
