/** Codes by e-mail, the mails that bring them, and the sessions that they open. */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { AskedCode, CodeAttempt } from '../../../../proxy/store/email/email-store.ts'
import type { Store } from '../../../../proxy/store/store.ts'
import type { Ground } from './ground.ts'

const MINUTE = 60_000
const DAY = 86_400_000

function aCode(changes: Partial<AskedCode> = {}): AskedCode {
  const id = changes.id ?? randomUUID()
  const email = changes.email ?? 'ada@example.com'
  return {
    id,
    site: 'shop',
    email,
    asker: 'browser-1',
    proof: 'right',
    lifeMs: 10 * MINUTE,
    mail: { id, to: email, subject: 'Code', text: '123456', language: 'en' },
    ...changes,
  }
}

const attempt = (proof: string, changes: Partial<CodeAttempt> = {}): CodeAttempt => ({
  site: 'shop',
  asker: 'browser-1',
  claim: ({ id }) => ({ proof, session: `session of ${id}` }),
  ...changes,
})

/** A store with a session. */
async function signedIn(ground: Ground, code = aCode()) {
  const store = await ground.open()
  await store.codes.ask(code)
  expect(await store.codes.open(attempt(code.proof, { site: code.site, asker: code.asker }))).toBe(code.id)
  return { store, hash: `session of ${code.id}` }
}

const sessionsOf = async (store: Store) => (await store.sessions.list('')).sessions

export function asking(aGround: () => Ground) {
  it('keeps one code and one mail of a request, however often it arrives', async () => {
    const ground = aGround()
    const stores = [await ground.open(), await ground.open()]
    const code = aCode()
    const receipts = await Promise.all([1, 2, 3, 4].map((n) => stores[n % 2]!.codes.ask(code)))
    expect(receipts.toSorted()).toEqual(['asked', 'known', 'known', 'known'])
    const { codes, mails } = stores[0]!
    expect(await codes.recognise(code)).toBe('known')
    expect(await codes.recognise({ ...code, email: 'eve@example.com' })).toBe('conflict')
    expect(await codes.recognise(aCode())).toBeUndefined()
    expect(await codes.ask({ ...code, asker: 'browser-2' })).toBe('conflict')
    expect((await mails.take())?.mail).toEqual(code.mail)
    expect(await mails.take()).toBeUndefined()
  })

  it('takes a challenge once, and keeps nothing of a request whose challenge is spent', async () => {
    const store = await aGround().open()
    const spend = { nonce: 'n', until: Date.UTC(2026, 0, 1) + 1000 }
    const code = aCode()
    expect(await store.codes.ask(code, { spend })).toBe('asked')
    expect(await store.codes.ask(code, { spend })).toBe('known')
    const other = aCode({ asker: 'browser-2' })
    expect(await store.codes.ask(other, { spend })).toBe('spent')
    expect(await store.codes.recognise(other)).toBeUndefined()
    // The code before it counts as if nothing had happened.
    expect(await store.codes.open(attempt('right'))).toBe(code.id)
  })

  it('opens a session with the right code, and the same one again for a repetition', async () => {
    const store = await aGround().open()
    const code = aCode()
    await store.codes.ask(code)
    expect(await store.codes.open(attempt('right'))).toBe(code.id)
    expect(await store.codes.open(attempt('right'))).toBe(code.id)
    expect(await sessionsOf(store)).toMatchObject([{ email: 'ada@example.com', site: 'shop' }])
    // Not after its end.
    await store.sessions.end(`session of ${code.id}`, 'shop')
    expect(await store.codes.open(attempt('right'))).toBeUndefined()
    expect(await sessionsOf(store)).toEqual([])
  })

  it('looks at five wrong ones, of however many that come at once', async () => {
    const store = await aGround().open()
    await store.codes.ask(aCode())
    await Promise.all([1, 2, 3, 4].map(() => store.codes.open(attempt('wrong'))))
    expect(await store.codes.open(attempt('right'))).toBeDefined()
    const next = aCode()
    await store.codes.ask(next)
    const tries = await Promise.all([1, 2, 3, 4, 5].map(() => store.codes.open(attempt('wrong'))))
    expect(tries).toEqual(Array(5).fill(undefined))
    expect(await store.codes.open(attempt('right'))).toBeUndefined()
  })

  it('ends a code with the next one of the same browser, with its mail, and no other browser’s', async () => {
    const store = await aGround().open()
    const [old, other] = [aCode({ proof: 'old' }), aCode({ asker: 'browser-2' })]
    for (const code of [old, other, aCode({ proof: 'new' })]) await store.codes.ask(code)
    expect(await store.codes.open(attempt('old'))).toBeUndefined()
    expect(await store.codes.open(attempt('new'))).toBeDefined()
    expect(await store.codes.open(attempt('right', { asker: 'browser-2' }))).toBe(other.id)
    const taken = [await store.mails.take(), await store.mails.take(), await store.mails.take()]
    expect(taken.map((one) => one?.mail.id)).not.toContain(old.id)
    expect(taken[2]).toBeUndefined()
    // A late retry of the old request sends nothing, and ends nothing.
    expect(await store.codes.ask(old)).toBe('known')
  })

  it('lets a code count in its browser, at its site and in its time only', async () => {
    const ground = aGround()
    const store = await ground.open()
    await store.codes.ask(aCode())
    expect(await store.codes.open(attempt('right', { asker: 'browser-2' }))).toBeUndefined()
    expect(await store.codes.open(attempt('right', { site: 'other' }))).toBeUndefined()
    await ground.pass(10 * MINUTE)
    expect(await store.codes.open(attempt('right'))).toBeUndefined()
    await store.clean()
    expect(await store.mails.nextDue()).toBeUndefined()
  })
}

