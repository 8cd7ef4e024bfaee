/**
 * Who sent a request: the address of the socket, or what the trusted hops in front say. A client's own
 * `X-Forwarded-For` is worth nothing, nor are the headers that tell the same.
 */
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { compile } from '@fastify/proxy-addr'
import { forwardedBy } from './forwarded.ts'

/** What an address is taken from; every server of Node's hands it over. */
export type Incoming = Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } }

/** The connection of a request, where the runtime is Node; `env` is what it tells of it. */
export function incomingOf(env: unknown): Incoming | undefined {
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return undefined
  return env.incoming as Incoming // @hono/node-server's binding
}

/** Networks in which a reverse proxy stands, not a visitor. */
const near = compile(['loopback', 'linklocal', 'uniquelocal'])

/** Why `hop` cannot be in the list of trusted hops, for its operator; `undefined` when it can. */
export function hopProblem(hop: string): string | undefined {
  const [address = '', prefix] = hop.split('/')
  // Shorthands are read differently by each program: `127.1`, or `1` for 0.0.0.1.
  const isRange = isIP(address) !== 0
  if (isRange && prefix === '0') return 'would believe everybody: visitors could write any address they like'
  try {
    compile([hop])
    return isRange || (prefix === undefined && /^[a-z]+$/.test(hop)) ? undefined : 'is no whole address'
  } catch {
    return 'is neither address nor CIDR'
  }
}

/** The groups of an IPv6 address, all eight. */
function groupsOf(address: string): string[] {
  // The URL parser writes every form of an address in one way, embedded IPv4 included.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = '', tail] = canonical.split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail ? tail.split(':') : []
  return [...front, ...Array<string>(8 - front.length - back.length).fill('0'), ...back]
}

/**
 * The network that counts as one client: an IPv4 address, or the /64 of an IPv6 one, of which every household and
 * every rented server has all 2^64 addresses.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '')
  if (isIP(plain) !== 6) return plain
  const groups = groupsOf(plain)
  const [a = '0', b = '0'] = groups.slice(6)
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return `${groups.slice(0, 4).join(':')}::/64`
  const bytes = [a, b].flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255])
  return bytes.join('.')
}

/** What is known of a request's sender. */
export interface ClientNetwork {
  /** Its network; undefined when it is hidden behind a reverse proxy that is not trusted. */
  network: string | undefined
}

/** What keeps visitors from being told apart; each is an event in the log. */
export type AddressTrouble = 'untrusted_proxy' | 'unreadable_hop'

/**
 * A function that tells who sent a request. Behind a reverse proxy on this machine or in this network that is not
 * trusted, or one that is and writes what is no address, all visitors would count as one and soon be refused: their
 * address counts as unknown, and `warn` is called once for each.
 */
export function createAddresses(
  trusted: readonly string[],
  warn: (trouble: AddressTrouble) => void,
): (incoming: Incoming | undefined) => ClientNetwork {
  const trust = trusted.length > 0 ? compile([...trusted]) : () => false
  const told = new Set<AddressTrouble>()
  const unknown = (trouble: AddressTrouble) => {
    if (!told.has(trouble)) warn(trouble)
    told.add(trouble)
    return { network: undefined }
  }
  return (incoming) => {
    const socket = incoming?.socket.remoteAddress
    if (incoming === undefined || socket === undefined) return { network: undefined }
    const written = forwardedBy(incoming.headers)
    if (written === undefined) return { network: networkOf(socket) }
    const hops = [socket, ...written.toReversed()]
    // The first that is not believed; where all are, the one farthest away.
    const address = hops.find((hop, at) => !trust(hop, at)) ?? hops.at(-1)
    if (address === undefined || isIP(address) === 0) return unknown('unreadable_hop')
    if (address === socket && near(socket, 0) && !trust(socket, 0)) return unknown('untrusted_proxy')
    return { network: networkOf(address) }
  }
}
