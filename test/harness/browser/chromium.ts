/** Which Chromium tests and benchmarks use: `$CHROMIUM_PATH`, else a system one (headless shell first), else that of `@sparticuz/chromium`. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

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

const WHOLE = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/**
 * The path of a Chromium that runs here: the headless shell, which does the same with less than half of the processor's
 * time, or a whole one for what a shell has not, such as the back/forward cache.
 */
export async function chromiumPath(whole = false): Promise<string> {
  const found =
    process.env['CHROMIUM_PATH'] ?? onPath(...(whole ? [] : ['chromium-headless-shell']), ...WHOLE)
  if (found) return found
  // Without this the package leaves out the shared libraries that a bare Debian lacks.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x'
  const packaged = await import('@sparticuz/chromium')
  return packaged.default.executablePath()
}

/** Root cannot use Chromium's sandbox; the network flags keep it from calling home. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
