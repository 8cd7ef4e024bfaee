/**
 * Who delivers: a row with the number of its taking, which every commit of the delivery reads. A process that was frozen
 * and comes back finds another number there. A row and no lock of a session: a pooler would hand that to two at once.
 */
import { Fenced } from '../store.ts'
import type { Database, Query } from './database.ts'

/** There is one account at the helpdesk, and so one lane. */
const LANE = 'helpdesk'

/** How long the row holds, and how often it is renewed. */
export const LEASE_MS = 15_000
const RENEW_MS = 5000

/** The database that takes over for one that is gone counts its timelines on. */
const TIMELINE = `('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer`

/** Who holds the lease, for operators. */
export interface LeaseHolder {
  holder: string
  /** For how many milliseconds it still holds, unless it is renewed. */
  leftMs: number
}

export interface Lease {
  /** Runs `work` in one transaction, which nobody can take over before its commit. @throws Fenced */
  fenced: <Result>(work: (query: Query) => Promise<Result>) => Promise<Result>
  /** Looks at the row where there is no commit to do so. @throws Fenced */
  check: () => Promise<void>
  resign: () => Promise<void>
  /** Stops renewing: the process ends. */
  forget: () => void
}

/**
 * Takes the row. `promoted` says whether the database was another one's standby when it was taken last: what that one has
 * counted last may be unknown here.
 */
async function take(query: Query, clock: string, holder: string) {
  const before = await query('SELECT timeline FROM lease WHERE lane = $1', LANE)
  const { rows } = await query(
    `INSERT INTO lease (lane, epoch, holder, until, timeline)
     VALUES ($1, 1, $2, ${clock} + $3::bigint, ${TIMELINE})
     ON CONFLICT (lane) DO UPDATE SET epoch = lease.epoch + 1, holder = excluded.holder, until = excluded.until,
       timeline = excluded.timeline
     WHERE lease.until <= ${clock} OR lease.holder = excluded.holder OR lease.until > ${clock} + $3::bigint
     RETURNING epoch, timeline`,
    LANE,
    holder,
    LEASE_MS,
  )
  const timeline = before.rows[0]?.['timeline']
  return (
    rows[0] && {
      epoch: String(rows[0]['epoch']),
      promoted: timeline !== undefined && timeline !== rows[0]['timeline'],
    }
  )
}

const fence = () => new Fenced('Another process delivers by now, or another database has taken over.')

function leaseOf(database: Database, epoch: string): Lease {
  const { clock } = database
  // A standby that was promoted while the lease was held: the row has to be taken anew, for what that says of the calls.
  // So when the clock was set back: what waits would do so until it is where it was.
  const held = () =>
    `lane = $1 AND epoch = $2 AND until > ${clock()} AND until <= ${clock()} + ${LEASE_MS} AND timeline = ${TIMELINE}`
  const confirm = async (query: Query, lock = '') => {
    const { count } = await query(`SELECT 1 FROM lease WHERE ${held()} ${lock}`, LANE, epoch)
    if (count === 0) throw fence()
  }
  const fenced: Lease['fenced'] = (work) =>
    database.transaction(async (query) => {
      // Whoever wants to take over has to wait for this commit.
      await confirm(query, 'FOR SHARE')
      return work(query)
    })
  const set = (ms: number) =>
    database.query(`UPDATE lease SET until = ${clock()} + $3::bigint WHERE ${held()}`, LANE, epoch, ms)
  const renew = async () => {
    if ((await set(LEASE_MS)).count === 0) forget()
  }
  const timer = setInterval(() => void renew().catch(() => {}), RENEW_MS)
  timer.unref()
  const forget = () => clearInterval(timer)
  return {
    fenced,
    forget,
    check: () => confirm(database.query),
    async resign() {
      forget()
      await set(0)
    },
  }
}

/**
 * Takes the lease if it is free, with all that `recover` does in the same commit; undefined while another holds it.
 */
export async function takeLease(
  database: Database,
  holder: string,
  recover: (query: Query, promoted: boolean) => Promise<void>,
): Promise<Lease | undefined> {
  const epoch = await database.transaction(async (query) => {
    const taken = await take(query, database.clock(), holder)
    if (taken) await recover(query, taken.promoted)
    return taken?.epoch
  })
  return epoch === undefined ? undefined : leaseOf(database, epoch)
}

/** Who delivers at the moment. */
export async function holderOf({ query, clock, now }: Database): Promise<LeaseHolder | undefined> {
  const { rows } = await query(
    `SELECT holder, until - ${clock()} AS left_ms FROM lease WHERE lane = $1 AND until > ${now()}`,
    LANE,
  )
  return rows[0] && { holder: String(rows[0]['holder']), leftMs: Number(rows[0]['left_ms']) }
}
