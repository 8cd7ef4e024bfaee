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

const WEB = /^https?:\/\//i

/** `tauri://localhost`, `app://.`, `moz-extension://*`: an app has its own scheme, and an extension in Firefox a host of each browser's own. */
const APP = /^([a-z][a-z\d+.-]*):\/\/(\*|\.|[a-z\d_-]+(\.[a-z\d_-]+)*(:\d+)?)$/i

/** Schemes without origins of their own, and what is left of `https` when a letter is missing or doubled. */
const NO_APP = /^([htps]+|ftps?|wss?|file|data|blob|about|javascript)$/i

const WILDCARD = /^(https?:\/\/)\*\.([^/*]+)$/

/**
 * A host with a port or without; names with `_` are no host names, and are used. What else web addresses may have, such
 * as `;` and quotes, would end a source in a policy and begin something else.
 */
const HOST = /^([\p{L}\p{M}\p{N}_-]+(\.[\p{L}\p{M}\p{N}_-]+)*|\[[\da-f:.]+\])(:\d+)?$/iu

/** Whether a host has a sign that stands for a plain letter or digit, such as `K` (U+212A): it reads like another's name. */
const disguised = (host: string) =>
  Array.from(host).some((sign) => sign > '~' && /[ -~]/.test(sign.normalize('NFKC')))

/** Top-level names below which everything is somebody's own network (RFC 6761, RFC 6762). */
const PRIVATE = /^(localhost|local|test|internal)(:\d+)?$/i

/** What is wrong with the host of a wildcard, or `undefined`. */
function wildcardProblem(host: string): string | undefined {
  if (host.includes('.') || PRIVATE.test(host)) return undefined
  return `would let every website below .${host} in; name a domain of yours: https://*.example.${host}`
}

/** What is wrong with an entry that is none of the web, or `undefined`. */
function appProblem(entry: string): string | undefined {
  const [, scheme = ''] = APP.exec(entry) ?? []
  if (scheme !== '' && !NO_APP.test(scheme)) return undefined
  return 'must start with https:// or http://, or be the origin of an app, such as capacitor://localhost'
}

/** An entry as browsers write it in an `Origin`: `https://münchen.de:443` is `https://xn--mnchen-3ya.de` there. */
function asSent(entry: string): string {
  const address = entry.replace('://*.', '://wildcard.')
  if (!WEB.test(entry) || !URL.canParse(address)) return entry.toLowerCase()
  return new URL(address).origin.replace('://wildcard.', '://*.')
}

/**
 * What is wrong with an entry of an origin list, or `undefined`. Entries are origins (`https://example.com`),
 * wildcards for sub-domains (`https://*.example.com`, not the domain itself), origins of apps (`tauri://localhost`), all
 * of one scheme (`moz-extension://*`), or `null` for sandboxed pages.
 */
export function originProblem(entry: string): string | undefined {
  if (entry === 'null') return undefined
  if (entry === '*') return 'would let every website in; list the origins one by one'
  const address = entry.replace('://*.', '://wildcard.')
  if (!WEB.test(entry)) return appProblem(entry)
  if (address.includes('*')) return 'may have one wildcard, in front: https://*.example.com'
  if (!URL.canParse(address)) return 'is not a web address'
  const { pathname, search, hash, username } = new URL(address)
  if (pathname !== '/' || search + hash + username !== '' || address.endsWith('/'))
    return 'must be scheme and host only, without a path'
  const name = address.replace(WEB, '')
  if (!HOST.test(name) || disguised(name))
    return 'has characters that no host has: use letters, digits, "-", "_" and "."'
  const host = WILDCARD.exec(asSent(entry))?.[2]
  return host === undefined ? undefined : wildcardProblem(host)
}

/** Pages on this machine, on every port, as far as policies can say it: they know no IPv6 addresses. */
const LOOPBACK = ['http', 'https'].flatMap((scheme) => [`${scheme}://localhost:*`, `${scheme}://127.0.0.1:*`])

/**
 * The list of `entries`, each of which passed `originProblem`. With `loopback`, pages on this machine are allowed on
 * every port: the sandbox is for trying things out, and its tickets stay here.
 */
export function originList(entries: readonly string[], options: { loopback: boolean }): OriginList {
  const exact = new Set(entries.map(asSent))
  const wildcards = [...exact]
    .map((entry) => WILDCARD.exec(entry))
    .filter((match) => match !== null)
    .map(([, scheme = '', host = '']) => ({ scheme, suffix: `.${host}` }))
  const allows = (origin: string) =>
    exact.has(origin) ||
    exact.has(`${APP.exec(origin)?.[1]}://*`) ||
    (options.loopback && /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin)) ||
    wildcards.some(
      ({ scheme, suffix }) =>
        origin.startsWith(scheme) &&
        origin.endsWith(suffix) &&
        /^[a-z0-9._-]+$/.test(origin.slice(scheme.length, -suffix.length)),
    )
  return {
    // Documents of an opaque origin ("null") cannot be named in a policy, nor a host that is no more than a dot.
    sources: [...exact]
      .filter((entry) => entry !== 'null')
      .map((entry) => entry.replace(/:\/\/[.*]$/, ':'))
      .concat(options.loopback ? LOOPBACK : []),
    // Safari writes the names of its extensions in capitals.
    allows: (origin) => allows(origin.toLowerCase()),
  }
}
