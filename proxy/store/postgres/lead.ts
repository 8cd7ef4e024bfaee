/** What the one process does that delivers. Every commit is fenced: see `lease.ts`. */
import { countCall, unmarked } from './calls.ts'
import { OLDER } from '../store.ts'
import type { CallRate, Entry, PlannedStep, Settlement, Step, StepSettlement } from '../records.ts'
import {
  AHEAD_MAX_MS,
  DOUBTABLE_DEAD,
  DOUBTED_DEAD,
  entryOf,
  fileOf,
  firstOf,
  FRESH,
  mayBecome,
  OPEN,
  plannedState,
  RETRY,
  stepOf,
  TRIED,
} from '../rows.ts'
import type { EntryRow, Lead } from '../store.ts'
import type { Database, Query } from './database.ts'
import { held, noteConfirmed } from './email/confirmations.ts'
import type { Lease } from './lease.ts'

/** How often to look for what other processes have stored. */
const LOOK_EVERY_MS = 1000

/**
 * How long the commit before a call may take, as the process itself sees it: frozen in between, it may find everything
 * as it was, and another process at work.
 */
const ASKED_MS = 1500

/** What is unsure waits for so long, and no other row is stranded by a due time far ahead. */
export async function recover(query: Query, now: string, waitMs: number): Promise<void> {
  await interrupt(query, now, waitMs)
  // What waits for a code goes on waiting: it is in doubt as well where the database was an older one.
  await query(
    `UPDATE submission SET due_at = greatest(CASE WHEN ${held(now)} THEN due_at END, ${now} + $1::bigint)
     WHERE ${RETRY} AND state = 'unsure'`,
    waitMs,
  )
  await query(
    `UPDATE submission SET due_at = ${now} WHERE ${RETRY} AND state = 'pending' AND due_at > ${now} + $1::bigint`,
    AHEAD_MAX_MS,
  )
  await query(`UPDATE submission SET due_at = ${now} WHERE ${FRESH} AND due_at > ${now} AND NOT ${held(now)}`)
  await query(`UPDATE step SET due_at = ${now} + $1::bigint WHERE ${OPEN} AND state = 'unsure'`, waitMs)
  await query(
    `UPDATE step SET due_at = ${now} WHERE ${OPEN} AND state = 'pending' AND due_at > ${now} + $1::bigint`,
    AHEAD_MAX_MS,
  )
}

/** What was being sent is unsure: it is looked for when it must be there, if it will ever be. */
async function interrupt(query: Query, now: string, waitMs: number): Promise<void> {
  await query(
    `UPDATE submission SET state = 'unsure', why = 'interrupted', due_at = ${now} + $1::bigint, changed_at = ${now}
     WHERE state = 'sending'`,
    waitMs,
  )
  await query(
    `UPDATE step SET state = 'unsure', why = 'interrupted', due_at = ${now} + $1::bigint WHERE state = 'sending'`,
    waitMs,
  )
}

/**
 * In a database that is older than what was done with it, what waits may have been sent: all of it is looked for before.
 * What waits for a code goes on waiting, and what was refused for its operator.
 */
export async function doubt(query: Query, now: string, waitMs: number): Promise<void> {
  const set = `state = 'unsure', why = '${OLDER}', due_at = greatest(due_at, ${now} + $1::bigint)`
  for (const which of [FRESH, TRIED]) await query(`UPDATE submission SET ${set} WHERE ${which}`, waitMs)
  const dead = `${DOUBTED_DEAD}, due_at = ${now} + $1::bigint`
  await query(`UPDATE submission SET ${dead} WHERE ${DOUBTABLE_DEAD}`, waitMs)
  await query(`UPDATE step SET ${set} WHERE ${OPEN} AND state = 'pending' AND kind = 'note'`, waitMs)
}

async function planSteps(
  query: Query,
  clock: string,
  id: string,
  plan: readonly PlannedStep[],
  mayHaveNotes?: boolean,
) {
  const steps = plan.map((step, place) => ({ place, state: plannedState(step.kind, mayHaveNotes), ...step }))
  await query(
    `INSERT INTO step (submission, place, kind, target, ticket_of_step, state, due_at)
     SELECT $1, place, kind, target, ticket, state, ${clock}
     FROM json_to_recordset($2::json) AS t (place integer, kind text, target text, ticket text, state text)
     ON CONFLICT DO NOTHING`,
    id,
    JSON.stringify(steps),
  )
}

/** Returns whether it was there. */
async function settleRow(
  query: Query,
  now: string,
  { id, acceptedAt }: EntryRow,
  settlement: Settlement,
): Promise<boolean> {
  const waits = 'waitMs' in settlement ? settlement : undefined
  const { count } = await query(
    `UPDATE submission SET state = $1, changed_at = ${now}, ticket = $2, why = $3,
     due_at = coalesce(${now} + $4::bigint, due_at), attempts = coalesce($5::integer, attempts)
     WHERE id = $6 AND accepted_at = $7 AND ${mayBecome(settlement.state)}`,
    settlement.state,
    'ticket' in settlement ? settlement.ticket : null,
    'why' in settlement ? settlement.why : null,
    waits ? Math.ceil(waits.waitMs) : null,
    settlement.attempts ?? null,
    id,
    acceptedAt,
  )
  return count > 0
}

async function settleStepRow(query: Query, now: string, step: Step, settlement: StepSettlement) {
  const waits = 'attempts' in settlement ? settlement : undefined
  const waitMs = 'waitMs' in settlement ? settlement.waitMs : undefined
  await query(
    `UPDATE step SET state = $1, why = $2, due_at = coalesce(${now} + $3::bigint, due_at),
     attempts = coalesce($4::integer, attempts), target = CASE WHEN $5 THEN NULL ELSE target END
     WHERE submission = $6 AND place = $7 AND state <> 'done'`,
    settlement.state,
    'why' in settlement ? settlement.why : null,
    waitMs === undefined ? null : Math.ceil(waitMs),
    waits?.attempts ?? null,
    settlement.state === 'done' && step.kind === 'note',
    step.submission,
    step.place,
  )
}

