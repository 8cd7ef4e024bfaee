/** The browsers that are on this machine, one process each for a test file. */
import { existsSync } from 'node:fs'
import { chromium, firefox, type Browser } from 'playwright-core'
import { inject } from 'vitest'

const FIREFOX = process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr'

const openChromium = (): Promise<Browser> => chromium.connect(inject('browserEndpoint'))

/** What Playwright's connection to Firefox cannot cope with. */
const PREFERENCES = {
  // Clicks do not arrive in frames that run in a process of their own.
  'fission.autostart': false,
  // Pages that come back whole have no load event, and it waits for that one.
  'browser.sessionhistory.max_total_viewers': 0,
}

/** Name, whether it is here, and how to get it. */
export const engines = [
  {
    name: 'Chromium',
    here: true,
    open: openChromium,
    // There each context switches them off.
    openWithoutScripts: openChromium,
  },
  {
    name: 'Firefox ESR',
    here: existsSync(FIREFOX),
    open: (): Promise<Browser> =>
      firefox.launch({ executablePath: FIREFOX, channel: 'moz-firefox', firefoxUserPrefs: PREFERENCES }),
    // Playwright's own switch does nothing here.
    openWithoutScripts: (): Promise<Browser> =>
      firefox.launch({
        executablePath: FIREFOX,
        channel: 'moz-firefox',
        firefoxUserPrefs: { ...PREFERENCES, 'javascript.enabled': false },
      }),
  },
]

/** The name for a test's title, with the reason when it is skipped. */
export const label = ({ name, here }: { name: string; here: boolean }) =>
  here ? name : `${name} (not on this machine)`
