/** What opens the status page, as the environment says. */
import type { Reader } from '../environment.ts'

/** It is typed or pasted by a person, and tried by strangers. */
const SHORTEST = 16

/** Undefined where there is no status page. */
export function operatorSecret(reader: Reader): string | undefined {
  const secret = reader.secret('OPERATOR_SECRET')
  if (secret !== undefined && secret.length < SHORTEST)
    reader.problem('OPERATOR_SECRET', `must have at least ${SHORTEST} characters`, '32 random characters')
  return secret
}
