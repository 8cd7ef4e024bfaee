/**
 * Starts the one Chromium that all browser tests of a run share, and hands them its address.
 * `$CHROMIUM_PATH`, else a system Chromium or Chrome, else the one inside the npm package `@sparticuz/chromium`.
 */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'

function onPath(...names: string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}

/** The path of a Chromium that runs here. */
export async function chromiumPath(): Promise<string> {
  const found =
    process.env['CHROMIUM_PATH'] ??
    onPath('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome')
  if (found) return found
  // Without this the package leaves out the shared libraries that a bare Debian lacks.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x'
  const packaged = await import('@sparticuz/chromium')
  return packaged.default.executablePath()
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer({
    executablePath: await chromiumPath(),
    // Root cannot use Chromium's sandbox; the network flags keep it from calling home.
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  project.provide('browserEndpoint', server.wsEndpoint())
  return () => server.close()
}