async function dueEntry({ query, now }: Database, fresh: boolean): Promise<Entry | undefined> {
  for (const which of fresh ? [FRESH, RETRY] : [RETRY, FRESH]) {
    const { rows } = await query(
      `SELECT *, ${now()} AS now FROM submission WHERE ${which} AND due_at <= ${now()} ORDER BY due_at, accepted_at LIMIT 1`,
    )
    if (rows[0]) return entryOf(rows[0], Number(rows[0]['now']))
  }
  return undefined
}

async function dueStep({ query, now }: Database): Promise<Step | undefined> {
  const { rows } = await query(
    `SELECT step.*, reference, site, ticket FROM step JOIN submission ON submission.id = step.submission
     WHERE step.${OPEN} AND step.due_at <= ${now()} ORDER BY step.due_at, place LIMIT 1`,
  )
  return rows[0] && stepOf(rows[0], rows[0])
}

async function nextDue({ query, clock }: Database): Promise<number | undefined> {
  const soonest = [
    `SELECT min(due_at) FROM submission WHERE ${FRESH}`,
    `SELECT min(due_at) FROM submission WHERE ${RETRY}`,
    `SELECT min(due_at) FROM step WHERE ${OPEN}`,
  ]
  const least = `least(${soonest.map((select) => `(${select})`).join(', ')})`
  const { rows } = await query(`SELECT ${least} - ${clock()} AS ms`)
  const ms = rows[0]?.['ms']
  return ms === null || ms === undefined ? undefined : Number(ms)
}

/** No message of a site is due before so many ms are over. */
async function holdRows(run: Query, now: string, site: string, ms: number): Promise<void> {
  for (const which of [FRESH, RETRY])
    await run(
      `UPDATE submission SET due_at = ${now} + $2::bigint
       WHERE site = $1 AND due_at < ${now} + $2::bigint AND ${which}`,
      site,
      Math.ceil(ms),
    )
}

export interface LeadOptions {
  database: Database
  lease: Lease
  /** How long a call of another process may still be open. */
  callMs: number
  /** Called when nothing more will become of a message or a note. */
  settled: () => Promise<void>
}

export function leadOn({ database, lease, callMs, settled }: LeadOptions): Lead {
  const { query, now, clock } = database
  const { fenced } = lease
  /** Counts a call and marks its row; the row is as it was when that took so long that the call must not leave. */
  const begin = async (
    rate: CallRate,
    table: 'submission' | 'step',
    which: string,
    ...values: (string | number)[]
  ) => {
    const asked = performance.now()
    let before = ''
    const wait = await fenced((run) =>
      countCall(run, database, rate, async () => {
        const { rows } = await run(
          `SELECT state FROM ${table} WHERE ${which} AND (${OPEN} OR state = 'sending') FOR UPDATE`,
          ...values,
        )
        const changed = table === 'submission' ? `, changed_at = ${now()}` : ''
        if (rows[0]) await run(`UPDATE ${table} SET state = 'sending'${changed} WHERE ${which}`, ...values)
        before = rows[0]?.['state'] === 'unsure' ? 'unsure' : 'pending'
        return rows[0] !== undefined
      }),
    )
    if (wait !== 0 || performance.now() - asked <= ASKED_MS) return wait
    const back = `UPDATE ${table} SET state = '${before}' WHERE ${which} AND state = 'sending'`
    await fenced((run) => run(back, ...values))
    return undefined
  }
  return {
    lookEveryMs: LOOK_EVERY_MS,
    callMs,
    async due(fresh) {
      await lease.check()
      return dueEntry(database, fresh)
    },
    async dueStep() {
      await lease.check()
      return dueStep(database)
    },
    nextDue: () => nextDue(database),
    async filesOf(id) {
      const { rows } = await query('SELECT * FROM attachment WHERE submission = $1 ORDER BY place', id)
      return rows.map(fileOf)
    },
    async first(id) {
      const { rows } = await query('SELECT state, ticket FROM submission WHERE id = $1', id)
      return rows[0] && firstOf(rows[0])
    },
    begin: ({ id, acceptedAt }, rate) =>
      begin(rate, 'submission', 'id = $1 AND accepted_at = $2', id, acceptedAt),
    async settle(entry, settlement, plan = []) {
      const { id } = entry
      await fenced(async (run) => {
        // Nothing follows the ticket of one that was dropped.
        if (!(await settleRow(run, now(), entry, settlement))) return
        if (settlement.state !== 'delivered') return
        const { mayHaveNotes } = settlement
        if (plan.length > 0) await planSteps(run, clock(), id, plan, mayHaveNotes)
        await noteConfirmed(run, clock(), id, mayHaveNotes)
      })
      if (settlement.state === 'delivered') await settled()
    },
    async beginStep({ submission, place, kind }, rate) {
      if (kind === 'note') return begin(rate, 'step', 'submission = $1 AND place = $2', submission, place)
      // Anything else can be done again, but not by two at once.
      return fenced((run) => countCall(run, database, rate, unmarked))
    },
    async settleStep(step, settlement) {
      await fenced((run) => settleStepRow(run, now(), step, settlement))
      if (step.kind === 'note' && !('attempts' in settlement)) await settled()
    },
    hold: (site, ms) => fenced((run) => holdRows(run, now(), site, ms)),
    interrupt: (settleDelayMs) => fenced((run) => interrupt(run, now(), settleDelayMs + callMs)),
    resign: () => lease.resign(),
  }
}
