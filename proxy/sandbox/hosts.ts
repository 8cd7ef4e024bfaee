/**
 * Which hosts the sandbox answers to. Anybody can let a name of theirs lead to this machine (DNS rebinding); to a
 * browser their page is then of the same origin as the inbox. An address is nobody's name.
 */
import type { MiddlewareHandler } from 'hono'
import { ApiError } from './api/errors.ts'

/** Names that lead to this machine or nowhere (RFC 6761; in one process it is `sandbox.invalid`), and addresses. */
const NOBODYS = /^((.+\.)?localhost|.+\.invalid|\d+\.\d+\.\d+\.\d+|\[.+\])$/

/** Refuses requests to a host that is neither an address, nor this machine, nor one of `names`. */
export function knownHosts(names: readonly string[]): MiddlewareHandler {
  const known = new Set(names.map((name) => name.toLowerCase()))
  return async (context, next) => {
    const { url } = context.req
    // Node hands on any text as a host; one that no address can have, such as `a.9`, is nobody's either.
    const hostname = URL.canParse(url) ? new URL(url).hostname : ''
    if (NOBODYS.test(hostname) || known.has(hostname)) return next()
    const why =
      'The sandbox does not answer to this host. Set PUBLIC_URL to the address that you reach it at.'
    return new ApiError(421, why).toResponse()
  }
}

/** The names in the settings that say where a server is: an address to listen on, and a web address. */
export const namesOf = (host: string | undefined, publicUrl: string | undefined): string[] =>
  [host, publicUrl === undefined ? undefined : new URL(publicUrl).hostname].filter(
    (name) => name !== undefined,
  )
