/** What an operator does when somebody asks what is known of them, or to be forgotten. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../../../proxy/cli/main.ts'
import { ratingNote } from '../../../../proxy/conversation/rating.ts'
import type { QueueRow } from '../../../../proxy/operator/admin-api.ts'
import { SANDBOX_TOKEN } from '../../../../proxy/sandbox/sandbox.ts'
import { addressHash } from '../../../../proxy/store/conversation/address.ts'
import { aReachableQueue, command, WAYS } from '../../../harness/proxy/a-queue.ts'
import { startSandbox } from '../../../harness/proxy/sandbox-server.ts'
import type { TestSandbox } from '../../../harness/proxy/sandbox-server.ts'

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox()
})
afterEach(() => desk.stop())

/** A command of a proxy whose helpdesk is the sandbox. */
async function atDesk(dataDir: string, ...argv: string[]) {
  const told = { out: '', err: '' }
  const env = {
    DATA_DIR: dataDir,
    THERE_THERE_TOKEN: SANDBOX_TOKEN,
    THERE_THERE_URL: `${desk.origin}/sandbox/api`,
    THERE_THERE_CHANNEL: '01HX9F3K2M4N5P6Q7R8S9T0V1W',
    ALLOWED_ORIGINS: 'https://shop.example',
  }
  const code = await run({
    argv,
    env,
    stdout: (text) => void (told.out += text),
    stderr: (text) => void (told.err += text),
  })
  return { code, ...told }
}

const contacts = async () =>
  ((await desk.api('GET', '/contacts')).json.data as { email: string }[]).map(({ email }) => email)

describe.each(WAYS)('a person, %s', (when) => {
  it('is told everything that they have sent, and nothing of others', async () => {
    const { dataDir, ids } = await aReachableQueue(when, ['pending', 'delivered'])
    const lines = async (email: string) => {
      const { code, out } = await command(dataDir, 'person', 'export', '--email', email)
      expect(code).toBe(0)
      return out
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as { id: string })
    }
    const told = await lines('Canary@EXAMPLE.com')
    expect(told.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect(told[0]).toMatchObject({ submission: { message: 'canary' } })
    expect(await lines('another@example.com')).toEqual([])
  })

  it.each(['there', 'erased by time'])(
    'is told their words to an answer that wait to be written, with the text of the message %s',
    async (text) => {
      const { dataDir, store, sql, ids } = await aReachableQueue(when, ['delivered', 'delivered'])
      const [id = ''] = ids
      const address = addressHash(await store.signingKey(), 'canary@example.com')
      sql.run('UPDATE submission SET address = ? WHERE id = ?', address, id)
      if (text !== 'there') sql.run('UPDATE submission SET body = NULL WHERE id = ?', id)
      const answer = { key: 'an-answer', at: '2026-06-01T09:30:00Z' }
      const words = 'Too short,\n<b>& no link</b>.'
      const ticket = '01JABCDEFGHJKMNPQRSTVWXYZ0'
      const said = ratingNote({ submission: id, ticket, answer, rating: 'bad', words })
      await store.conversations.rate(said)
      const { out } = await command(dataDir, 'person', 'export', '--email', 'Canary@example.com')
      const rows = out
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as QueueRow)
      const note = `The visitor rates the answer of 2026-06-01 09:30 UTC: not helpful.\n${words}`
      expect(rows.map((row) => row.id).toSorted()).toEqual(ids.toSorted())
      expect(rows.find((row) => row.id === id)?.steps).toContainEqual(expect.objectContaining({ note }))
      const { out: listed } = await command(dataDir, 'outbox', 'list', '--json')
      expect(listed).not.toContain('Too short')
    },
  )

  it('is erased, and on demand the contact at the helpdesk: that one only', async () => {
    const { dataDir } = await aReachableQueue(when, ['delivered'])
    for (const email of ['canary@example.com', 'notcanary@example.com']) await desk.ticket({ email })
    const kept = (await contacts()).filter((email) => email !== 'canary@example.com')
    const done = await atDesk(dataDir, 'person', 'erase', '--email', 'Canary@example.com', '--contact')
    expect(done).toMatchObject({ code: 0, out: '1 erased.\nThe contact is erased at the helpdesk.\n' })
    expect((await contacts()).toSorted()).toEqual(kept.toSorted())
    const again = await atDesk(dataDir, 'person', 'erase', '--email', 'canary@example.com', '--contact')
    expect(again).toMatchObject({ code: 0, out: '0 erased.\nThe helpdesk has no contact of this address.\n' })
  })

  it('is found at the helpdesk behind a hundred contacts whose addresses end like theirs', async () => {
    const { dataDir } = await aReachableQueue(when, ['delivered'])
    for (let i = 0; i < 101; i++) await desk.ticket({ email: `a${i}canary@example.com` })
    await desk.ticket({ email: 'canary@example.com' })
    const done = await atDesk(dataDir, 'person', 'erase', '--email', 'canary@example.com', '--contact')
    expect(done).toMatchObject({ code: 0, out: '1 erased.\nThe contact is erased at the helpdesk.\n' })
    const { json } = await desk.api('GET', '/contacts?filter[email]=canary@example.com&per_page=100')
    expect((json as { meta: { total: number } }).meta.total).toBe(101)
  })

  it('keeps its contact while a message of theirs is on its way', async () => {
    const { dataDir } = await aReachableQueue(when, ['pending'])
    await desk.ticket({ email: 'canary@example.com' })
    const done = await atDesk(dataDir, 'person', 'erase', '--email', 'canary@example.com', '--contact')
    expect(done.code).toBe(1)
    expect(done.out).toContain('The contact is kept until then.')
    expect(await contacts()).toContain('canary@example.com')
  })
})

it('needs an address', async () => {
  for (const what of ['erase', 'export'])
    expect(await atDesk('/nowhere', 'person', what)).toMatchObject({ code: 2 })
})
