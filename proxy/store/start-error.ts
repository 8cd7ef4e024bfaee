/** Why the process could not start, in words for the operator. */
export class StartError extends Error {}
