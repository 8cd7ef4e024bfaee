/** A proxy on either engine that is killed at moments of its calls to the sandbox, and started again on what it had. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { SANDBOX_TOKEN } from '../../../proxy/sandbox/sandbox.ts'
import { aKillingDesk, takeMoment } from '../chaos/killing-desk.ts'
import type { Moment } from '../chaos/killing-desk.ts'
import { aServer } from '../chaos/killable-proxy.ts'
import { aDataDir } from '../chaos/world.ts'
import { CHANNEL, ORIGIN } from '../proxy/builders.ts'
import { aDatabase } from './a-database.ts'

export const PATIENT = { timeout: 60_000 }

interface Killed {
  env?: Record<string, string>
  /** Of its only site, beside its channel. */
  site?: object
}

/** A proxy that is killed at the moments that are left, and started again. */
export async function aKilled(engine: string, { env: more = {}, site = {} }: Killed = {}) {
  const left: Moment[] = []
  let dying: Promise<void> | undefined
  /** Two kills at once are one: two proxies started after them would stand in each other's way. */
  const killNow = async () => {
    await server.kill()
    server = start()
    dying = undefined
  }
  const kill = () => (dying ??= killNow())
  const desk = await aKillingDesk(async (moment) => {
    if (!takeMoment(left, moment)) return false
    await kill()
    return true
  })
  const sites = join(aDataDir(), 'sites.json')
  const shop = { channel: CHANNEL, origins: [ORIGIN], challenge: 'off', ...site }
  writeFileSync(sites, JSON.stringify({ sites: { shop } }))
  const dataDir = aDataDir()
  const env: Record<string, string> = {
    SITES_FILE: sites,
    THERE_THERE_TOKEN: SANDBOX_TOKEN,
    THERE_THERE_CHANNEL: '',
    ALLOWED_ORIGINS: '',
    SETTLE_DELAY_MS: '300',
    HELPDESK_TIMEOUT_MS: '1000',
    READ_EVERY_MS: '50',
    ...more,
    ...(engine === 'PostgreSQL' && { DATABASE_URL: (await aDatabase()).direct }),
  }
  const start = () => aServer({ dataDir, deskUrl: desk.url, env })
  let server = start()
  const once = async (path: string, fields: object) => {
    const answer = await fetch(`${await server.ready}/api/${path}`, {
      method: 'POST',
      headers: { Origin: ORIGIN, 'Content-Type': 'application/json' },
      body: JSON.stringify({ site: 'shop', ...fields }),
    })
    if (!answer.ok) throw new Error(String(answer.status))
    return (await answer.json()) as Record<string, unknown>
  }
  /** Again and again until it is answered well: the process may just be dying. */
  const post = async (path: string, fields: object) => {
    let told: Record<string, unknown> = {}
    const isTaken = async () => {
      told = await once(path, fields)
      return true
    }
    await expect.poll(() => isTaken().catch(() => false), PATIENT).toBe(true)
    return told
  }
  return { desk, left, post, once, kill, url: () => server.ready }
}
