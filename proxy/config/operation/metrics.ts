/** Where metrics are read, as the environment says: on a port of their own, or by a token beside everything else. */
import type { Reader } from '../environment.ts'

export interface MetricsRules {
  /** Of a listener of their own; undefined: `/metrics` of the proxy's own port. */
  listen: { port: number; host: string } | undefined
  /** What whoever reads them has to bring; undefined: nothing, which is for this machine only. */
  token: string | undefined
}

/** Shorter ones can be guessed. */
const SHORTEST = 16

/** Whether only this machine reaches what listens there. */
export const isLoopback = (host: string): boolean => /^(localhost|::1|127\.\d+\.\d+\.\d+)$/.test(host)

const ANY: ReadonlySet<string | undefined> = new Set([undefined, '0.0.0.0', '::'])

/** Where the proxy itself listens; an undefined host is all of them. */
interface OwnLine {
  port: number
  host: string | undefined
}

/** Whether both would listen on one port: whichever comes second would be told that it is taken. */
const collide = (own: OwnLine, port: number, host: string): boolean =>
  port !== 0 && own.port === port && (own.host === host || ANY.has(own.host) || ANY.has(host))

/**
 * Undefined where nobody asks for metrics: then nothing of them is loaded.
 * @param own Where the proxy listens.
 */
export function readMetrics(reader: Reader, own: OwnLine): MetricsRules | undefined {
  const token = reader.secret('METRICS_TOKEN')
  const hasPort = reader.text('METRICS_PORT') !== undefined
  const port = reader.number('METRICS_PORT', 0, 0, 65_535)
  const host = reader.text('METRICS_HOST')
  if (token !== undefined && (token.length < SHORTEST || !/^[\x21-\x7e]+$/.test(token)))
    reader.problem(
      'METRICS_TOKEN',
      `must have at least ${SHORTEST} characters, none of them a space`,
      '32 random characters',
    )
  if (host !== undefined && !hasPort)
    reader.problem('METRICS_HOST', 'counts with METRICS_PORT only, which is not set', '127.0.0.1')
  if (host !== undefined && !isLoopback(host) && token === undefined)
    reader.problem(
      'METRICS_TOKEN',
      `is missing, and METRICS_HOST is "${host}", which other machines reach`,
      '32 random characters',
    )
  if (hasPort && collide(own, port, host ?? '127.0.0.1'))
    reader.problem('METRICS_PORT', `is ${port}, as PORT is: give it another one`, '9464')
  if (!hasPort && token === undefined) return undefined
  return { listen: hasPort ? { port, host: host ?? '127.0.0.1' } : undefined, token }
}
