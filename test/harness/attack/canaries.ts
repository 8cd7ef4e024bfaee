/** A proxy with unique secrets before a helpdesk that repeats what it is told, and places where things turn up. */
import { createHmac, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { run } from '../../../proxy/cli/main.ts'
import { aFolder, aHelpdesk, CHANNEL, json, ORIGIN, UNLIMITED } from '../proxy/builders.ts'
import { aPort, start } from '../proxy/proxy-process.ts'

export const mark = (kind: string) => `canary${kind}${randomUUID().replaceAll('-', '')}`

/** Everything that a visitor, a server or an operator would not want to read elsewhere. */
export function canaries() {
  return {
    token: mark('token'),
    secret: mark('secret'),
    key: mark('key'),
    email: `${mark('email')}@example.com`,
    name: mark('name'),
    subject: mark('subject'),
    message: mark('message'),
    signature: mark('signature'),
    query: mark('query'),
    header: mark('header'),
    cookie: mark('cookie'),
    desk: mark('desk'),
  }
}
export type Canaries = ReturnType<typeof canaries>

function aFileWith(content: object): string {
  const file = join(aFolder(), 'sites.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

/**
 * A proxy before a helpdesk that repeats what it is told and adds something of its own, and refuses some.
 * @param sites In place of one site of the environment; their identities are signed with `marks.secret`.
 */
export async function aProxy(marks: Canaries, sites?: object) {
  let uploads = 0
  const desk = await aHelpdesk(({ method, path, body }, response) => {
    if (method === 'POST' && body.includes('please refuse'))
      return json(response, 422, { message: `${marks.desk} ${body}`, errors: { subject: [body] } })
    if (method === 'POST' && body.includes('please break'))
      return json(response, 500, { message: marks.desk })
    if (path === '/attachments')
      return json(response, 201, { data: { token: `upl_${++uploads}` }, said: `${marks.desk} ${body}` })
    return json(response, 201, {
      data: { ulid: '01JABCDEFGHJKMNPQRSTVWXYZ0' },
      said: `${marks.desk} ${body}`,
    })
  })
  const env = {
    PORT: String(await aPort()),
    HOST: '127.0.0.1',
    DATA_DIR: aFolder(),
    THERE_THERE_URL: desk.url,
    THERE_THERE_TOKEN: marks.token,
    THERE_THERE_RATE: '10000',
    ...(sites
      ? { SITES_FILE: aFileWith({ sites }), SITE_SECRET: marks.secret }
      : { THERE_THERE_CHANNEL: CHANNEL, ALLOWED_ORIGINS: ORIGIN, IDENTITY_SECRET: marks.secret }),
    CHALLENGE_SECRET: marks.key,
    SETTLE_DELAY_MS: '0',
    ...UNLIMITED,
  }
  const proxy = await start(env)
  return { env, proxy, desk, url: `http://127.0.0.1:${env.PORT}` }
}

/** What a site's server says of a visitor: kept with the message, and erased with it. */
export function aToken(claims: object, secret: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: 'HS256' })}.${part({ exp: 4102444800, ...claims })}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

export const command = async (env: Record<string, string>, ...argv: string[]) => {
  let printed = ''
  const write = (text: string) => void (printed += text)
  await run({ argv, env, stdout: write, stderr: write })
  return printed
}

/** The names and contents of all files in a folder, as latin1. */
export function filesIn(folder: string): string {
  for (;;)
    try {
      return readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name + readFileSync(join(entry.parentPath, entry.name), 'latin1'))
        .join('\n')
    } catch (error) {
      // A proxy that runs copies files of its build meanwhile, under names that they have for a moment.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
}

/** Looks for every one of the marks in every one of the places. */
export function expectNone(places: Record<string, string>, marks: Record<string, string>): void {
  for (const [place, text] of Object.entries(places))
    for (const [kind, value] of Object.entries(marks))
      expect(text.includes(value), `${kind} in ${place}`).toBe(false)
}
