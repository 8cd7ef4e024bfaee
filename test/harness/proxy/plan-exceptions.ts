/**
 * Statements that may read a whole table, and why. All others, of whatever engine, must find their rows by an index: what
 * runs for a request, in each turn of a loop or for each page must cost no more when there are many messages.
 */
const EXCEPTIONS: readonly (readonly [statement: RegExp, why: string])[] = [
  [/\bFROM gate_call\b/, 'it has the calls of the last minute, and no others'],
  [
    /^SELECT file FROM attachment$/,
    'once at the start and every hour: files that nothing refers to are removed',
  ],
  [/^SELECT 1 AS one FROM submission LIMIT 1$/, 'the first row will do'],
  [
    /\bDELETE FROM attachment WHERE \(SELECT state/,
    'files of messages that wait, which are bounded, and only when there is no room for a further one',
  ],
  [
    /^SELECT id, reference(, state)?, body FROM submission WHERE body IS NOT NULL/,
    'an operator erases an address',
  ],
  [
    /^DELETE FROM reading WHERE owner =/,
    'an operator erases an address; it has what was looked at within a day',
  ],
  [
    /^SELECT coalesce\(sum\(size\), 0\) AS bytes FROM file\b/,
    'files of messages that wait, which are bounded, once a second at most',
  ],
  [/^DELETE FROM file WHERE changed_at/, 'every hour: files that nothing refers to are removed'],
  [
    /^(SELECT .*|DELETE) FROM counted WHERE until/,
    'counters of what was accepted within an hour, which is limited',
  ],
  [/^DELETE FROM session WHERE (substr|left)\(hash/, 'an operator ends a session by its name'],
]

/** Those of the hourly cleaning: its tables have hardly anything else where a test has let months pass. */
export const CLEANING: readonly RegExp[] = [
  /\bFROM submission WHERE state = 'delivered' (AND changed_at <= |\))/,
  /^DELETE FROM spent WHERE until/,
]

/** Whether a statement is one of them. */
export const mayReadAll = (statement: string): boolean => EXCEPTIONS.some(([one]) => one.test(statement))

/** Partial indexes, of what waits or needs an operator: of these all may be read. */
export const WAITING =
  /\b(submission_(fresh|again|sending|dead)|step_(open|sending|failed)|mail_due|confirmation_held)\b/
