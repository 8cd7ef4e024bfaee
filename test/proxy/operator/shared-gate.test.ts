/** The doctor's calls are the account's: they are counted with those of the proxy, whether it runs or not. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { loadConfig } from '../../../proxy/config/config.ts'
import { steadyNow } from '../../../proxy/store/boot-clock.ts'
import { RateGate } from '../../../proxy/helpdesk/rate-gate.ts'
import { createOperator } from '../../../proxy/operator/admin-api.ts'
import { listen, socketPath } from '../../../proxy/operator/admin-socket.ts'
import { examine } from '../../../proxy/operator/doctor.ts'
import { openGate } from '../../../proxy/operator/shared-gate.ts'
import { aStore } from '../../harness/proxy/a-store.ts'
import { aClock, aFolder, aHelpdesk, CHANNEL, json } from '../../harness/proxy/builders.ts'
import { aSandboxedProxy } from '../../harness/proxy/proxy-process.ts'

interface Doctored {
  /** What the helpdesk answers. */
  status?: number
  /** Calls a minute. */
  rate?: string
  pass?: (ms: number) => void
}

/** A helpdesk, and a doctor for a data directory; it notes how long the doctor wants to wait, and lets `pass` do it. */
async function aDoctor(folder: string, { status = 200, rate = '55', pass }: Doctored = {}) {
  const desk = await aHelpdesk((_, response) => {
    const headers = { 'Retry-After': '7', Date: new Date().toUTCString() }
    json(response, status, { data: {} }, headers)
  })
  const config = loadConfig({
    THERE_THERE_TOKEN: 't',
    THERE_THERE_CHANNEL: CHANNEL,
    THERE_THERE_URL: desk.url,
    THERE_THERE_RATE: rate,
    ALLOWED_ORIGINS: 'https://shop.example',
    DATA_DIR: folder,
  })
  const pauses: number[] = []
  const findings = () =>
    examine(config, (ms) => {
      pauses.push(ms)
      return Promise.resolve(pass?.(ms))
    })
  return { desk, findings, pauses }
}

/** What a running proxy has of all this: its gate, and the socket for commands. */
async function aRunningProxy({ rate = 55, shared = true } = {}) {
  const folder = aFolder()
  const clock = aClock()
  const { store, sql } = aStore({ folder, now: clock.now })
  const gate = new RateGate(store.calls, rate)
  const options = {
    messages: store.operator,
    sessions: store.sessions,
    wake: () => {},
    ...(shared && { gate }),
  }
  const socket = await listen(socketPath(folder), createOperator(options).fetch)
  onTestFinished(() => socket.close())
  return { folder, store, gate, clock, made: () => sql.all('SELECT at FROM gate_call').length }
}

const PATIENT = { timeout: 20_000, interval: 500 }

const counted = (detail: string) => ({
  check: 'rate limit',
  ok: true,
  detail: `calls are counted ${detail}`,
})

describe('the doctor beside a running proxy', () => {
  it('has its calls counted by it', async () => {
    const { folder, made } = await aRunningProxy()
    const { desk, findings } = await aDoctor(folder)
    expect(await findings()).toContainEqual(counted('with those of the running proxy'))
    expect(desk.calls.map(({ path }) => path)).toEqual(['/me', `/channels/${CHANNEL}`])
    expect(made()).toBe(2)
  })

  it('waits for its turn when the proxy has made the calls of the minute', async () => {
    const { folder, gate, clock } = await aRunningProxy({ rate: 1 })
    await gate.pass()
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const pass = (ms: number) => {
      clock.pass(ms)
      vi.setSystemTime(Date.now() + ms)
    }
    const { desk, findings, pauses } = await aDoctor(folder, { pass })
    // The clocks too are compared when the helpdesk tells its time, not after a wait.
    expect((await findings()).filter(({ ok }) => !ok)).toEqual([])
    expect(desk.calls).toHaveLength(2)
    expect(pauses).toEqual([61_000, 61_000])
  })

  it('does not wait for what it is to find out, nor as long as the helpdesk may ask for', async () => {
    const { folder, gate } = await aRunningProxy()
    await gate.close(300_000, 'misconfigured')
    const { desk, findings, pauses } = await aDoctor(folder)
    expect((await findings()).filter(({ ok }) => !ok)).toEqual([])
    await gate.close(3_600_000, 'limited')
    expect((await findings()).at(-1)).toMatchObject({
      check: 'helpdesk',
      ok: false,
      detail: 'the helpdesk takes no calls for another 3600 s',
    })
    expect(desk.calls).toHaveLength(2)
    expect(pauses).toEqual([])
  })

  it('closes its gate by a 429', async () => {
    const { folder, store, gate } = await aRunningProxy()
    const { findings } = await aDoctor(folder, { status: 429 })
    expect((await findings()).at(-1)).toMatchObject({ check: 'token', ok: false })
    expect(await store.calls.closure()).toBe('limited')
    expect(await gate.wait()).toBe(7000)
  })

  it('works beside one of an earlier release, which counts its own calls alone', async () => {
    const { folder } = await aRunningProxy({ shared: false })
    expect((await (await aDoctor(folder)).findings()).filter(({ ok }) => !ok)).toEqual([])
  })
})

