/** Channels, tags, teams, members, brains and articles, against there-there-api.md ("The rest"). */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SANDBOX_CHANNEL } from '../../../../proxy/sandbox/sandbox.ts'
import { openSqlite } from '../../../../proxy/store/sqlite/database.ts'
import { startSandbox, type TestSandbox } from '../../../harness/proxy/sandbox-server.ts'

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox()
})
afterEach(() => desk.stop())

const list = async (path: string, token = 'sandbox') =>
  (await desk.api('GET', path, undefined, { token })).json
const nameOf = ({ name }: { name: string }) => name

describe('there-there-api, channels', () => {
  it('lists those that the token may see, and shows one', async () => {
    const { data, meta } = await list('/channels')
    expect(meta).toEqual({ current_page: 1, last_page: 1, per_page: 25, total: 3 })
    expect(data.map(nameOf)).toEqual(['Support', 'Sales', 'Billing'])
    expect(data[0]).toEqual({
      id: 1,
      ulid: SANDBOX_CHANNEL,
      name: 'Support',
      type: 'widget',
      color: '#3b82f6',
      email_address: 'support@sandbox.example',
    })
    expect((await list(`/channels/${SANDBOX_CHANNEL.toLowerCase()}`)).data).toEqual(data[0])
  })

  it('answers 404 to a channel without access', async () => {
    expect((await list('/channels', 'sandbox-member')).data.map(nameOf)).toEqual(['Support', 'Sales'])
    const billing = '/channels/01KE6PNPR8BC4DRSE7Q1MJCAR7'
    expect((await desk.api('GET', billing)).status).toBe(200)
    const hidden = await desk.api('GET', billing, undefined, { token: 'sandbox-member' })
    expect(hidden.status).toBe(404)
    expect(hidden.json).toEqual({ message: 'Channel not found.' })
  })
})

describe('there-there-api, tags, teams, members', () => {
  it('lists them without pages', async () => {
    expect(await list('/tags')).toEqual({ data: expect.any(Array) })
    expect((await list('/tags')).data.map(nameOf)).toEqual(['billing', 'bug', 'feedback', 'urgent'])
    expect((await list('/teams')).data.map(nameOf)).toEqual(['Engineering', 'First line'])
    expect((await list('/members')).data.map(nameOf)).toEqual(['Ada Agent', 'Ines Invoice', 'Milo Member'])
  })
})

describe('there-there-api, brains', () => {
  it('shows public and private articles alike, with Markdown bodies', async () => {
    const { data: brains } = await list('/brains')
    expect(brains.map(nameOf)).toEqual(['Help centre', 'Runbook'])
    const { data: articles } = await list(`/brains/${brains[0].ulid.toLowerCase()}/articles`)
    expect(articles.map((article: { is_public: boolean }) => article.is_public)).toEqual([
      true,
      true,
      true,
      false,
    ])
    expect(articles[0]).toMatchObject({
      id: 1,
      title: 'Reset your password',
      body: expect.stringMatching(/^# Reset/),
    })
    expect((await list(`/brains/${brains[0].ulid}/articles/${articles[0].ulid}`)).data).toEqual(articles[0])
    expect((await list(`/brains/${brains[0].ulid}`)).data).toEqual(brains[0])
  })

  it('answers 404 to unknown ones', async () => {
    for (const path of ['/brains/x', '/brains/x/articles', '/brains/01KE6Q8AER46Y8XFM3P1H6788X/articles/x']) {
      expect((await desk.api('GET', path)).status).toBe(404)
    }
  })
})

describe('a data folder', () => {
  it('keeps tickets and identifiers over a restart', async () => {
    const path = mkdtempSync(join(tmpdir(), 'sandbox-'))
    const first = openSqlite(join(path, 'sandbox.db'), { exclusive: false })
    const before = await startSandbox({ sql: first })
    const { ulid } = await before.ticket()
    const members = (await before.api('GET', '/members')).json
    await before.stop()
    first.close()
    const second = openSqlite(join(path, 'sandbox.db'), { exclusive: false })
    const after = await startSandbox({ sql: second })
    expect((await after.api('GET', `/tickets/${ulid}`)).status).toBe(200)
    expect((await after.api('GET', '/members')).json).toEqual(members)
    await after.stop()
    second.close()
    rmSync(path, { recursive: true })
  })

  it('gets the channels that the operator names, their ULIDs as they are', async () => {
    const channels = [{ ulid: '01hx9f3k2m0000000000000abc', name: 'Shop' }]
    const shop = await startSandbox({ channels })
    const { data } = (await shop.api('GET', '/channels', undefined, { token: 'sandbox-member' })).json
    expect(data.at(-1)).toMatchObject({ ulid: '01hx9f3k2m0000000000000abc', name: 'Shop' })
    expect((await shop.ticket({ channel: '01HX9F3K2M0000000000000ABC' })).channel.name).toBe('Shop')
    await shop.stop()
  })

  it('is filled with demo tickets once, when asked to', async () => {
    const sql = openSqlite(':memory:', { exclusive: false })
    for (let start = 0; start < 2; start++) {
      const demo = await startSandbox({ sql, seed: 'demo' })
      const { json } = await demo.api('GET', '/tickets')
      expect(json.meta.total).toBe(6)
      expect(json.data[0].subject).toBe('Two charges for the October invoice')
      await demo.stop()
    }
    sql.close()
  })
})
