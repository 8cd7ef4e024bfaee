/** What an operator sees of sessions, and ends. */
import { randomUUID } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createProofs } from '../../../../proxy/email/proofs.ts'
import { createOperator } from '../../../../proxy/operator/admin-api.ts'
import { listen, socketPath } from '../../../../proxy/operator/admin-socket.ts'
import { command, WAYS } from '../../../harness/proxy/a-queue.ts'
import { aStore } from '../../../harness/proxy/a-store.ts'
import { aFolder } from '../../../harness/proxy/builders.ts'
import { aSecret, codeIn } from '../../../harness/proxy/a-code.ts'
import { languages } from '../../../../widget/i18n/all-texts.ts'

/** A data directory with a session for each address. */
async function aDirectory(when: (typeof WAYS)[number], ...emails: string[]) {
  const dataDir = aFolder()
  // By the machine's own clock, as the commands that open the database go.
  const { store } = aStore({ folder: dataDir, now: Date.now })
  if (when === 'beside a running proxy') {
    const operator = createOperator({ messages: store.operator, sessions: store.sessions, wake: () => {} })
    const socket = await listen(socketPath(dataDir), operator.fetch)
    onTestFinished(() => socket.close())
  }
  const { codes, sessions, mails } = store
  const proofs = createProofs({ codes, sessions, key: 'key', languages, wake: () => {} })
  const opened: string[] = []
  for (const email of emails) {
    const browser = aSecret()
    const wanted = { id: randomUUID(), site: 'shop', email, browser }
    await proofs.ask(wanted, { name: 'shop.example', language: 'en' }, {})
    const { mail } = (await mails.take())!
    opened.push((await proofs.open('shop', browser, codeIn(mail)))!)
  }
  const address = (n: number) => proofs.addressOf('shop', opened[n]!)
  return { dataDir, opened, address }
}

describe.each(WAYS)('%s', (when) => {
  it('sessions are listed, without addresses unless they are asked for, and never with what opens them', async () => {
    const { dataDir, opened } = await aDirectory(when, 'ada@example.com', 'bob@example.com')
    const { code, out } = await command(dataDir, 'session', 'list')
    expect([code, out.trim().split('\n').length]).toEqual([0, 3])
    expect(out).toContain('  shop')
    expect(out).not.toContain('@')
    const shown = (await command(dataDir, 'session', 'list', '--show-email', '--json')).out
    expect(JSON.parse(shown)).toMatchObject([{ site: 'shop' }, { site: 'shop' }])
    expect(shown).toContain('bob@example.com')
    for (const secret of opened) expect(out + shown).not.toContain(secret)
  })

  it('one is ended by its name, and all of an address in whatever spelling', async () => {
    const { dataDir, address } = await aDirectory(
      when,
      'ada@example.com',
      'Ada@Example.com',
      'bob@example.com',
    )
    const list = (await command(dataDir, 'session', 'list', '--show-email')).out
    const name = /^(\w{12}) .*bob@/m.exec(list)![1]!
    expect(await command(dataDir, 'session', 'revoke', name)).toMatchObject({ code: 0, out: '1 revoked.\n' })
    expect(await address(2)).toBeUndefined()
    expect(await command(dataDir, 'session', 'revoke', name)).toMatchObject({ code: 1, out: '0 revoked.\n' })
    expect(await address(0)).toBe('ada@example.com')
    const all = await command(dataDir, 'session', 'revoke', '--email', 'ADA@example.com')
    expect(all).toMatchObject({ code: 0, out: '2 revoked.\n' })
    expect([await address(0), await address(1)]).toEqual([undefined, undefined])
    expect((await command(dataDir, 'session', 'list')).out).toBe('Nothing there.\n')
  })

  it('nothing is ended by half a name, or by no name at all', async () => {
    const { dataDir, address } = await aDirectory(when, 'ada@example.com')
    for (const how of [[], ['a'], ['abc', '--email', 'ada@example.com']])
      expect((await command(dataDir, 'session', 'revoke', ...how)).code).toBe(2)
    expect(await address(0)).toBe('ada@example.com')
  })

  it('whoever is erased is signed out', async () => {
    const { dataDir, address } = await aDirectory(when, 'ada@example.com', 'bob@example.com')
    expect((await command(dataDir, 'outbox', 'erase', '--email', 'ada@example.com')).code).toBe(0)
    expect([await address(0), await address(1)]).toEqual([undefined, 'bob@example.com'])
  })
})
