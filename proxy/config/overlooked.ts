/** What the environment says in vain beside a sites file: nobody would notice that it does not count. */
import type { Reader } from './environment.ts'

/** What they say is said of the environment's own site; each site of a file says it for itself. */
const OF_ONE_SITE = [
  ['ALLOWED_ORIGINS', 'origins'],
  ['IDENTITY_SECRET', 'identitySecrets'],
  ['IDENTITY_SECRET_FILE', 'identitySecrets'],
  ['REQUIRE_IDENTITY', 'requireIdentity'],
] as const

/**
 * Finds variables that a sites file leaves without meaning, and a site of it that would take the place of another.
 * @param own Whether the environment describes a site.
 * @param ids Those of the file.
 */
export function findOverlooked(reader: Reader, own: boolean, ids: readonly string[]): void {
  // Without sites the file is wrong, and what it would name is not known.
  if (ids.length === 0) return
  if (own && ids.includes('default'))
    reader.problem(
      'SITES_FILE',
      'has a site "default", and THERE_THERE_CHANNEL or ALLOWED_ORIGINS make another one: rename the one, or unset the others',
      './sites.json',
    )
  if (own) return
  for (const [variable, key] of OF_ONE_SITE)
    if (reader.text(variable) !== undefined && !reader.isNamed(variable))
      reader.problem(
        variable,
        `counts for the site of THERE_THERE_CHANNEL only, which is not set: give each site of SITES_FILE its "${key}", and unset this`,
        '',
      )
}