export function mailing(aGround: () => Ground) {
  it('gives a mail to one process, and to nobody after it was taken and not given back', async () => {
    const ground = aGround()
    const stores = [await ground.open(), await ground.open()]
    await stores[0]!.codes.ask(aCode())
    expect(await stores[0]!.mails.nextDue()).toBe(0)
    const taken = await Promise.all(stores.flatMap(({ mails }) => [mails.take(), mails.take()]))
    expect(taken.filter(Boolean)).toHaveLength(1)
    expect(await (await ground.open()).mails.take()).toBeUndefined()
    expect(await stores[0]!.mails.nextDue()).toBeUndefined()
  })

  it('tries one again that was given back, while its code counts', async () => {
    const ground = aGround()
    const { codes, mails } = await ground.open()
    const code = aCode()
    await codes.ask(code)
    await mails.take()
    await mails.giveBack(code.id, 2000)
    expect(await mails.take()).toBeUndefined()
    expect(await mails.nextDue()).toBe(2000)
    await ground.pass(2000)
    expect(await mails.take()).toMatchObject({ tries: 2 })
    await mails.giveBack(code.id, 0)
    await mails.forget(code.id)
    expect(await mails.take()).toBeUndefined()
    const late = aCode()
    await codes.ask(late)
    await ground.pass(10 * MINUTE)
    expect(await mails.take()).toBeUndefined()
    expect(await mails.nextDue()).toBeUndefined()
  })
}

export function staying(aGround: () => Ground) {
  it('tells whose a session is at its site, until it has been idle for 30 days', async () => {
    const ground = aGround()
    const { store, hash } = await signedIn(ground)
    expect(await store.sessions.addressOf(hash, 'other')).toBeUndefined()
    expect(await store.sessions.addressOf('nobody', 'shop')).toBeUndefined()
    for (let use = 0; use < 3; use++) {
      await ground.pass(29 * DAY)
      expect(await store.sessions.addressOf(hash, 'shop')).toBe('ada@example.com')
    }
    await store.clean()
    expect(await sessionsOf(store)).toHaveLength(1)
    await ground.pass(30 * DAY)
    expect(await store.sessions.addressOf(hash, 'shop')).toBeUndefined()
    expect(await sessionsOf(store)).toEqual([])
    await store.clean()
  })

  it('is ended by its owner, and by an operator for an address in any spelling or by its name', async () => {
    const { store, hash } = await signedIn(aGround())
    await store.sessions.end(hash, 'other')
    expect(await store.sessions.addressOf(hash, 'shop')).toBe('ada@example.com')
    await store.sessions.end(hash, 'shop')
    expect(await store.sessions.addressOf(hash, 'shop')).toBeUndefined()
    const codes = [aCode({ email: 'Ada@EXAMPLE.com', asker: 'b' }), aCode({ asker: 'c' })]
    for (const code of codes) {
      await store.codes.ask(code)
      await store.codes.open(attempt('right', { asker: code.asker }))
    }
    expect(await store.sessions.revoke({ email: ' <ada@example.com>' })).toBe(2)
    await store.codes.ask(aCode({ id: 'x', asker: 'd' }))
    await store.codes.open(attempt('right', { asker: 'd' }))
    expect(await store.sessions.revoke({ hash: 'session of y' })).toBe(0)
    expect(await store.sessions.revoke({ hash: 'session of x' })).toBe(1)
  })

  it('is erased with its address, and so are codes and mails that wait', async () => {
    const { store, hash } = await signedIn(aGround())
    await store.codes.ask(aCode({ asker: 'browser-2' }))
    await store.codes.ask(aCode({ asker: 'browser-3', email: 'bob@example.com' }))
    await store.operator.erase('ADA@example.com', false)
    expect(await store.sessions.addressOf(hash, 'shop')).toBeUndefined()
    expect(await store.codes.open(attempt('right', { asker: 'browser-2' }))).toBeUndefined()
    expect((await store.mails.take())?.mail.to).toBe('bob@example.com')
    expect(await store.mails.take()).toBeUndefined()
  })
}
