/** The sandbox started alone: built as the product is, run as its own process. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'sandbox-main-'))
let running: ChildProcess | undefined

afterEach(() => void running?.kill('SIGKILL'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Starts the process; resolves with all it wrote when `ready` appears or it ends. */
function start(args: string[], env: Record<string, string>, ready = /channel/) {
  const child = spawn(process.execPath, ['dist/proxy/sandbox/main.js', ...args], {
    env: { ...process.env, DATA_DIR: join(folder, 'data'), PORT: '0', ...env },
  })
  running = child
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  const output = new Promise<string>((done) => {
    let text = ''
    const read = (chunk: Buffer) => {
      text += chunk.toString()
      if (ready.test(text)) done(text)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('close', () => done(text))
  })
  return { child, output, ended }
}

it('says where it is, serves inbox and API, keeps tickets, and stops with 0 while an inbox is open', async () => {
  const { child, output, ended } = start(['--seed', 'demo'], {})
  const text = await output
  expect(text).toMatch(/sandbox-member/)
  expect(text).toMatch(/01KE6P6T68YWYQN36FG4MWQKDX/)
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+\/sandbox/.exec(text) ?? []
  expect(await (await fetch(url)).text()).toContain('Sandbox inbox')
  const list = await fetch(`${url}/api/tickets`, { headers: { Authorization: 'Bearer sandbox' } })
  expect(((await list.json()) as { meta: { total: number } }).meta.total).toBe(6)
  const open = await fetch(`${url}/events`)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  await open.text()
})

it('reports everything that is wrong with its settings at once', async () => {
  const { output, ended } = start(['--seed', 'real'], { PORT: 'http', SANDBOX_RATE: '0' })
  expect(await ended).toBe(1)
  const text = await output
  for (const part of ['PORT: "http"', 'SANDBOX_RATE: "0"', '--seed: "real"']) expect(text).toContain(part)
})

it('does not share its data folder with a second process', async () => {
  await start([], {}).output
  const first = running
  const second = start([], {})
  expect(await second.ended).toBe(1)
  expect(await second.output).toMatch(/another process uses this DATA_DIR/)
  first?.kill('SIGKILL')
})

it('answers to the name that it is told it is reached at, and says what is wrong with one', async () => {
  const { output, child } = start([], { PUBLIC_URL: 'http://desk.example:8788' })
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+\/sandbox/.exec(await output) ?? []
  for (const [Host, status] of [
    ['desk.example', 200],
    ['evil.example', 421],
  ] as const) {
    const found = await new Promise((done) =>
      get(url, { headers: { Host } }, (answer) => {
        answer.resume()
        done(answer.statusCode)
      }),
    )
    expect(found, Host).toBe(status)
  }
  child.kill('SIGKILL')
  expect(await start([], { PUBLIC_URL: 'desk' }).output).toContain('PUBLIC_URL: "desk" is no web address')
})
