/**
 * Starts the sandbox alone: `npm run sandbox [-- --seed demo]`. Reads PORT (8788), HOST (127.0.0.1), PUBLIC_URL,
 * DATA_DIR (./data) and SANDBOX_RATE (60). Composition root: imported by nothing.
 */
import { mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { serve } from '@hono/node-server'
import { lingerAfterAnswers } from '../lingering-close.ts'
import { openSqlite } from '../store/sqlite/database.ts'
import { createSandbox, namesOf, SANDBOX_CHANNEL, SANDBOX_TOKEN } from './sandbox.ts'

/** Where the build puts the inbox page, seen from the compiled file. */
const PAGE = fileURLToPath(new URL('../../inbox', import.meta.url))

interface Settings {
  port: number
  host: string
  /** Address that it is reached at, when that is by a name. */
  publicUrl: string | undefined
  folder: string
  rate: number
  demo: boolean
}

/** Reads arguments and environment, or reports everything that is wrong with them. */
function readSettings(): Settings | string[] {
  const problems: string[] = []
  const integer = (name: string, fallback: number, min: number, max: number) => {
    const text = process.env[name] ?? ''
    const value = text === '' ? fallback : Number(text)
    if (Number.isInteger(value) && value >= min && value <= max) return value
    problems.push(
      `${name}: "${text}" is not a whole number from ${min} to ${max}; for example ${name}=${fallback}`,
    )
    return fallback
  }
  const { seed, unknown } = readArguments()
  if (unknown !== undefined) problems.push(unknown)
  if (seed !== undefined && seed !== 'demo')
    problems.push(`--seed: "${seed}" is unknown; for example --seed demo`)
  const publicUrl = process.env['PUBLIC_URL'] || undefined
  if (publicUrl !== undefined && !URL.canParse(publicUrl))
    problems.push(
      `PUBLIC_URL: "${publicUrl}" is no web address; for example PUBLIC_URL=http://desk.example:8788`,
    )
  const settings = {
    port: integer('PORT', 8788, 0, 65_535),
    host: process.env['HOST'] ?? '127.0.0.1',
    publicUrl,
    folder: process.env['DATA_DIR'] ?? './data',
    rate: integer('SANDBOX_RATE', 60, 1, 1_000_000),
    demo: seed === 'demo',
  }
  return problems.length > 0 ? problems : settings
}

function readArguments(): { seed?: string | undefined; unknown?: string } {
  try {
    return { seed: parseArgs({ options: { seed: { type: 'string' } } }).values.seed }
  } catch (error) {
    return { unknown: error instanceof Error ? error.message : String(error) }
  }
}

function start({ port, host, publicUrl, folder, rate, demo }: Settings): void {
  mkdirSync(folder, { recursive: true })
  const sql = openSqlite(join(folder, 'sandbox.db'), { exclusive: true })
  const hosts = namesOf(host, publicUrl)
  const sandbox = createSandbox({ sql, page: PAGE, rate, hosts, ...(demo ? { seed: 'demo' } : {}) })
  const server = serve({ fetch: sandbox.fetch, port, hostname: host }, (address) => {
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/sandbox`
    process.stdout.write(
      `Sandbox helpdesk: tickets stay in ${folder}, nothing is sent from this machine.\n` +
        `  inbox    ${url}\n  API      ${url}/api\n` +
        `  tokens   ${SANDBOX_TOKEN} (admin), sandbox-member, sandbox-multi (X-Workspace-Id: 1 or 2)\n` +
        `  channel  ${SANDBOX_CHANNEL}\n`,
    )
  })
  lingerAfterAnswers(server as Server) // as: it makes an HTTP/1 server unless it is given another
  const stop = () => {
    // Streams and hanging answers first: the server waits for them.
    sandbox.close()
    server.close(() => {
      sql.close()
      process.exit(0)
    })
    // Browsers keep connections open that carry nothing; the server would wait for them.
    if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 1000).unref()
  }
  server.on('error', fail)
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

function fail(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error)
  const hint = /locked/.test(reason) ? '; another process uses this DATA_DIR' : ''
  process.stderr.write(`The sandbox cannot start: ${reason}${hint}\n`)
  process.exit(1)
}

const settings = readSettings()
if (Array.isArray(settings)) fail(new Error(`\n  ${settings.join('\n  ')}`))
try {
  start(settings)
} catch (error) {
  fail(error)
}
