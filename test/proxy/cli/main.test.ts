import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { examine } from '../../../proxy/operator/doctor.ts'
import { loadConfig } from '../../../proxy/config/config.ts'
import { referenceOf } from '../../../proxy/reference.ts'
import { socketPath } from '../../../proxy/operator/admin-socket.ts'
import { aReachableQueue, command, WAYS } from '../../harness/proxy/a-queue.ts'
import type { aQueue } from '../../harness/proxy/a-queue.ts'
import { aFolder, aHelpdesk, CHANNEL, json } from '../../harness/proxy/builders.ts'

/** A path that is no folder and cannot become one. */
function aFile(): string {
  const file = join(aFolder(), 'file')
  writeFileSync(file, '')
  return file
}

describe.each(WAYS)('the queue, %s', (when) => {
  const reachable = (states: Parameters<typeof aQueue>[0]) => aReachableQueue(when, states)

  it('is listed, with references, states and reasons, and nothing that a visitor wrote', async () => {
    const { dataDir, ids } = await reachable(['pending', 'dead', 'delivered'])
    const { code, out } = await command(dataDir, 'outbox', 'list')
    expect(code).toBe(0)
    for (const id of ids) expect(out).toContain(referenceOf(id))
    expect(out).toContain('422 subject')
    expect(out).not.toContain('canary')
  })

  it('is listed by state, as JSON for scripts', async () => {
    const { dataDir, ids } = await reachable(['pending', 'dead'])
    const { out } = await command(dataDir, 'outbox', 'list', '--state', 'dead', '--json')
    expect(JSON.parse(out)).toEqual([
      expect.objectContaining({ id: ids[1], state: 'dead', why: '422 subject' }),
    ])
  })

  it('shows one by id or reference, with its text only when asked', async () => {
    const { dataDir, ids } = await reachable(['dead'])
    const plain = await command(dataDir, 'outbox', 'show', ids[0]!)
    expect(plain.out).toContain(referenceOf(ids[0]!))
    expect(plain.out).not.toContain('canary')
    const full = await command(dataDir, 'outbox', 'show', referenceOf(ids[0]!), '--show-body', '--json')
    expect(JSON.parse(full.out)).toMatchObject({ submission: { message: 'canary' } })
  })

  it('tries a dead one again, and all dead ones', async () => {
    const { dataDir, ids, outbox } = await reachable(['dead', 'dead', 'dead'])
    expect((await command(dataDir, 'outbox', 'retry', ids[0]!)).out).toBe('1 will be tried again.\n')
    expect(outbox.counts()).toMatchObject({ dead: 2, pending: 1 })
    expect((await command(dataDir, 'outbox', 'retry', '--all-dead', '--json')).out).toBe('{"retried":2}\n')
    expect(outbox.counts()).toMatchObject({ dead: 0, pending: 3 })
  })

  it.each(['delivered', 'unsure'] as const)('never sends a %s one again', async (state) => {
    const { dataDir, ids, outbox } = await reachable([state])
    const { code, err } = await command(dataDir, 'outbox', 'retry', ids[0]!)
    expect(code).toBe(1)
    expect(err).toContain(`It is ${state}`)
    expect(outbox.counts()[state]).toBe(1)
  })

  it('lists tickets of which a step failed, and does those steps again', async () => {
    const { dataDir, ids, outbox, sql, woken } = await reachable(['delivered', 'delivered'])
    outbox.steps.plan(ids[0]!, [
      { kind: 'tag', target: '01HX9F3K2M4N5P6Q7R8S9T0V2X' },
      { kind: 'note', target: 'canary' },
      { kind: 'team', target: '01HX9F3K2M4N5P6Q7R8S9T0V3X' },
    ])
    sql.run(`UPDATE step SET state = 'failed', why = '404', attempts = 1 WHERE kind <> 'team'`)
    const { out } = await command(dataDir, 'outbox', 'list', '--state', 'partial', '--json')
    expect(JSON.parse(out)).toEqual([
      expect.objectContaining({
        id: ids[0],
        state: 'delivered',
        steps: [
          { kind: 'tag', state: 'failed', attempts: 1, target: '01HX9F3K2M4N5P6Q7R8S9T0V2X', why: '404' },
          { kind: 'note', state: 'failed', attempts: 1, why: '404' },
          { kind: 'team', state: 'pending', attempts: 0, target: '01HX9F3K2M4N5P6Q7R8S9T0V3X' },
        ],
      }),
    ])
    const lines = (await command(dataDir, 'outbox', 'list')).out.trim().split('\n').slice(1)
    expect(lines.map((line) => line.replace(/^\S+ +(\S+).* 01[0-9A-Z]{24}/, '$1')).toSorted()).toEqual([
      'delivered',
      'partial without tag (404), note (404)',
    ])
    expect((await command(dataDir, 'outbox', 'retry', '--all-partial')).out).toBe('1 will be tried again.\n')
    // A note may be there although its step failed: it is looked for first.
    expect(sql.all('SELECT state FROM step ORDER BY place').map(({ state }) => state)).toEqual([
      'pending',
      'unsure',
      'pending',
    ])
    expect(outbox.counts()).toMatchObject({ delivered: 2 })
    expect(woken()).toBe(when === 'beside a running proxy' ? 1 : 0)
  })

  it('is exported as JSON lines, all of it', async () => {
    const { dataDir } = await reachable(Array.from({ length: 1100 }, () => 'pending'))
    const { out } = await command(dataDir, 'outbox', 'export')
    const rows = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string })
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1100)
    expect(out).not.toContain('canary')
  })

  it.each([
    [['outbox', 'show', 'nope'], 1, 'no submission'],
    [['outbox', 'show'], 2, 'Name an id'],
    [['outbox', 'retry'], 2, 'Name one id'],
    [['outbox', 'retry', 'x', '--all-dead'], 2, 'Name one id'],
    [['outbox', 'list', '--state', 'lost'], 2, 'A state is one of'],
    [['outbox', 'burn'], 2, 'no command'],
    [['outbox', 'list', '--colour'], 2, '--colour'],
  ])('answers %j with code %i and words', async (argv, code, words) => {
    const { dataDir } = await reachable(['pending'])
    const result = await command(dataDir, ...argv)
    expect(result.code).toBe(code)
    expect(result.err).toContain(words)
  })
})

