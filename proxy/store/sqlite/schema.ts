/** Conditions on submissions, worded as in their indexes: any other wording would read the whole table. */

/** Rows that were never tried, and rows that were: together all that wait. */
export const FRESH = `state = 'pending' AND attempts = 0`
export const RETRY = `state IN ('pending', 'unsure') AND (state = 'unsure' OR attempts > 0)`

/** Tries after which a message needs an operator: no accident, and no short outage. */
export const STUCK_TRIES = 8
/** Of the rows that wait, those that do so for a reason of their own. */
export const STUCK = `attempts >= ${STUCK_TRIES}`
