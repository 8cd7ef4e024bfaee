/**
 * Which web origins may use a site. Decided from the `Origin` header alone: `Referer` can be switched off by pages,
 * and CORS headers do not stop a request from being carried out.
 */

/** A list of allowed origins, parsed once. */
export interface OriginList {
  allows(origin: string): boolean
  /** The same list for the `frame-ancestors` of a Content-Security-Policy. */
  sources: readonly string[]
}

const WILDCARD = /^(https?:\/\/)\*\.([^/*]+)$/

/**
 * What is wrong with an entry of an origin list, or `undefined`. Entries are origins (`https://example.com`),
 * wildcards for sub-domains (`https://*.example.com`, not the domain itself), or `null` for sandboxed pages.
 */
export function originProblem(entry: string): string | undefined {
  if (entry === 'null') return undefined
  if (entry === '*') return 'would let every website in; list the origins one by one'
  const address = entry.replace('://*.', '://wildcard.')
  if (!/^https?:\/\//.test(entry)) return 'must start with https:// or http://'
  if (address.includes('*')) return 'may have one wildcard, in front: https://*.example.com'
  if (!URL.canParse(address)) return 'is not a web address'
  if (new URL(address).origin !== address.toLowerCase()) return 'must be scheme and host only, without a path'
  return undefined
}

/** Pages on this machine, on every port, as far as policies can say it: they know no IPv6 addresses. */
const LOOPBACK = ['http', 'https'].flatMap((scheme) => [`${scheme}://localhost:*`, `${scheme}://127.0.0.1:*`])

/**
 * The list of `entries`, each of which passed `originProblem`. With `loopback`, pages on this machine are allowed on
 * every port: the sandbox is for trying things out, and its tickets stay here.
 */
export function originList(entries: readonly string[], options: { loopback: boolean }): OriginList {
  const exact = new Set(entries.map((entry) => entry.toLowerCase()))
  const wildcards = entries
    .map((entry) => WILDCARD.exec(entry.toLowerCase()))
    .filter((match) => match !== null)
    .map(([, scheme = '', host = '']) => ({ scheme, suffix: `.${host}` }))
  return {
    // Documents of an opaque origin ("null") cannot be named in a policy.
    sources: [...exact].filter((entry) => entry !== 'null').concat(options.loopback ? LOOPBACK : []),
    allows: (origin) =>
      exact.has(origin) ||
      (options.loopback && /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin)) ||
      wildcards.some(
        ({ scheme, suffix }) =>
          origin.startsWith(scheme) &&
          origin.endsWith(suffix) &&
          /^[a-z0-9.-]+$/.test(origin.slice(scheme.length, -suffix.length)),
      ),
  }
}
