#!/usr/bin/env node
/**
 * The operator's commands. They speak to a running proxy over its socket, and open the database themselves when none
 * runs.
 */
import { existsSync, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ConfigError, loadConfig } from '../config/config.ts'
import type { Config } from '../config/config.ts'
import type { Environment } from '../config/environment.ts'
import { createOperator } from '../operator/admin-api.ts'
import { reachProxy } from '../operator/admin-line.ts'
import { createReadiness } from '../operator/readiness.ts'
import { openForCommands } from '../store/open-database.ts'
import { databaseOf, holdsStore, openOperator } from '../store/open.ts'
import { Exit, type Ask, type CliCommand, type ExitCode, type CliOptions } from './command.ts'
import { doctor } from './doctor.ts'
import { importCheck } from './import/check.ts'
import { importReport } from './import/report.ts'
import { importRun } from './import/run.ts'
import { importSchemaCommand } from './import/schema.ts'
import { importStatus } from './import/status.ts'
import { move } from './move.ts'
import { outboxDrop } from './outbox-drop.ts'
import { outboxErase } from './outbox-erase.ts'
import { outboxExport } from './outbox-export.ts'
import { outboxList } from './outbox-list.ts'
import { outboxRetry } from './outbox-retry.ts'
import { outboxShow } from './outbox-show.ts'
import { personErase } from './person/erase.ts'
import { personExport } from './person/export.ts'
import { schema } from './schema.ts'
import { sessionList } from './session/session-list.ts'
import { sessionRevoke } from './session/session-revoke.ts'
import { start } from './start.ts'
import { status } from './status.ts'

/** In the order of help. */
const COMMANDS: readonly CliCommand[] = [
  start,
  doctor,
  status,
  schema,
  outboxList,
  outboxShow,
  outboxRetry,
  outboxDrop,
  outboxErase,
  outboxExport,
  personExport,
  personErase,
  sessionList,
  sessionRevoke,
  move,
  importCheck,
  importRun,
  importStatus,
  importReport,
  importSchemaCommand,
]

/** The options of all commands: which one is called is known only when they are parsed. */
const OPTIONS: CliOptions = {
  ...Object.fromEntries(COMMANDS.flatMap(({ options }) => Object.entries(options))),
  json: { type: 'boolean', usage: 'answers as JSON' },
}

export interface CommandLine {
  argv: readonly string[]
  env: Environment
  stdout: (text: string) => void
  stderr: (text: string) => void
}

/** A line of help: what is longer than its column only keeps a distance. */
const helpLine = (how: string, does: string) => `  ${how.length < 29 ? how.padEnd(30) : `${how}   `}${does}\n`

function help(): string {
  const commands = COMMANDS.flatMap(({ usage }) => usage.map(([how, does]) => helpLine(how, does)))
  const options = Object.entries(OPTIONS).map(([name, { usage }]) => usage && helpLine(`--${name}`, usage))
  return `Usage: support-proxy COMMAND [--json]

${commands.join('')}
${options.filter(Boolean).join('')}
Exit codes: 0 all is well, 1 something needs attention, 2 the command or the configuration is wrong.
The commands read the same environment as the proxy, and work beside it or while it is stopped.
`
}

type Fetch = (request: Request) => Response | Promise<Response>

/** The operator's routes on the database that several proxies share. */
async function reachDatabase(
  url: string,
  config: Config,
): Promise<{ fetch: Fetch; close: () => Promise<void> }> {
  const { spoolBytes, stuckAfterMs } = config
  const store = await openForCommands(url, spoolBytes)
  const readiness = createReadiness({
    store,
    now: Date.now,
    stuckAfterMs,
    failingSince: () => undefined,
    notices: [],
  })
  const { fetch } = createOperator({
    messages: store.operator,
    sessions: store.sessions,
    wake: () => {},
    readiness,
  })
  return { fetch, close: () => store.close() }
}

