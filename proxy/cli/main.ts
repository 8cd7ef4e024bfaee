#!/usr/bin/env node
/**
 * The operator's commands. They speak to a running proxy over its socket, and open the database themselves when none
 * runs.
 */
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { ConfigError, loadConfig } from '../config/config.ts'
import type { Config } from '../config/config.ts'
import { examine } from '../operator/doctor.ts'
import type { Environment } from '../config/environment.ts'
import { LISTINGS } from '../store/records.ts'
import type { Erased } from '../store/records.ts'
import { createOperator } from '../operator/admin-api.ts'
import type { QueueRow } from '../operator/admin-api.ts'
import type { Readiness } from '../operator/readiness.ts'
import { sitesSchema } from '../config/sites-file.ts'
import { connect, socketPath } from '../operator/admin-socket.ts'
import { holdsStore, openOperator } from '../store/open.ts'

/** Exit codes: 0 all is well, 1 something is not, 2 the command or the configuration is wrong. */
export type ExitCode = 0 | 1 | 2

export interface CommandLine {
  argv: readonly string[]
  env: Environment
  stdout: (text: string) => void
  stderr: (text: string) => void
}

const HELP = `Usage: support-proxy COMMAND [--json]

  doctor                        check data directory, token, workspace, channels and clock
  status                        how a running proxy stands, and what needs attention
  schema                        JSON Schema of the sites file, for editors
  outbox list [--state STATE]   list submissions (${LISTINGS.join(', ')})
  outbox show ID                one submission, by id or reference
  outbox retry ID               try one that is dead again, or one that is waiting at once
  outbox retry --all-dead       try all that are dead again
  outbox retry --all-partial    try the failed steps of delivered ones again: tags, team, assignee, note
  outbox retry ID --unsure      try one again of which you know that the helpdesk does not have it
  outbox drop ID --yes          give up one that cannot be delivered, and erase it: it is lost then
  outbox erase --email ADDRESS  erase the text of what this address sent and what was delivered
  outbox erase --email ADDRESS --dead   erase what the helpdesk refused as well: it is lost then
  outbox export                 every submission as JSON lines

  --show-body                   with show, list --json and export: what the visitor wrote as well
  --json                        answers as JSON

Exit codes: 0 all is well, 1 something needs attention, 2 the command or the configuration is wrong.
The commands read the same environment as the proxy, and work beside it or while it is stopped.
`

/** Thrown to end a command with a message and a code. */
class Exit extends Error {
  readonly code: ExitCode
  constructor(code: ExitCode, message: string) {
    super(message)
    this.code = code
  }
}

type Options = {
  email?: string
  state?: string
  json?: boolean
  dead?: boolean
  unsure?: boolean
  yes?: boolean
  'all-dead'?: boolean
  'all-partial'?: boolean
  'show-body'?: boolean
}
type Ask = (path: string, body?: unknown) => Promise<unknown>

/** The operator's routes: of the running proxy, else of the database itself. */
async function reach(config: Config): Promise<{ ask: Ask; close: () => void }> {
  const running = await connect(socketPath(config.dataDir))
  if (!running && !holdsStore(config.dataDir))
    throw new Exit(
      1,
      `There is no database at ${join(config.dataDir, 'outbox.db')}. Set DATA_DIR to the proxy's data directory.`,
    )
  const opened = running ? undefined : openOperator(config.dataDir)
  const fetch =
    running ??
    // as: it is open when nothing runs
    createOperator({ messages: (opened as NonNullable<typeof opened>).operator, wake: () => {} }).fetch
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
  return { ask, close: () => opened?.close() }
}

/** Every row, page by page. */
async function* rowsOf(ask: Ask, { state, 'show-body': body }: Options): AsyncGenerator<QueueRow> {
  let after = ''
  for (;;) {
    const query = new URLSearchParams({
      after,
      ...(state !== undefined && { state }),
      ...(body && { body: '1' }),
    })
    const page = (await ask(`/outbox?${query.toString()}`)) as { rows: QueueRow[]; more: boolean }
    yield* page.rows
    after = page.rows.at(-1)?.id ?? ''
    if (!page.more) return
  }
}

function rowLine({ reference, state, acceptedAt, site, attempts, why, ticket }: QueueRow): string {
  const about = ticket ?? why ?? ''
  return `${reference}  ${state.padEnd(9)}  ${acceptedAt}  ${String(attempts).padStart(3)}  ${site}  ${about}`.trimEnd()
}

async function list(ask: Ask, options: Options, { stdout }: CommandLine): Promise<ExitCode> {
  const rows: QueueRow[] = []
  for await (const row of rowsOf(ask, options)) rows.push(row)
  if (options.json) stdout(`${JSON.stringify(rows, null, 2)}\n`)
  else if (rows.length === 0) stdout('Nothing there.\n')
  else
    stdout(
      `REFERENCE     STATE      ACCEPTED                  TRY  SITE  TICKET OR REASON\n${rows.map(rowLine).join('\n')}\n`,
    )
  return 0
}

async function show(ask: Ask, id: string, options: Options, { stdout }: CommandLine): Promise<ExitCode> {
  const row = (await ask(
    `/outbox/${encodeURIComponent(id)}${options['show-body'] ? '?body=1' : ''}`,
  )) as QueueRow
  const entries = Object.entries(row).map(
    ([name, value]) =>
      `${name}: ${typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value)}`,
  )
  stdout(options.json ? `${JSON.stringify(row, null, 2)}\n` : `${entries.join('\n')}\n`)
  return 0
}

