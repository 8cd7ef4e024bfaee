import { describe, expect, it } from 'vitest'
import { unfit } from '../../../../proxy/store/postgres/inspection.ts'
import { NEWEST_CHANGE } from '../../../../proxy/store/postgres/migrations.ts'
import { aSubmission } from '../../../harness/proxy/builders.ts'
import { aDatabase, aPostgresStore, ask, WAYS } from '../../../harness/postgres/a-database.ts'

const SOUND = {
  version: 150_018,
  fsync: 'on',
  synchronousCommit: 'on',
  standby: false,
  synchronousStandbys: '',
  at: 0,
}

describe('a database', () => {
  it.each([
    ['is too old', { version: 120_004 }, /PostgreSQL 12, and this proxy needs 13/],
    ['does not wait for its disk', { fsync: 'off' }, /fsync is off/],
    ['does not wait for its commits', { synchronousCommit: 'off' }, /synchronous_commit is off/],
    ['cannot be written', { standby: true }, /standby/],
  ])('that %s is unfit, and says why', (_, facts, why) => {
    expect(unfit(SOUND)).toEqual([])
    expect(unfit({ ...SOUND, ...facts }).join()).toMatch(why)
  })

  it.each(['local', 'remote_write', 'remote_apply'])(
    'whose commits wait for %s is fit',
    (synchronousCommit) => {
      expect(unfit({ ...SOUND, synchronousCommit })).toEqual([])
    },
  )

  it('is refused while its commits do not wait for the disk, whoever set that', async () => {
    const { direct } = await aDatabase()
    const name = new URL(direct).pathname.slice(1)
    await ask(direct, `ALTER DATABASE ${name} SET synchronous_commit = off`)
    await expect(aPostgresStore(direct)).rejects.toThrow('synchronous_commit is off')
    await ask(direct, `ALTER DATABASE ${name} SET synchronous_commit = on`)
    await aPostgresStore(direct)
  })

  it('that is not reached is told without its password', async () => {
    const opening = aPostgresStore('postgres://support:sesame@127.0.0.1:1/support')
    await expect(opening).rejects.toThrow(/cannot be used: .*ECONNREFUSED/)
    await expect(opening).rejects.not.toThrow('sesame')
  })

  it.runIf(WAYS.includes('pooled'))('behind a pooler is refused with what the pooler refuses', async () => {
    const { pooled } = await aDatabase()
    const opening = aPostgresStore(`${pooled}?options=-c%20statement_timeout%3D1000`)
    await expect(opening).rejects.toThrow('unsupported startup parameter: options')
  })

  it('is made ready once, by however many processes start at one moment', async () => {
    const { direct } = await aDatabase()
    const stores = await Promise.all(Array.from({ length: 6 }, () => aPostgresStore(direct)))
    for (const store of stores) await store.accept(aSubmission())
    expect(await stores[0]!.waiting()).toBe(6)
    expect(await ask(direct, 'SELECT version FROM schema_version')).toEqual([{ version: NEWEST_CHANGE }])
  })

  it('of a newer version is refused, and left as it is', async () => {
    const { direct } = await aDatabase()
    await aPostgresStore(direct)
    await ask(direct, 'UPDATE schema_version SET version = version + 1')
    await expect(aPostgresStore(direct)).rejects.toThrow(
      `written by a newer version of this proxy: its schema has number ${NEWEST_CHANGE + 1}`,
    )
    expect(await ask(direct, 'SELECT version FROM schema_version')).toEqual([{ version: NEWEST_CHANGE + 1 }])
  })
})
