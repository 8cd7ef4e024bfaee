/** Visitors before the panel has come, and whether the form has taken over what was there first. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Stand } from '../browser/fake-proxy.ts'
import { parts } from '../browser/screen.ts'
import { hostPage, visit } from '../browser/visitor.ts'
import { holdFiles } from './held-files.ts'

/** What else is held back, the language of the page, and what is in its head. */
export type HowWaiting = [names?: string[], lang?: string, head?: string]

/** A visitor who has pressed the button while the panel is held back. */
export async function waitingFor(stand: Stand, ...[names = [], lang = 'en', head = '']: HowWaiting) {
  const held = holdFiles(stand, (name) => ['panel', ...names].includes(name))
  const one = await visit(stand, hostPage(stand, { head }).replace('lang="en"', `lang="${lang}"`))
  await one.launcher.click()
  const panel = await held.take('panel')
  return { ...one, ...parts(one.page), held, panel }
}

/** Whether the form has taken it over. */
export const isTaken = (page: Page) =>
  page
    .locator('support-widget .view')
    .evaluate((view) => (view as never as { first?: unknown }).first === undefined)

/** When it has. */
export const taken = (page: Page) => expect.poll(() => isTaken(page)).toBe(true)

/** Everything in the form, as it stands there. */
export const drawn = (page: Page) => page.locator('support-widget .inner').innerHTML()
