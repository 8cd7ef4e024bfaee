/** A PostgreSQL of the tests' own, and a PgBouncer before it that gives each transaction another session. */
import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'

/** Where databases are reached, without their names. */
export interface Addresses {
  direct: string
  /** Undefined where PgBouncer is not installed. */
  pooled: string | undefined
}

/** A copy that follows the server, and that every commit waits for. */
export interface Standby {
  /** Its address, without a database's name; it only reads. */
  direct: string
  /** Lets it take over. */
  promote: () => Promise<void>
}

/** A copy of the server as it was. */
export interface Backup {
  /** Its address, without a database's name. */
  direct: string
  /** Starts it as it is. */
  start: () => Promise<void>
}

export interface Cluster extends Addresses {
  /** Adds a standby, and a synchronous one. */
  standby: () => Promise<Standby>
  /** Copies all that is there at the moment. */
  backup: () => Promise<Backup>
  /** Kills every process of it at once, as a crash does, and starts it again. */
  crash: () => Promise<void>
  /** Stops the server. */
  halt: () => void
  start: () => Promise<void>
  stop: () => Promise<void>
}

const VERSIONS = '/usr/lib/postgresql'
const POOLERS = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer']

/** The folder of PostgreSQL's programs; undefined where it is not installed. */
function programs(): string | undefined {
  const debian = existsSync(VERSIONS) ? readdirSync(VERSIONS).toSorted((a, b) => Number(b) - Number(a)) : []
  const folders = [...debian.map((version) => join(VERSIONS, version, 'bin')), '/usr/local/bin', '/usr/bin']
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')))
}

const pooler = () => POOLERS.find((path) => existsSync(path))

/** What is not installed, by the names of Debian's packages. */
export const missing = (): string[] => [
  ...(programs() === undefined ? ['postgresql'] : []),
  ...(pooler() === undefined ? ['pgbouncer'] : []),
]

/** Neither program runs as root. */
const isRoot = process.getuid?.() === 0
const asUser = (command: string, args: string[]): [string, string[]] =>
  isRoot ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args]

async function aFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: `${url}/postgres` })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query('SELECT 1')
      return
    } catch (error) {
      if (tries > 300) throw error
      await setTimeout(50)
    } finally {
      await client.end().catch(() => {})
    }
  }
}

async function startPooler(folder: string, port: number): Promise<{ url: string; process: ChildProcess }> {
  const own = await aFreePort()
  const file = join(folder, 'pgbouncer.ini')
  writeFileSync(
    file,
    `[databases]
* = host=127.0.0.1 port=${port} user=support
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${own}
auth_type = any
pool_mode = transaction
max_client_conn = 2000
default_pool_size = 8
server_login_retry = 1
server_idle_timeout = 10
`,
  )
  const [command, args] = asUser(pooler() ?? 'pgbouncer', ['-q', file])
  const process = spawn(command, args, { stdio: 'ignore' })
  const url = `postgres://support@127.0.0.1:${own}`
  await answers(url)
  return { url, process }
}

/** Starts a cluster in a folder of its own, on free ports; what is missing for it has to be there. */
export async function aCluster(): Promise<Cluster> {
  const bin = programs() ?? ''
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
  if (isRoot) chownSync(folder, Number(execFileSync('id', ['-u', 'postgres']).toString()), -1)
  const run = (program: string, ...args: string[]) => {
    const [command, all] = asUser(join(bin, program), args)
    execFileSync(command, all, { stdio: 'ignore' })
  }
  const data = join(folder, 'data')
  run('initdb', '-D', data, '-U', 'support', '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C')
  const port = await aFreePort()
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c max_connections=300`
  const direct = `postgres://support@127.0.0.1:${port}`
  const start = async () => {
    run('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-o', settings, '-w', '-t', '60', 'start')
    await answers(direct)
  }
  const copies: string[] = []
  const copyAs = async (name: string, ...how: string[]) => {
    const copy = join(folder, name)
    const own = await aFreePort()
    const source = `host=127.0.0.1 port=${port} user=support`
    run('pg_basebackup', '-d', source, '-D', copy, ...how, '-X', 'stream', '-c', 'fast', '--no-sync')
    const its = settings.replace(`-p ${port}`, `-p ${own}`)
    const begin = () => {
      run('pg_ctl', '-D', copy, '-l', join(folder, `${name}.log`), '-o', its, '-w', '-t', '60', 'start')
      copies.push(copy)
    }
    return { copy, own: `postgres://support@127.0.0.1:${own}`, begin }
  }
  const backup = async (): Promise<Backup> => {
    const { own, begin } = await copyAs('backup')
    return {
      direct: own,
      async start() {
        begin()
        await answers(own)
      },
    }
  }
  const standby = async (): Promise<Standby> => {
    const { copy, own, begin } = await copyAs('standby', '-R')
    begin()
    const client = new pg.Client({ connectionString: `${direct}/postgres` })
    await client.connect()
    await client.query(`ALTER SYSTEM SET synchronous_standby_names = '*'`)
    await client.query('SELECT pg_reload_conf()')
    await client.end()
    return {
      direct: own,
      promote: async () => run('pg_ctl', '-D', copy, '-w', '-t', '60', 'promote'),
    }
  }
  const halt = () => run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop')
  await start()
  const pooled = pooler() === undefined ? undefined : await startPooler(folder, port)
  return {
    direct,
    pooled: pooled?.url,
    start,
    halt,
    standby,
    backup,
    async crash() {
      halt()
      await start()
    },
    async stop() {
      pooled?.process.kill('SIGTERM')
      for (const copy of copies) run('pg_ctl', '-D', copy, '-m', 'immediate', '-w', 'stop')
      if (existsSync(join(data, 'postmaster.pid'))) halt()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
