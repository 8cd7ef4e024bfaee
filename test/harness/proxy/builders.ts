/** Builders for the proxy's tests: real SQLite files in a folder of their own, real HTTP servers on port 0. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openSqlite } from '../../../proxy/store/sqlite/database.ts'
import type { Sql } from '../../../proxy/store/sqlite/database.ts'
import { migrate } from '../../../proxy/store/sqlite/migrations.ts'
import type { StoredSubmission } from '../../../proxy/store/records.ts'

export const CHANNEL = '01HX9F3K2M4N5P6Q7R8S9T0V1W'
export const ORIGIN = 'https://shop.example'

/** The environment of a proxy that lets everything in: one visitor of a test sends as much as a thousand. */
export const UNLIMITED = {
  LIMIT_ADDRESS: '0',
  LIMIT_EMAIL: '0',
  LIMIT_SITE: '0',
  LIMIT_TOTAL: '0',
  LIMIT_BACKLOG: '0',
  LIMIT_UNPROVEN: '0',
  LIMIT_CODES: '0',
}

/** Takes what is to be done when the test, or whatever else it is made for, is over. */
export type Finish = (cleanup: () => void | Promise<void>) => void

/** A folder that is gone after the test. */
export function aFolder(finish: Finish = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'support-'))
  finish(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/**
 * A real database file. Shared by default: libsql keeps the lock of an exclusive one until its process ends, and
 * tests restart within one process.
 */
export function aDatabase(folder = aFolder(), exclusive = false): Sql {
  const sql = openSqlite(join(folder, 'outbox.db'), { exclusive })
  migrate(sql)
  return sql
}

export function aSubmission(changes: Partial<StoredSubmission> = {}): StoredSubmission {
  return {
    id: randomUUID(),
    site: 'shop',
    email: 'ada@example.com',
    message: 'The export button does nothing.',
    ...changes,
  }
}

/** The fields of a submission as a form sends them. */
export function formFields(changes: Record<string, string> = {}): Record<string, string> {
  const { id, site, email, message } = aSubmission()
  return { id, site, email, message, ...changes }
}

/** A clock that moves only when told. */
export function aClock(start = Date.UTC(2026, 0, 1)) {
  const clock = { time: start, now: () => clock.time, pass: (ms: number) => (clock.time += ms) }
  return clock
}

/** A gate that lets everything through, and remembers for how long it was told to close. */
export function anOpenGate() {
  const closed: number[] = []
  return { closed, pass: () => 0, close: (ms: number) => void closed.push(ms) }
}

export interface Call {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}

/** A helpdesk on a real socket that answers as the script says, and remembers what it was asked. */
export async function aHelpdesk(answer: (call: Call, response: ServerResponse) => void) {
  const calls: Call[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      const call = { method: request.method!, path: request.url!, headers: request.headers, body }
      calls.push(call)
      answer(call, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  }
  onTestFinished(async () => void (await close()))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls, close }
}

/** Answers with JSON. */
export function json(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body))
}
