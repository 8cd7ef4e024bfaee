/** Starts the one Chromium that all browser tests of a run share, and hands them its address. */
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.ts'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer({ executablePath: await chromiumPath(), args: CHROMIUM_FLAGS })
  project.provide('browserEndpoint', server.wsEndpoint())
  return () => server.close()
}
