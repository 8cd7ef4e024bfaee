/** The compiled proxy as a child process: started, killed, stopped and started again on the same data. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { CHANNEL, ORIGIN, UNLIMITED } from '../proxy/builders.ts'

const PROGRAM = fileURLToPath(new URL('../../../dist/proxy/main.js', import.meta.url))

export interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
}

export interface LogLine {
  level: string
  event: string
  id?: string
  state?: string
  why?: string
}

/** A running (or finished) proxy. */
export class Server {
  readonly process: ChildProcess
  /** All that it wrote so far. */
  output = ''
  errors = ''
  readonly exit: Promise<Exit>
  /** The address, once it listens; rejects when it ends before. */
  readonly ready: Promise<string>
  #ended = false

  constructor(process: ChildProcess) {
    this.process = process
    this.exit = new Promise((resolve) =>
      // `close` comes after the last output; `exit` may come before.
      process.on('close', (code, signal) => {
        this.#ended = true
        resolve({ code, signal })
      }),
    )
    this.ready = new Promise((resolve, reject) => {
      process.stdout?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString('utf8')
        const port = /Support proxy on http:\/\/localhost:(\d+)/.exec(this.output)?.[1]
        if (port !== undefined) resolve(`http://127.0.0.1:${port}`)
      })
      void this.exit.then(({ code, signal }) =>
        reject(new Error(`The proxy ended (${code ?? signal}) before it listened: ${this.errors}`)),
      )
    })
    this.ready.catch(() => {})
    process.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString('utf8')))
  }

  get ended(): boolean {
    return this.#ended
  }

  get log(): LogLine[] {
    return this.output
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => JSON.parse(line) as LogLine)
  }

  /** kill -9. */
  async kill(): Promise<Exit> {
    this.process.kill('SIGKILL')
    return this.exit
  }

  /** SIGTERM, and the end that it leads to. */
  async stop(): Promise<Exit> {
    this.process.kill('SIGTERM')
    return this.exit
  }
}

export interface ServerOptions {
  dataDir: string
  deskUrl: string
  env?: Record<string, string>
  /** A program that runs the proxy, with its arguments: strace. */
  under?: string[]
  /** The proxy of another release. */
  program?: string | undefined
}

/** Starts the compiled proxy; it is killed when the test is over. */
export function aServer({
  dataDir,
  deskUrl,
  env = {},
  under = [],
  program = PROGRAM,
}: ServerOptions): Server {
  if (!existsSync(program)) throw new Error('Build first: npm run build')
  const [command, ...args] = [...under, process.execPath, program]
  const server = new Server(
    spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'] ?? '',
        THERE_THERE_TOKEN: 'chaos',
        THERE_THERE_CHANNEL: CHANNEL,
        THERE_THERE_URL: deskUrl,
        // The rate is the subject of tests of its own.
        THERE_THERE_RATE: '10000',
        ALLOWED_ORIGINS: ORIGIN,
        ...UNLIMITED,
        HELPDESK_TIMEOUT_MS: '400',
        SETTLE_DELAY_MS: '1500',
        DATA_DIR: dataDir,
        PORT: '0',
        HOST: '127.0.0.1',
        ...env,
      },
    }),
  )
  onTestFinished(async () => {
    if (!server.ended) await server.kill()
  })
  return server
}
