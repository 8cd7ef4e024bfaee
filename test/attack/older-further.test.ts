/** In a database that is older than what was done with it, what follows a ticket is not done again, whatever goes wrong. */
import { describe, expect, it } from 'vitest'
import { aFurther, AGAIN } from '../harness/proxy/a-further-message.ts'
import { isSearch, SETTLE } from '../harness/proxy/a-promise.ts'
import type { Sent, Told } from '../harness/proxy/a-promise.ts'
import { referenceOf } from '../../proxy/reference.ts'

const HOUR = 3_600_000

/** Both messages are done, and wait again: a backup of when they did is put back, as the start of a proxy notices. */
async function restored(rate: number) {
  const further = await aFurther(AGAIN, { rate })
  const { outbox, again, live, places, sql, desk, network } = further
  await outbox.accept(again)
  await live(HOUR)
  expect(await places()).toEqual(['note'])
  sql.run('DELETE FROM step')
  sql.run(`UPDATE submission SET state = 'pending', ticket = NULL, attempts = 0, why = NULL`)
  outbox.doubt(SETTLE)
  /** A search that reads no notes. */
  const bare = async ({ path }: Sent, pass: () => Promise<Response>) => {
    const [, reference = ''] = /search%5D=(\w+)/.exec(path)!
    const list = (await (await pass()).json()) as { data: { ulid: string }[]; meta: object }
    const data: object[] = []
    for (const one of list.data) {
      const { messages } = (await desk.api('GET', `/tickets/${one.ulid}`)).json.data as Told
      if (messages.some(({ type, body_html: html }) => type !== 'note' && html.includes(reference)))
        data.push(one)
    }
    return Response.json({ data, meta: { ...list.meta, total: data.length, last_page: 1 } })
  }
  network.tamper = (one, pass) => (isSearch(one) ? bare(one, pass) : pass())
  return { ...further, bare }
}

describe('a further message that is a note, in an older database', () => {
  it.each([0, 1, 10])('is there once where the first is found after %i looks that fail', async (failures) => {
    const { first, again, bare, live, network, places, row } = await restored(10_000)
    let left = failures
    network.tamper = (one, pass) => {
      if (!isSearch(one)) return pass()
      const fails = one.path.includes(referenceOf(first.id)) && left-- > 0
      return fails ? Promise.resolve(new Response('', { status: 503 })) : bare(one, pass)
    }
    await live(5 * HOUR)
    expect([first, again].map(({ id }) => row(id)['state'])).toEqual(['delivered', 'delivered'])
    expect(await places()).toEqual(['note'])
  })

  it.each([7, 8, 9])(
    'is there once where %i of 10 calls of the minute are made when the looks begin',
    async (used) => {
      const { again, bare, desk, gate, live, network, places, row } = await restored(10)
      network.tamper = (one, pass) => {
        desk.advance(300)
        return isSearch(one) ? bare(one, pass) : pass()
      }
      await live(SETTLE - 1000)
      for (let n = 0; n < used; n++) await gate.pass()
      await live(5 * HOUR)
      expect(row(again.id)).toMatchObject({ state: 'delivered' })
      expect(await places()).toEqual(['note'])
    },
  )
})