async function retry(
  ask: Ask,
  id: string | undefined,
  options: Options,
  { stdout }: CommandLine,
): Promise<ExitCode> {
  const { 'all-dead': allDead, 'all-partial': allPartial, unsure } = options
  const asked = [
    id !== undefined && { id, unsure },
    allDead && { allDead },
    allPartial && { allPartial },
  ].filter(Boolean)
  if (asked.length !== 1 || (unsure && id === undefined))
    throw new Exit(2, 'Name one id, or --all-dead, or --all-partial.')
  const { retried } = (await ask('/retry', asked[0])) as { retried: number }
  stdout(options.json ? `${JSON.stringify({ retried })}\n` : `${retried} will be tried again.\n`)
  return 0
}

async function drop(ask: Ask, id: string, options: Options, { stdout }: CommandLine): Promise<ExitCode> {
  // Without --yes the answer is a word of warning.
  const { dropped } = (await ask('/drop', { id, yes: options.yes })) as { dropped: string }
  stdout(options.json ? `${JSON.stringify({ dropped })}\n` : `${dropped} is dropped and erased.\n`)
  return 0
}

async function erase(ask: Ask, options: Options, { stdout }: CommandLine): Promise<ExitCode> {
  if (options.email === undefined) throw new Exit(2, 'Name the address: outbox erase --email ADDRESS')
  const answer = (await ask('/erase', { email: options.email, dead: options.dead })) as Erased
  const { erased, undelivered } = answer
  const kept = undelivered.map((reference) => `  ${reference}\n`).join('')
  if (options.json) stdout(`${JSON.stringify(answer)}\n`)
  else
    stdout(
      `${erased} erased.\n${kept && `Not delivered yet, and kept; run this again afterwards, or with --dead for what was refused; what cannot be delivered: outbox drop ID:\n${kept}`}`,
    )
  return undelivered.length === 0 ? 0 : 1
}

async function exportAll(ask: Ask, options: Options, { stdout }: CommandLine): Promise<ExitCode> {
  for await (const row of rowsOf(ask, options)) stdout(`${JSON.stringify(row)}\n`)
  return 0
}

async function doctor(config: Config, options: Options, line: CommandLine): Promise<ExitCode> {
  const { stdout, stderr } = line
  const findings = await examine(config, (ms) => {
    stderr(`Waiting ${Math.ceil(ms / 1000)} s: this minute's calls to the helpdesk are made.\n`)
    return setTimeout(ms)
  })
  const text = findings.map(
    ({ ok, check, detail, advice }) =>
      `${ok ? 'ok   ' : 'FAIL '} ${check}: ${detail}${advice ? `\n      ${advice}` : ''}`,
  )
  stdout(options.json ? `${JSON.stringify(findings, null, 2)}\n` : `${text.join('\n')}\n`)
  return findings.every(({ ok }) => ok) ? 0 : 1
}

async function status(ask: Ask, options: Options, { stdout }: CommandLine): Promise<ExitCode> {
  const answer = (await ask('/readiness')) as Readiness
  const lines = [answer.status, ...answer.why, ...answer.attention]
  stdout(options.json ? `${JSON.stringify(answer, null, 2)}\n` : `${lines.join('\n')}\n`)
  return lines.length === 1 ? 0 : 1
}

async function dispatch(line: CommandLine): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...line.argv],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean' },
      email: { type: 'string' },
      state: { type: 'string' },
      dead: { type: 'boolean' },
      unsure: { type: 'boolean' },
      yes: { type: 'boolean' },
      'all-dead': { type: 'boolean' },
      'all-partial': { type: 'boolean' },
      'show-body': { type: 'boolean' },
    },
  })
  const [group, action, id, ...rest] = positionals
  if (values.help || group === undefined) {
    line.stdout(HELP)
    return values.help ? 0 : 2
  }
  if (rest.length > 0) throw new Exit(2, `There is too much after "${group} ${action}".`)
  const options: Options = values
  if (group === 'schema') {
    line.stdout(`${JSON.stringify(sitesSchema(), null, 2)}\n`)
    return 0
  }
  const config = loadConfig(line.env)
  if (group === 'doctor') return doctor(config, options, line)
  const isOutbox =
    group === 'outbox' && ['list', 'show', 'retry', 'drop', 'erase', 'export'].includes(action ?? '')
  if (group !== 'status' && !isOutbox)
    throw new Exit(2, `There is no command "${positionals.join(' ')}". Run: support-proxy --help`)
  if ((action === 'show' || action === 'drop') && id === undefined)
    throw new Exit(2, 'Name an id or a reference.')
  const { ask, close } = await reach(config)
  try {
    if (group === 'status') return await status(ask, options, line)
    if (action === 'list') return await list(ask, options, line)
    if (action === 'show') return await show(ask, id ?? '', options, line)
    if (action === 'retry') return await retry(ask, id, options, line)
    if (action === 'drop') return await drop(ask, id ?? '', options, line)
    if (action === 'erase') return await erase(ask, options, line)
    return await exportAll(ask, options, line)
  } finally {
    close()
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
  process.exitCode = await run({
    argv: process.argv.slice(2),
    env: process.env,
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
  })
}

// npx starts this through a link.
if (import.meta.url === pathToFileURL(realpathSync(process.argv[1] ?? '')).href) await runHere()
