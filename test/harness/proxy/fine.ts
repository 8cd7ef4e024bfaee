/** A proxy of which nothing is wrong beside what a test makes wrong. */
export const FINE = { failingSince: () => undefined, notices: [] }
