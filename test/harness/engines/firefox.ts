/** Firefox ESR by Playwright, with and without scripts; one process for a test file. */
import { existsSync } from 'node:fs'
import { firefox, type Browser } from 'playwright-core'

const FIREFOX = process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr'

/** Whether it is on this machine. */
export const hasFirefox = existsSync(FIREFOX)

/** What Playwright's connection to Firefox cannot cope with. */
const PREFERENCES = {
  // Clicks do not arrive in frames that run in a process of their own.
  'fission.autostart': false,
  // Pages that come back whole have no load event, and it waits for that one.
  'browser.sessionhistory.max_total_viewers': 0,
}

const launch = (preferences: object = {}): Promise<Browser> =>
  firefox.launch({
    executablePath: FIREFOX,
    channel: 'moz-firefox',
    firefoxUserPrefs: { ...PREFERENCES, ...preferences },
  })

/** Opens it. */
export const openFirefox = () => launch()

/**
 * The same with scripts switched off: Playwright's own switch does nothing here. Nobody is there to say yes when it asks
 * whether a page that was sent is to be reloaded.
 */
export const openFirefoxWithoutScripts = () =>
  launch({ 'javascript.enabled': false, 'dom.confirm_repost.testing.always_accept': true })
