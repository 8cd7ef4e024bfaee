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

/** The path of a Chromium that runs here. */
export async function chromiumPath(): Promise<string> {
  const found =
    process.env['CHROMIUM_PATH'] ??
    // The headless shell does the same with less than half of the processor's time.
    onPath('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome')
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
