/** What the doctor says of the database that several proxies share. */
import { reportOn } from '../store/open-database.ts'
import type { DatabaseReport } from '../store/open-database.ts'

/** One thing that was checked. `advice` is there when it is not in order. */
export interface Check {
  check: string
  ok: boolean
  detail: string
  advice?: string
}

/** Signed challenges are checked by the clock of each machine. */
const CLOCK_MS = 60_000

const NOT_ALONE =
  'Set synchronous_standby_names where that must not happen: https://www.postgresql.org/docs/current/warm-standby.html'

function durability({ synchronousStandbys: names }: DatabaseReport): string {
  return names === ''
    ? `an accepted message survives a crash of the database, not the loss of its disk. ${NOT_ALONE}`
    : `a message is accepted when a standby has it too (${names})`
}

function schemaOf({ schema: { found, newest } }: DatabaseReport): Check {
  const check = 'schema'
  if (found === 0) return { check, ok: true, detail: 'new: the first proxy makes its tables' }
  if (found > newest)
    return {
      check,
      ok: false,
      detail: `it has number ${found}, and this version knows them up to ${newest}`,
      advice: 'Start the newer version of this proxy again.',
    }
  const detail = found < newest ? `number ${found}: this version adds to it at its start` : `number ${found}`
  return { check, ok: true, detail }
}

function clockOf({ at }: DatabaseReport): Check {
  const check = 'clock of the database'
  const off = Date.now() - at
  const detail = `${Math.round(off / 1000)} s from this machine’s`
  if (Math.abs(off) <= CLOCK_MS) return { check, ok: true, detail }
  return { check, ok: false, detail, advice: 'Let both machines set their clocks by NTP.' }
}

function holderOf({ holder }: DatabaseReport): Check {
  const detail = holder
    ? `${holder.holder}, for ${Math.ceil(holder.leftMs / 1000)} s unless renewed`
    : 'no proxy at the moment'
  return { check: 'delivering', ok: true, detail }
}

/** Everything that the database can tell. */
export async function checkDatabase(url: string): Promise<Check[]> {
  const check = 'database'
  try {
    const found = await reportOn(url)
    const problems = found.problems.map((detail) => ({ check, ok: false, detail }))
    const way = found.pooled ? 'through a pooler' : 'directly'
    const reached = `PostgreSQL ${Math.floor(found.version / 10_000)}, reached ${way}`
    return [
      ...(problems.length > 0 ? problems : [{ check, ok: true, detail: reached }]),
      { check: 'durability', ok: true, detail: durability(found) },
      schemaOf(found),
      clockOf(found),
      holderOf(found),
    ]
  } catch (error) {
    const detail = error instanceof Error && error.message !== '' ? error.message : String(error)
    const advice = 'Compare DATABASE_URL, and let this machine reach the database.'
    return [{ check, ok: false, detail, advice }]
  }
}
