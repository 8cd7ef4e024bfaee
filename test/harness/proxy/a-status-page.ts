/** The status page of a whole proxy on a port, over a store with two weeks of messages, and a way through its door. */
import { randomUUID } from 'node:crypto'
import { referenceOf } from '../../../proxy/reference.ts'
import { openSqlite } from '../../../proxy/store/sqlite/database.ts'
import { join } from 'node:path'
import { aSubmission, UNLIMITED } from './builders.ts'
import { aServedProxy } from './proxy-in-process.ts'

export const SECRET = 'a secret of thirty-two characters'

const HOUR = 3_600_000

/** Writes rows as the store would have, over two weeks: what a test could not wait for. */
export function fillWithMessages(dataDir: string, now: number): void {
  const sql = openSqlite(join(dataDir, 'outbox.db'), { exclusive: false })
  const put = (
    hoursAgo: number,
    site: string,
    state: string,
    tookMs: number,
    why: string | null,
    attempts = 1,
  ) => {
    const id = randomUUID()
    const at = now - hoursAgo * HOUR
    const body = JSON.stringify(aSubmission({ id, site, message: 'It <b>burns</b>.' }))
    const due = state === 'delivered' || state === 'dead' ? at : now + 800_000
    sql.run(
      `INSERT INTO submission (id, reference, digest, site, state, body, accepted_at, due_at, changed_at, attempts, why)
       VALUES (?, ?, 'd', ?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      referenceOf(id),
      site,
      state,
      body,
      at,
      due,
      Math.min(now, at + tookMs),
      attempts,
      why,
    )
  }
  for (let hour = 1; hour < 24 * 13; hour++) {
    const ofDay = new Date(now - hour * HOUR).getUTCHours()
    const count = Math.round(6 * Math.max(0, Math.sin(((ofDay - 6) / 14) * Math.PI)) * (1 + (hour % 7) / 7))
    for (let i = 0; i < count; i++)
      put(
        hour,
        i % 3 === 0 ? 'workshop' : 'demo',
        'delivered',
        [2000, 4000, 30_000, 200_000][(hour + i) % 4]!,
        null,
      )
  }
  put(3, 'demo', 'dead', 1000, '422 contact_email', 1)
  put(5, 'workshop', 'dead', 1000, '403', 1)
  for (const hour of [1, 2, 4]) put(hour, 'demo', 'pending', 0, 'timeout', hour === 4 ? 9 : 2)
  put(2, 'workshop', 'unsure', 0, 'connection_lost', 3)
  sql.close()
}

/** Has the helpdesk refuse so many more. */
export function refuse(dataDir: string, count: number): void {
  const sql = openSqlite(join(dataDir, 'outbox.db'), { exclusive: false })
  for (let i = 0; i < count; i++) {
    const id = randomUUID()
    sql.run(
      `INSERT INTO submission (id, reference, digest, site, state, body, accepted_at, due_at, changed_at, attempts, why)
       VALUES (?, ?, 'd', 'demo', 'dead', ?, 0, 0, 0, 1, '422')`,
      id,
      referenceOf(id),
      JSON.stringify(aSubmission({ id, site: 'demo', message: 'First line.\nSecond line.' })),
    )
  }
  sql.close()
}

export async function aStatusPage(env: Record<string, string> = {}) {
  const proxy = await aServedProxy({ ...UNLIMITED, CHALLENGE: 'off', OPERATOR_SECRET: SECRET, ...env })
  fillWithMessages(proxy.dataDir, Date.now())
  return proxy
}

/** A person with a browser, as far as HTTP tells: a cookie, and the token of the forms. */
export function anOperator(url: string) {
  let cookie = ''
  let token = ''
  const get = (path: string) =>
    fetch(`${url}/operator${path === '' || path.startsWith('?') ? path : `/${path}`}`, {
      headers: { Cookie: cookie },
    })
  const post = async (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}/operator/${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin', ...headers },
      body: new URLSearchParams(fields),
    })
    const set = answer.headers.get('Set-Cookie')
    if (set !== null) cookie = set.split(';', 1)[0]!
    return answer
  }
  const operator = {
    get,
    post,
    cookie: () => cookie,
    token: () => token,
    text: async (path: string) => (await get(path)).text(),
    /** Sends a form of the pages. */
    act: (path: string, fields: Record<string, string>, headers?: Record<string, string>) =>
      post(path, { token, ...fields }, headers),
    async logIn() {
      await post('login', { secret: SECRET })
      token = /name="token" value="([^"]+)"/.exec(await operator.text(''))![1]!
      return operator
    },
  }
  return operator
}
