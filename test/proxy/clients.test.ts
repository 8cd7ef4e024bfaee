/** The example clients of docs/examples/clients, each by its own runtime where the machine has it. */
import { execFile, execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { anApp, WITHOUT_CHALLENGES } from '../harness/proxy/an-app.ts'
import { ORIGIN } from '../harness/proxy/builders.ts'

const CLIENTS = {
  sh: ['sh', '-c', 'curl --version'],
  py: ['python3', '--version'],
  php: ['php', '--version'],
  rb: ['ruby', '--version'],
  go: ['go', 'version'],
} as const

const isThere = ([program, ...args]: readonly [string, ...string[]]) => {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** A proxy that is busy at first, as a real one may be, and does not count what it refuses. */
async function aBusyProxy() {
  const { app, outbox, store } = anApp({ sites: WITHOUT_CHALLENGES })
  const ids: unknown[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const body = Buffer.concat(chunks)
      const isForm = request.headers['content-type']?.includes('urlencoded')
      ids.push(isForm ? new URLSearchParams(body.toString()).get('id') : JSON.parse(body.toString()).id)
      const busy = ids.length === 1
      const answer = busy
        ? new Response('{"code":"overloaded"}', { status: 503, headers: { 'Retry-After': '1' } })
        : await app.request(`http://127.0.0.1${request.url}`, {
            method: 'POST',
            body,
            headers: request.headers as Record<string, string>, // as: none comes twice
          })
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ids, outbox, store }
}

describe.each(Object.entries(CLIENTS))('send.%s', (ending, version) => {
  it.runIf(isThere(version))('sends a message, and the same again when the proxy is busy', async () => {
    const { url, ids, store } = await aBusyProxy()
    const file = `docs/examples/clients/send.${ending}`
    const [program, ...args] = ending === 'go' ? ['go', 'run', file] : [version[0], file]
    const message = 'Grüße & "quotes" + 1 = 2'
    const { stdout } = await promisify(execFile)(program, [
      ...args,
      url,
      ORIGIN,
      'shop',
      'ada@example.com',
      message,
    ])
    expect(JSON.parse(stdout)).toMatchObject({ state: 'queued', reference: expect.any(String) })
    expect(new Set(ids).size).toBe(1)
    expect(ids).toHaveLength(2)
    expect(await store.waiting()).toBe(1)
  })

  it.runIf(isThere(version))('says what the proxy says of a wrong one', async () => {
    const { url, ids } = await aBusyProxy()
    ids.push('earlier')
    const file = `docs/examples/clients/send.${ending}`
    const [program, ...args] = ending === 'go' ? ['go', 'run', file] : [version[0], file]
    const run = promisify(execFile)(program, [...args, url, ORIGIN, 'nobody', 'ada@example.com', 'Hello'])
    const failed = (await run.catch((error: unknown) => error)) as {
      stdout: string
      stderr: string
      code: number
    }
    expect(failed.code).toBeGreaterThan(0)
    const told = (failed.stdout + failed.stderr).trim()
    expect(told).toContain('unknown_site')
    // What an operator needs to read, not where in our file it was said.
    expect(told.split('\n').length, told).toBeLessThanOrEqual(2)
  })

  it.runIf(isThere(version))('says how it is called when something is left out', async () => {
    const file = `docs/examples/clients/send.${ending}`
    const [program, ...args] = ending === 'go' ? ['go', 'run', file] : [version[0], file]
    const run = promisify(execFile)(program, [...args, 'http://127.0.0.1:1', ORIGIN, 'shop'])
    const failed = (await run.catch((error: unknown) => error)) as {
      stdout: string
      stderr: string
      code: number
    }
    expect(failed.code).toBeGreaterThan(0)
    expect(failed.stderr).toContain('PROXY ORIGIN SITE EMAIL MESSAGE')
    expect(failed.stdout).toBe('')
  })
})
