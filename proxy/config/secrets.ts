/** Secrets: named in the configuration, kept in the environment or in files; and what they are asked for. */
import type { Reader } from './environment.ts'
import type { IdentityRules } from '../admission/identity.ts'
import { CHALLENGE_MODES } from '../admission/challenge-policy.ts'
import type { ChallengeMode } from '../admission/challenge-policy.ts'

/** Shorter ones can be guessed from one signature. */
const SHORTEST = 16

/** `env:NAME` or `file:PATH`: the secret itself would be in a file that is often committed. */
export const REFERENCE = /^(env|file):(.+)$/

/** Checks secrets without ever repeating them. */
function checked(secrets: string[], where: string, problem: (what: string) => void): string[] {
  if (secrets.length > 2) problem(`${where} are more than two: while one replaces the other, name both`)
  if (secrets.some((secret) => secret.length < SHORTEST))
    problem(`${where} must have at least ${SHORTEST} characters each`)
  return secrets
}

/** What the sites file says of one site. */
export function siteIdentity(
  reader: Reader,
  site: string,
  references: readonly string[],
  required: boolean,
): IdentityRules {
  const problem = (what: string) => reader.problem('SITES_FILE', `at sites.${site}: ${what}`, './sites.json')
  const found = references.map((reference) => {
    const [, kind = '', name = ''] = REFERENCE.exec(reference) ?? []
    const secret = kind === 'env' ? reader.foreign(name) : reader.file('SITES_FILE', name)
    if (kind === 'env' && secret === undefined) problem(`identitySecrets names ${name}, which is not set`)
    return secret
  })
  const secrets = found.filter((secret) => secret !== undefined)
  if (required && references.length === 0) problem('requireIdentity needs identitySecrets')
  return { secrets: checked(secrets, 'identitySecrets', problem), required }
}

/** What the environment says of its one site. */
export function environmentIdentity(reader: Reader): IdentityRules {
  const secrets = (reader.secret('IDENTITY_SECRET') ?? '').split(/[\s,]+/).filter(Boolean)
  const required = reader.text('REQUIRE_IDENTITY')
  const problem = (what: string) => reader.problem('IDENTITY_SECRET', what, '64 random characters')
  if (required !== undefined && required !== '1')
    reader.problem('REQUIRE_IDENTITY', `is "${required}" and must be 1 or not set`, '1')
  if (required !== undefined && secrets.length === 0) problem('is missing, and REQUIRE_IDENTITY is set')
  return { secrets: checked(secrets, 'its secrets', problem), required: required === '1' }
}

/** When challenges are asked for, at every site that says nothing else. */
export function environmentChallenge(reader: Reader): ChallengeMode {
  const text = reader.text('CHALLENGE') ?? 'auto'
  const mode = CHALLENGE_MODES.find((known) => known === text)
  if (mode === undefined)
    reader.problem('CHALLENGE', `is "${text}" and must be one of: ${CHALLENGE_MODES.join(', ')}`, 'always')
  return mode ?? 'auto'
}

/** The database that several proxies share, if there is one. What is wrong with the address is told without it. */
export function databaseUrl(reader: Reader): string | undefined {
  const url = reader.secret('DATABASE_URL')
  if (url !== undefined && !(URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)))
    reader.problem(
      'DATABASE_URL',
      'must be the address of a PostgreSQL database',
      'postgres://support:PASSWORD@db.internal/support',
    )
  return url
}

/** What challenges are signed with, if the environment says. */
export function challengeSecret(reader: Reader): string | undefined {
  const secret = reader.secret('CHALLENGE_SECRET')
  if (secret !== undefined && secret.length < SHORTEST)
    reader.problem('CHALLENGE_SECRET', `must have at least ${SHORTEST} characters`, '64 random characters')
  return secret
}

/** A token of the helpdesk's API, where there is one. */
export function apiToken(
  reader: Reader,
  name: 'THERE_THERE_TOKEN' | 'THERE_THERE_IMPORT_TOKEN' | 'THERE_THERE_READ_TOKEN',
): string | undefined {
  const token = reader.secret(name)
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token))
    reader.problem(name, 'has spaces or other characters that no token has', 'your API token')
  return token
}