describe('the command line', () => {
  it('tells how it is used', async () => {
    expect(await command(aFolder(), '--help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('outbox retry'),
    })
    expect(await command(aFolder())).toMatchObject({ code: 2 })
  })

  it('names every command and option once in its help, with what they do', async () => {
    const { out } = await command(aFolder(), '-h')
    const names = [...out.matchAll(/^ {2}((?:--)?[a-z-]+(?: [a-z]+)?)/gm)].map(([, name]) => name)
    expect([...new Set(names)].join()).toBe(
      'start,doctor,status,schema,outbox list,outbox show,outbox retry,outbox drop,outbox erase,outbox export,person export,person erase,session list,session revoke,move,import check,import run,import status,import report,import schema,--show-body,--from,--channel,--journal,--own,--map,--open,--placeholder,--remote-images,--files,--folder,--fetch-from,--files-missing,--rate,--limit,--only,--refused,--sample,--html,--json',
    )
    for (const line of out.split('\n').filter((one) => one.startsWith('  ')))
      expect(line).toMatch(/\S {2,}\S/)
  })

  it.each([
    [['outbox'], 'There is no command "outbox".'],
    [['statuses'], 'There is no command "statuses".'],
    [['outbox', 'show', 'x', 'y'], 'There is too much after "outbox show".'],
    [['doctor', 'x', 'y'], 'There is too much after "doctor".'],
    [['outbox', 'erase'], 'Name the address'],
    [['outbox', 'drop', '--yes'], 'Name an id'],
  ])('answers %j with code 2 before it looks for a database', async (argv, words) => {
    const { code, err } = await command(aFolder(), ...argv)
    expect(code).toBe(2)
    expect(err).toContain(words)
  })

  it('says where it looked when there is no database', async () => {
    const { code, err } = await command(aFolder(), 'outbox', 'list')
    expect(code).toBe(1)
    expect(err).toContain('DATA_DIR')
  })

  it('reaches a data directory whose path is too long for a socket', async () => {
    const dataDir = join(aFolder(), 'x'.repeat(120))
    mkdirSync(dataDir)
    expect(Buffer.byteLength(socketPath(dataDir))).toBeLessThanOrEqual(100)
  })
})

