/** Why the process could not start, in words for the operator. */
export class StartError extends Error {}

/** Another process has the database: a proxy that has just been started, or another command. It may be free in a moment. */
export class InUse extends StartError {}
