/** The built proxy as a child process: real signals, real files, a port of its own. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { aFolder } from './builders.ts'
import type { Finish } from './builders.ts'

/** A port that was free a moment ago. */
export async function aPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Starts `node FILE ARGS`, or another program in place of Node, with exactly this environment; resolves when it listens or has ended. */
export async function start(
  env: Record<string, string>,
  file = 'dist/proxy/main.js',
  args: readonly string[] = [],
  finish: Finish = onTestFinished,
  ready = 'Paste this',
  program: readonly [string, ...string[]] = [process.execPath],
) {
  const [runtime, ...before] = program
  const child = spawn(runtime, [...before, file, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const ended = new Promise<number | string>((resolve) =>
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown')),
  )
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  finish(async () => void (await kill('SIGKILL')))
  const listening = new Promise<void>((resolve) =>
    child.stdout.on('data', () => output.includes(ready) && resolve()),
  )
  await Promise.race([listening, ended])
  return { output: () => output, ended, kill, pid: child.pid! }
}

/** A running proxy with the sandbox, on a port and a data directory that survive restarts. */
export async function aSandboxedProxy(env: Record<string, string> = {}, finish: Finish = onTestFinished) {
  const port = await aPort()
  const dataDir = aFolder(finish)
  const begin = (more = {}) =>
    start({ PORT: String(port), DATA_DIR: dataDir, ...env, ...more }, undefined, [], finish)
  let running = await begin()
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    port,
    dataDir,
    output: () => running.output(),
    pid: () => running.pid,
    stop: (signal: NodeJS.Signals = 'SIGTERM') => running.kill(signal),
    restart: async (more: Record<string, string> = {}) => void (running = await begin(more)),
    tickets: () => sandboxTickets(url),
  }
}

/** The tickets of a proxy's sandbox, as the helpdesk's API tells them; with messages. */
export async function sandboxTickets(url: string): Promise<SandboxTicket[]> {
  const headers = { Authorization: 'Bearer sandbox' }
  const list = (await (await fetch(`${url}/sandbox/api/tickets`, { headers })).json()) as {
    data: { ulid: string }[]
  }
  return Promise.all(
    list.data.map(async ({ ulid }) => {
      const answer = await fetch(`${url}/sandbox/api/tickets/${ulid}`, { headers })
      return ((await answer.json()) as { data: SandboxTicket }).data
    }),
  )
}

export interface SandboxTicket {
  ulid: string
  subject: string
  contact: { email: string; name: string | null }
  messages: { body_html: string }[]
}
