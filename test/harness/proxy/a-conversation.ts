/** A whole proxy in this process, a sandbox behind real HTTP as its helpdesk, a visitor who asks and agents who answer. */
import { randomBytes, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SignJWT } from 'jose'
import { expect, onTestFinished } from 'vitest'
import { loadConfig } from '../../../proxy/config/config.ts'
import type { OwnRequests, ShownConversation } from '../../../proxy/contract/conversation/conversation.ts'
import { createLog } from '../../../proxy/log.ts'
import { createProxy } from '../../../proxy/proxy.ts'
import { SANDBOX_CHANNEL } from '../../../proxy/sandbox/sandbox.ts'
import { aFolder, ORIGIN, UNLIMITED } from './builders.ts'
import { startSandbox } from './sandbox-server.ts'

export const IDENTITY_SECRET = 'a-secret-of-the-shop-that-is-long'

/** What the shop's server signs of a visitor. */
export const tokenOf = (email: string, secret = IDENTITY_SECRET, claims: object = {}) =>
  new SignJWT({ ...claims, email })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret))

/** The answer of either route, and its status. */
export interface Told extends Partial<ShownConversation>, Partial<OwnRequests> {
  status: number
  code?: string
  unchanged?: boolean
}

export const aReceipt = () => randomBytes(32).toString('base64url')

/** What the visitor's page says, without a receipt unless one is given. */
export const aMessage = (changes: Record<string, string> = {}) => ({
  id: randomUUID(),
  site: 'shop',
  email: 'ada@example.com',
  message: 'The kettle leaks.',
  ...changes,
})

/** @param site What the site says of itself. */
export async function aConversation(site: object = {}, env: Record<string, string> = {}) {
  const desk = await startSandbox()
  onTestFinished(() => desk.stop())
  const dataDir = aFolder()
  const sites = {
    shop: { channel: SANDBOX_CHANNEL, origins: [ORIGIN], identitySecrets: ['env:SHOP_SECRET'], ...site },
    blog: { channel: SANDBOX_CHANNEL, origins: [ORIGIN] },
  }
  const file = join(dataDir, 'sites.json')
  writeFileSync(file, JSON.stringify({ sites }))
  const environment = {
    ...UNLIMITED,
    THERE_THERE_TOKEN: 'sandbox',
    THERE_THERE_URL: `${desk.origin}/sandbox/api`,
    THERE_THERE_RATE: '10000',
    READ_EVERY_MS: '20',
    SETTLE_DELAY_MS: '50',
    SHOP_SECRET: IDENTITY_SECRET,
    SITES_FILE: file,
    DATA_DIR: join(dataDir, 'data'),
    ...env,
  }
  const log = createLog(() => {})
  const proxy = await createProxy({ config: loadConfig(environment), log, root: 'dist', exclusive: false })
  onTestFinished(async () => {
    await proxy.quiesce()
    await proxy.close()
  })

  const ask = async (path: string, fields: Record<string, unknown>): Promise<Told> => {
    const answer = await proxy.fetch(
      new Request(`http://proxy.example${path}`, {
        method: 'POST',
        headers: { Origin: ORIGIN, 'Content-Type': 'application/json' },
        body: JSON.stringify({ site: 'shop', ...fields }),
      }),
    )
    // as: what either route answers
    return { status: answer.status, ...((await answer.json()) as object) }
  }
  const show = (fields: Record<string, unknown>) => ask('/api/conversation', fields)
  const tickets = async () =>
    (await desk.api('GET', '/tickets?sort=created_at')).json.data as { ulid: string }[]
  /** Sends a message; resolves when it has its ticket. */
  const send = async (fields: Record<string, string>) => {
    const before = await tickets()
    expect(await ask('/api/tickets', fields)).toMatchObject({ status: 202 })
    await expect.poll(async () => (await tickets()).length).toBe(before.length + 1)
    return (await tickets()).at(-1)!.ulid
  }
  /** Asks until the answer is as it should be. */
  const until = async (fields: Record<string, unknown>, expected: object) => {
    await expect.poll(() => show(fields), { interval: 20 }).toMatchObject(expected)
    return show(fields)
  }
  /** What an agent does to a ticket, a minute later. */
  const agent = async (ticket: string, call: 'reply' | 'note' | 'forward' | 'status', body: object) => {
    desk.advance(60_000)
    const answer = await desk.api(call === 'status' ? 'PUT' : 'POST', `/tickets/${ticket}/${call}`, body)
    expect(answer.status).toBeLessThan(300)
  }
  /** What the customer writes by e-mail. */
  const mail = async (ticket: string, body: string) => {
    desk.advance(60_000)
    const path = `/sandbox/inbox/tickets/${ticket}/customer-reply`
    expect((await desk.send('POST', path, { body })).status).toBe(201)
  }
  const get = (path: string) =>
    Promise.resolve(proxy.fetch(new Request(`http://proxy.example${path}`, { headers: { Origin: ORIGIN } })))
  return { desk, proxy, ask, show, tickets, send, until, agent, mail, get }
}
