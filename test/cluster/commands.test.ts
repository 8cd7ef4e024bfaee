/** The operator's commands on a shared database, with no proxy beside them. */
import { describe, expect, it } from 'vitest'
import { run } from '../../proxy/cli/main.ts'
import { aSubmission } from '../harness/proxy/builders.ts'
import { aDatabase, aPostgresStore, ask, WAYS } from '../harness/postgres/a-database.ts'
import { delivered, leading } from '../proxy/store/conformance/ground.ts'

async function command(url: string, ...argv: string[]) {
  let [out, err] = ['', '']
  const env = { DATABASE_URL: url }
  const code = await run({ argv, env, stdout: (text) => (out += text), stderr: (text) => (err += text) })
  return { code, out, err }
}

describe.each(WAYS)('on a database that is reached %s', (way) => {
  it('messages are listed, shown, tried again, dropped, erased and exported', async () => {
    const { [way]: url } = await aDatabase()
    const store = await aPostgresStore(url)
    const [one, dead, waits] = [aSubmission(), aSubmission(), aSubmission()]
    for (const submission of [one, dead, waits]) await store.accept(submission)
    const lead = await leading(store)
    await lead.settle(one.id, delivered)
    await lead.settle(dead.id, { state: 'dead', why: '422' })
    expect((await command(url, 'outbox', 'list', '--state', 'dead')).out).toContain('422')
    expect((await command(url, 'outbox', 'show', dead.id, '--show-body')).out).toContain(dead.message)
    expect((await command(url, 'status')).code).toBe(1)
    expect((await command(url, 'outbox', 'retry', '--all-dead')).out).toBe('1 will be tried again.\n')
    expect((await command(url, 'status')).out).toBe('ready\n')
    expect((await command(url, 'outbox', 'drop', waits.id, '--yes')).code).toBe(0)
    expect((await command(url, 'outbox', 'erase', '--email', one.email)).out).toContain('1 erased')
    const rows = (await command(url, 'outbox', 'export')).out.trim().split('\n')
    expect(rows).toHaveLength(2)
    expect((await command(url, 'session', 'list')).out).toBe('Nothing there.\n')
    expect(await command(url, 'session', 'revoke', '--email', one.email)).toMatchObject({ code: 1 })
  })

  it('the doctor says how it stands', async () => {
    const { [way]: url } = await aDatabase()
    const before = await command(url, 'doctor')
    expect(before.out).toContain('schema: new')
    await leading(await aPostgresStore(url))
    const { code, out } = await command(url, 'doctor')
    expect(code).toBe(0)
    expect(out).toMatch(way === 'direct' ? /PostgreSQL \d+, reached directly/ : /reached through a pooler/)
    expect(out).toContain('not the loss of its disk')
    expect(out).toMatch(/clock of the database: -?\d s/)
    expect(out).toMatch(/delivering: .+ \d+ [0-9a-f]{8}, for \d+ s/)
  })
})

it('the doctor says what is wrong with it', async () => {
  const away = await command('postgres://support:sesame@127.0.0.1:1/support', 'doctor')
  expect(away).toMatchObject({ code: 1, out: expect.stringContaining('FAIL  database') })
  expect(away.out).not.toContain('sesame')
  const { direct } = await aDatabase()
  const name = new URL(direct).pathname.slice(1)
  await ask(direct, `ALTER DATABASE ${name} SET synchronous_commit = off`)
  expect((await command(direct, 'doctor')).out).toContain('FAIL  database: Its synchronous_commit is off')
})

it('an address that is none is a problem of the configuration, and is not repeated', async () => {
  const { code, err } = await command('mysql://support:sesame@db/support', 'outbox', 'list')
  expect(code).toBe(2)
  expect(err).toContain('DATABASE_URL must be the address of a PostgreSQL database')
  expect(err).not.toContain('sesame')
})