describe('the doctor', () => {
  const configOf = (url: string, dataDir = aFolder()) =>
    loadConfig({
      THERE_THERE_TOKEN: 't',
      THERE_THERE_CHANNEL: CHANNEL,
      ALLOWED_ORIGINS: 'https://shop.example',
      THERE_THERE_URL: url,
      DATA_DIR: dataDir,
    })
  const healthy = { me: 200, channel: CHANNEL, date: new Date() }
  async function diagnose(changes: Partial<typeof healthy> = {}) {
    const { me, channel, date } = { ...healthy, ...changes }
    const desk = await aHelpdesk((call, response) => {
      response.setHeader('Date', date.toUTCString())
      if (call.path === '/me') return json(response, me, { data: { workspace: { name: 'Acme' } } })
      return json(response, call.path === `/channels/${channel}` ? 200 : 404, { data: { ulid: channel } })
    })
    return examine(configOf(desk.url))
  }

  it('finds a sound configuration in order', async () => {
    const findings = await diagnose()
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    expect(findings.map(({ check }) => check)).toEqual([
      'data directory',
      'e-mails',
      'rate limit',
      'token',
      'channel of site "default"',
      'clock',
    ])
  })

  it.each([
    [{ me: 401 }, 'token', 'THERE_THERE_TOKEN'],
    [{ me: 400 }, 'token', 'THERE_THERE_WORKSPACE_ID'],
    [{ me: 404 }, 'token', 'THERE_THERE_URL'],
    [{ channel: '01AAAAAAAAAAAAAAAAAAAAAAAA' }, 'channel of site "default"', 'Channel ID'],
    [{ date: new Date(0) }, 'clock', 'NTP'],
  ])('with %j names %s and what to do', async (changes, check, advice) => {
    const finding = (await diagnose(changes)).find(({ ok }) => !ok)
    expect(finding).toMatchObject({ check, advice: expect.stringContaining(advice) })
  })

  it('looks for the tags, teams, members and channels of topics that tickets are routed to', async () => {
    const ulid = (last: string) => `01HX9F3K2M4N5P6Q7R8S9T0V${last}`
    const desk = await aHelpdesk((call, response) => {
      const lists: Record<string, string[]> = {
        '/tags': [ulid('t1')],
        '/teams': [],
        '/members': [ulid('M1')],
      }
      const list = lists[call.path]
      if (list) return json(response, 200, { data: list.map((found) => ({ ulid: found })) })
      json(response, call.path.endsWith(ulid('C2')) ? 404 : 200, { data: {} })
    })
    const topics = [{ key: 'a', label: 'A', channel: ulid('C2'), assignee: ulid('M1'), tags: [ulid('T1')] }]
    const site = { channel: CHANNEL, origins: ['https://shop.example'], team: ulid('E1'), topics }
    const config = loadConfig(
      { THERE_THERE_TOKEN: 't', SITES_FILE: 'x', THERE_THERE_URL: desk.url, DATA_DIR: aFolder() },
      () => JSON.stringify({ sites: { shop: site } }),
    )
    const findings = await examine(config)
    expect(findings.filter(({ ok }) => !ok).map(({ check }) => check)).toEqual([
      'channel of topic "a" of site "shop"',
      'team of site "shop"',
    ])
    expect(findings).toContainEqual({ check: 'tags', ok: true, detail: '1 found' })
    expect(findings).toContainEqual({ check: 'members', ok: true, detail: '1 found' })
  })

  it('says so when the helpdesk cannot be reached', async () => {
    const desk = await aHelpdesk(() => {})
    await desk.close()
    const findings = await examine(configOf(desk.url))
    expect(findings.at(-1)).toMatchObject({
      check: 'helpdesk',
      ok: false,
      advice: expect.stringContaining('firewall'),
    })
  })

  it('says so when the data directory cannot be written', async () => {
    const findings = await examine(configOf('http://127.0.0.1:9', join(aFile(), 'data')))
    expect(findings[0]).toMatchObject({
      check: 'data directory',
      ok: false,
      advice: expect.stringContaining('DATA_DIR'),
    })
  })

  it('is content with the sandbox', async () => {
    const { code, out } = await command(aFolder(), 'doctor')
    expect(code).toBe(0)
    expect(out).toContain('sandbox')
  })
})
