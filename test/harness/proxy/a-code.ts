/** A visitor who proves an address by a code, as a browser would. */
import { randomBytes, randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { anApp } from './an-app.ts'
import { problemOf, solved } from './an-app.ts'
import { ORIGIN } from './builders.ts'

/** The secret of a browser. */
export const aSecret = (): string => randomBytes(32).toString('base64url')

/** The fields of a request for a code. */
export const codeFields = (changes: Record<string, string> = {}): Record<string, string> => ({
  id: randomUUID(),
  site: 'shop',
  email: 'ada@example.com',
  browser: aSecret(),
  ...changes,
})

/** The code that a mail brings. */
export const codeIn = ({ text }: { text: string }): string => /\b\d{6}\b/.exec(text)![0]

/** A browser before an app with codes. */
export function aCodeVisitor({ app, mails }: Pick<ReturnType<typeof anApp>, 'app' | 'mails'>) {
  const post = async (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const from = headers['X-Forwarded-For']
    const env = from && {
      incoming: { headers: { 'x-forwarded-for': from }, socket: { remoteAddress: '10.0.0.1' } },
    }
    const init = {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { Origin: ORIGIN, ...headers },
    }
    return app.request(`/api/${path}`, init, env)
  }
  /** Asks for a code, and works for it where that is asked. */
  const ask = async (fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const first = await post('code', fields, headers)
    if (first.status !== 403) return first
    const { challenge } = await problemOf(first)
    return post('code', { ...fields, challenge: await solved(challenge) }, headers)
  }
  /** The newest mail, when there are so many. */
  const mail = async (count = mails.length + 1) => {
    await expect.poll(() => mails.length).toBe(count)
    return mails.at(-1)!
  }
  /** Asks for a code, reads the mail, and opens a session with it. */
  const signIn = async (changes: Record<string, string> = {}) => {
    const fields = codeFields(changes)
    const count = mails.length + 1
    expect((await ask(fields)).status).toBe(202)
    const code = codeIn(await mail(count))
    const { browser = '', site = '' } = fields
    const answer = await post('session', { site, browser, code })
    const { session } = (await answer.json()) as { session: string }
    return { session, browser, code, site }
  }
  return { post, ask, mail, signIn }
}
