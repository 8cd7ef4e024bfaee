/** The tables of submissions, of what belongs to them and of spent challenges, and the conditions of their indexes. */

/** What the outbox runs when it opens its database. */
export const SCHEMA = [
  `CREATE TABLE IF NOT EXISTS submission (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL,
    digest TEXT NOT NULL,
    site TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'unsure', 'delivered', 'dead')),
    body TEXT,
    accepted_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    ticket TEXT,
    why TEXT
  ) STRICT`,
  // Partial, and each waiting row in one of them: every index is another page to write for every message.
  `CREATE INDEX IF NOT EXISTS submission_fresh ON submission (due_at, accepted_at)
    WHERE state = 'pending' AND attempts = 0`,
  // With what its condition reads: a damaged row must not stand in the way of reading the index.
  `DROP INDEX IF EXISTS submission_retry`,
  `CREATE INDEX IF NOT EXISTS submission_again ON submission (due_at, accepted_at, state, attempts)
    WHERE state IN ('pending', 'unsure') AND (state = 'unsure' OR attempts > 0)`,
  `CREATE INDEX IF NOT EXISTS submission_sending ON submission (accepted_at) WHERE state = 'sending'`,
  `CREATE INDEX IF NOT EXISTS submission_dead ON submission (changed_at) WHERE state = 'dead'`,
  `CREATE INDEX IF NOT EXISTS submission_delivered ON submission (changed_at) WHERE state = 'delivered'`,
  `CREATE INDEX IF NOT EXISTS submission_erasable ON submission (changed_at)
    WHERE state = 'delivered' AND body IS NOT NULL`,
  // Without it each confirmation would read the whole table.
  `CREATE INDEX IF NOT EXISTS submission_reference ON submission (reference)`,
  // By time first: new rows come next to each other, and old ones are deleted together.
  `CREATE TABLE IF NOT EXISTS spent (until INTEGER NOT NULL, nonce TEXT NOT NULL, PRIMARY KEY (until, nonce))
    STRICT, WITHOUT ROWID`,
  // Files by their names in the spool. A row is gone before its file may be.
  `CREATE TABLE IF NOT EXISTS attachment (
    file TEXT PRIMARY KEY,
    submission TEXT NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX IF NOT EXISTS attachment_submission ON attachment (submission, place)`,
]

/** Rows that were never tried, and rows that were: together all that wait. Worded as in their indexes. */
export const FRESH = `state = 'pending' AND attempts = 0`
export const RETRY = `state IN ('pending', 'unsure') AND (state = 'unsure' OR attempts > 0)`

/** Tries after which a message needs an operator: no accident, and no short outage. */
export const STUCK_TRIES = 8
/** Of the rows that wait, those that do so for a reason of their own. */
export const STUCK = `attempts >= ${STUCK_TRIES}`