/** The operator's routes in the data directory: of the running proxy, else of the database itself. */
async function reachFolder(config: Config): Promise<{ fetch: Fetch; close: () => void }> {
  const running = await reachProxy(config.dataDir)
  if (!running && !holdsStore(config.dataDir))
    throw new Exit(
      1,
      `There is no database at ${databaseOf(config.dataDir)}. Set DATA_DIR to the proxy's data directory.`,
    )
  const opened = running ? undefined : openOperator(config.dataDir)
  // as: it is open when nothing runs
  const { operator: messages, sessions } = (opened ?? {}) as NonNullable<typeof opened>
  const fetch = running ?? createOperator({ messages, sessions, wake: () => {} }).fetch
  return { fetch, close: () => opened?.close() }
}

async function reach(config: Config): Promise<{ ask: Ask; close: () => Promise<void> | void }> {
  const { databaseUrl: url } = config
  const { fetch, close } = await (url === undefined ? reachFolder(config) : reachDatabase(url, config))
  const ask: Ask = async (path, body) => {
    const response = await fetch(
      new Request(`http://socket${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
    const answer = (await response.json()) as { message?: string }
    if (response.ok) return answer
    throw new Exit(
      response.status === 400 ? 2 : 1,
      answer.message ?? `The proxy answered ${response.status}.`,
    )
  }
  return { ask, close }
}

/** The operator's routes, reached when they are first asked: not every command needs them. */
function reachLater(config: () => Config): { ask: Ask; close: () => Promise<void> } {
  let reached: ReturnType<typeof reach> | undefined
  return {
    ask: async (path, body) => (await (reached ??= reach(config()))).ask(path, body),
    close: async () => (await reached?.catch(() => undefined))?.close(),
  }
}

/** The command that is named, and what stands after its name. */
function find(positionals: readonly string[]): { found: CliCommand; names: readonly string[] } {
  const called = positionals.join(' ')
  const found = COMMANDS.find(({ name }) => `${called} `.startsWith(`${name} `))
  if (!found) throw new Exit(2, `There is no command "${called}". Run: support-proxy --help`)
  const names = positionals.slice(found.name.split(' ').length)
  if (names.length > 1 && !found.takesMany) throw new Exit(2, `There is too much after "${found.name}".`)
  return { found, names }
}

async function dispatch({ argv, env, stdout, stderr }: CommandLine): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { ...OPTIONS, help: { type: 'boolean', short: 'h' } },
  })
  if (values['help'] || positionals.length === 0) {
    stdout(help())
    return values['help'] ? 0 : 2
  }
  const { found, names } = find(positionals)
  const config = () => loadConfig(env)
  const { ask, close } = reachLater(config)
  try {
    return await found.run({ id: names[0], names, options: values, config, ask, stdout, stderr })
  } finally {
    await close()
  }
}

/** Runs one command. Never throws: what goes wrong is written to `stderr` and told by the code. */
export async function run(line: CommandLine): Promise<ExitCode> {
  try {
    return await dispatch(line)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    line.stderr(`${message}\n`)
    if (error instanceof Exit) return error.code
    return error instanceof ConfigError || error instanceof TypeError ? 2 : 1
  }
}

/** Runs the command of this process and sets its exit code. */
export async function runHere(): Promise<void> {
  let lost: string | undefined
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error) => {
      // A reader such as `head` has seen enough. A full disk is something else: an export would be half of one.
      if ('code' in error && error.code === 'EPIPE') return
      lost ??= error.message
      if (stream === process.stdout) process.stderr.write(`The output cannot be written: ${lost}\n`)
      process.exitCode = 1
    })
  const code = await run({
    argv: process.argv.slice(2),
    env: process.env,
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
  })
  process.exitCode = lost === undefined ? code : 1
}

/** Whether Node was started with this file, which tests import too: npx does it through a link, others without `.js`. */
function isStarted(): boolean {
  const own = realpathSync(fileURLToPath(import.meta.url))
  const [, given = ''] = process.argv
  return [given, `${given}.js`].some((file) => existsSync(file) && realpathSync(file) === own)
}

if (isStarted()) await runHere()