describe('the doctor while the proxy is stopped', () => {
  it('counts its calls where the next proxy finds them', async () => {
    const folder = aFolder()
    const wait = () => new RateGate(aStore({ folder, now: steadyNow }).store.calls, 2).wait()
    expect(await wait()).toBe(0)
    const { findings } = await aDoctor(folder, { rate: '2' })
    expect(await findings()).toContainEqual(counted('in the database, for the proxy too'))
    expect(await wait()).toBeGreaterThan(0)
  })

  it('makes no database where there is none, and counts for itself', async () => {
    const folder = aFolder()
    const { findings } = await aDoctor(folder)
    expect(await findings()).toContainEqual(counted('by this command alone: there is no database yet'))
    expect(existsSync(join(folder, 'outbox.db'))).toBe(false)
  })

  it('keeps to the rate by itself where the database cannot be opened', async () => {
    const folder = aFolder()
    writeFileSync(join(folder, 'outbox.db'), 'no database at all, but long enough to be looked at'.repeat(50))
    const { findings, desk, pauses } = await aDoctor(folder, {
      rate: '1',
      pass() {
        throw new Error('waited')
      },
    })
    await expect(findings()).rejects.toThrow('waited')
    expect(desk.calls).toHaveLength(1)
    expect(pauses).toEqual([expect.toSatisfy((ms: number) => ms > 59_000 && ms <= 61_000)])
  })
})

describe('a gate that an import has for days', () => {
  const whereOf = (dataDir: string) => ({ dataDir, databaseUrl: undefined, rate: 6, spoolBytes: 1 })

  it('keeps no proxy from starting, whose calls and its own are counted together from then on', async () => {
    const proxy = await aSandboxedProxy({ THERE_THERE_RATE: '6' })
    await proxy.stop()
    const shared = await openGate(whereOf(proxy.dataDir), 'import')
    expect(await shared.gate.pass()).toBe(0)
    // What a supervisor does.
    await expect.poll(() => proxy.restart().then(() => proxy.output()), PATIENT).toContain('Paste this')
    for (let i = 0; i < 3; i++) expect(await shared.gate.pass()).toBe(0)
    expect(await shared.gate.pass()).toBeGreaterThan(0)
    await proxy.stop('SIGKILL')
    expect(await shared.gate.pass()).toBeGreaterThan(0)
    shared.close()
  })
})

describe('an import beside a running proxy', () => {
  it('leaves it a third of the calls of a minute', async () => {
    const { folder, gate, made } = await aRunningProxy({ rate: 6 })
    const where = { dataDir: folder, databaseUrl: undefined, rate: 6, spoolBytes: 1 }
    const shared = await openGate(where, 'import')
    for (let i = 0; i < 4; i++) expect(await shared.gate.pass()).toBe(0)
    expect(await shared.gate.pass()).toBeGreaterThan(0)
    expect(await gate.pass()).toBe(0)
    expect(made()).toBe(5)
  })
})
