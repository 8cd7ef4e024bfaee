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
 * A host as browsers write it in an `Origin`, with a port or without; names with `_` are no host names, and are used.
 * What else web addresses may have, such as `;` and quotes, would end a source in a policy and begin something else.
 */
const HOST = /^([a-z\d_-]+(\.[a-z\d_-]+)*|\[[\da-f:.]+\])(:\d+)?$/i

/** Top-level names below which everything is somebody's own network (RFC 6761, RFC 6762). */
const PRIVATE = /^(localhost|local|test|internal)(:\d+)?$/i

/** What is wrong with the host of a wildcard, or `undefined`. */
function wildcardProblem(host: string): string | undefined {
  if (host.includes('.') || PRIVATE.test(host)) return undefined
  return `would let every website below .${host} in; name a domain of yours: https://*.example.${host}`
}

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
  const { origin, pathname, search, hash, username } = new URL(address)
  if (pathname !== '/' || search + hash + username !== '' || address.endsWith('/'))
    return 'must be scheme and host only, without a path'
  if (!HOST.test(address.replace(/^https?:\/\//, '')))
    return 'has characters that no host has: use letters, digits, "-", "_" and ".", and for others the xn-- form'
  if (origin !== address.toLowerCase())
    return `is written as ${origin.replace('://wildcard.', '://*.')} by browsers: write it so`
  const host = WILDCARD.exec(entry)?.[2]
  return host === undefined ? undefined : wildcardProblem(host)
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
          /^[a-z0-9._-]+$/.test(origin.slice(scheme.length, -suffix.length)),
      ),
  }
}
