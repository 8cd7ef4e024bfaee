/** A ticket that is there is found, whatever the list does while it is read: what is missed would be made again. */
import { describe, expect, it } from 'vitest'
import { aPromised, isCreate, isOpen, isSearch } from '../harness/proxy/a-promise.ts'
import type { Sent } from '../harness/proxy/a-promise.ts'

const HOUR = 3_600_000
const WORDS = 'The export button does nothing.'

const queryOf = ({ path }: Sent) => new URL(path, 'http://desk.example').searchParams

interface Listed {
  data: { ulid: string; status: string }[]
  meta: { last_page: number; total: number; per_page: number }
}

describe('a ticket of ours', () => {
  it.each([
    ['', false],
    [', after a list that failed', true],
  ])(
    'in a channel that is out of reach while lists are read%s, and back at their end, is not made again',
    async (_, fails) => {
      const { unsure, network, live, row, tickets } = await aPromised()
      const { id } = await unsure({}, true)
      let isAway = !fails
      network.tamper = (sent, pass) => {
        if (isSearch(sent)) {
          const wasAway = isAway
          // The second list is the last that is read before the channel is looked at.
          isAway = !sent.path.includes('spam')
          if (!wasAway) return Promise.resolve(new Response('', { status: 503 }))
          return Promise.resolve(Response.json({ data: [], meta: { last_page: 1, total: 0 } }))
        }
        const isHidden = isAway && sent.path.startsWith('/channels/')
        return isHidden ? Promise.resolve(Response.json({}, { status: 404 })) : pass()
      }
      await live(HOUR)
      network.tamper = (_sent, pass) => pass()
      await live(HOUR)
      const [made, ...more] = await tickets('The export button')
      expect(more).toEqual([])
      expect(row(id)).toMatchObject({ state: 'delivered', ticket: made!.ulid })
    },
  )

  it.each<[string, () => Response, object]>([
    ['fails', () => new Response('', { status: 503 }), { why: '503', attempts: 2 }],
    ['meets the limit', () => new Response('', { status: 429 }), { why: 'ECONNRESET', attempts: 1 }],
  ])(
    'whose channel cannot be looked at, which %s, is looked for later, and that is told',
    async (_, answer, told) => {
      const { unsure, network, live, row, now } = await aPromised()
      const { id } = await unsure({}, true)
      network.tamper = (sent, pass) =>
        sent.path.startsWith('/channels/') ? Promise.resolve(answer()) : pass()
      const before = Number(row(id)['due_at']) - now()
      await live(before + 1000)
      expect(row(id)).toMatchObject({ state: 'unsure', ...told })
      network.tamper = (_sent, pass) => pass()
      await live(HOUR)
      expect(row(id)).toMatchObject({ state: 'delivered' })
    },
  )

  it('that a workflow has marked as spam is found where lists leave spam out unless it is asked for', async () => {
    const { unsure, desk, network, live, tickets, row } = await aPromised()
    const { id } = await unsure({}, true)
    const [made] = await tickets(WORDS)
    await desk.api('PUT', `/tickets/${made!.ulid}/status`, { status: 'spam' })
    network.tamper = async (sent, pass) => {
      const answer = await pass()
      if (!isSearch(sent) || queryOf(sent).has('filter[status]')) return answer
      const list = (await answer.json()) as Listed
      return Response.json({ ...list, data: list.data.filter(({ status }) => status !== 'spam') })
    }
    await live(HOUR)
    expect(await tickets(WORDS)).toHaveLength(1)
    expect(row(id)).toMatchObject({ state: 'delivered', ticket: made!.ulid })
  })

  it('is found when tickets before it are merged away while the list is read', async () => {
    const { unsure, mail, network, live, tickets, row } = await aPromised()
    const { id, reference } = await unsure({}, true)
    const others: string[] = []
    for (let n = 0; n < 4; n++) others.push((await mail(`<p>About ${reference}.</p>`)).ulid)
    const [made] = await tickets(WORDS)
    // Ours comes third of five, and two stand on a page.
    const order = [others[0]!, others[1]!, made!.ulid, others[2]!, others[3]!]
    let opened = 0
    network.tamper = async (sent, pass) => {
      if (isOpen(sent) && ++opened === 2) order.shift()
      if (!isSearch(sent)) return pass()
      const page = Number(queryOf(sent).get('page'))
      const data = order.slice((page - 1) * 2, page * 2).map((ulid) => ({ ulid }))
      const meta = { last_page: Math.ceil(order.length / 2), per_page: 2, total: order.length }
      return Response.json({ data, meta })
    }
    await live(HOUR)
    expect(await tickets(WORDS)).toHaveLength(1)
    expect(row(id)).toMatchObject({ state: 'delivered', ticket: made!.ulid })
  })

  it('is found where two pages have one ticket twice, and leave ours out', async () => {
    const { unsure, mail, network, live, tickets, row } = await aPromised()
    const { id, reference } = await unsure({}, true)
    const a = (await mail(`<p>About ${reference}.</p>`)).ulid
    const b = (await mail(`<p>About ${reference}.</p>`)).ulid
    const [made] = await tickets(WORDS)
    let lists = 0
    network.tamper = async (sent, pass) => {
      if (!isSearch(sent)) return pass()
      lists++
      const page = Number(queryOf(sent).get('page'))
      // Made in one second, so that their order is nobody's, until it is.
      const pages = lists <= 2 ? [[a, b], [b]] : [[a, b], [made!.ulid]]
      return Response.json({
        data: (pages[page - 1] ?? []).map((ulid) => ({ ulid })),
        meta: { last_page: 2, per_page: 2, total: 3 },
      })
    }
    await live(HOUR)
    expect(await tickets(WORDS)).toHaveLength(1)
    expect(row(id)).toMatchObject({ state: 'delivered', ticket: made!.ulid })
  })

  it('is found on the second page of a list that says nothing of its pages', async () => {
    const { unsure, mail, network, live, tickets, row } = await aPromised()
    const { id, reference } = await unsure({}, true)
    const other = (await mail(`<p>About ${reference}.</p>`)).ulid
    const [made] = await tickets(WORDS)
    network.tamper = async (sent, pass) => {
      if (!isSearch(sent)) return pass()
      const page = Number(queryOf(sent).get('page'))
      return Response.json({ data: [other, made!.ulid].slice(page - 1, page).map((ulid) => ({ ulid })) })
    }
    await live(HOUR)
    expect(await tickets(WORDS)).toHaveLength(1)
    expect(row(id)).toMatchObject({ state: 'delivered', ticket: made!.ulid })
  })

  it('that a list counts and never shows is not made again, and an operator is told', async () => {
    const { unsure, network, live, tickets, row, readiness } = await aPromised()
    const { id } = await unsure({}, true)
    network.tamper = (sent, pass) =>
      isSearch(sent)
        ? Promise.resolve(Response.json({ data: [], meta: { last_page: 1, per_page: 100, total: 1 } }))
        : pass()
    await live(HOUR)
    expect(await tickets(WORDS)).toHaveLength(1)
    expect(row(id)).toMatchObject({ state: 'unsure', why: expect.stringMatching(/^list with gaps/) })
    expect((await readiness()).attention).toEqual([expect.stringContaining('outbox list --state stuck')])
  })

  it.each([400, 422])(
    'that lists leave out is found although the list of all statuses is answered %i once, by whatever was repaired then',
    async (status) => {
      const { unsure, network, live, tickets, row } = await aPromised()
      const { id } = await unsure({}, true)
      let refusals = 1
      network.tamper = async (sent, pass) => {
        if (!isSearch(sent)) return pass()
        if (!queryOf(sent).has('filter[status]')) return Response.json({ data: [] })
        return refusals-- > 0 ? new Response('{}', { status }) : pass()
      }
      await live(HOUR)
      expect(await tickets(WORDS)).toHaveLength(1)
      expect(row(id)).toMatchObject({ state: 'delivered' })
    },
  )

  it.each([400, 403, 404])(
    'is no riddle because a workspace answers %i while candidates are opened: it is found when that is over',
    async (status) => {
      const { unsure, mail, desk, sent, network, live, tickets, row, lines, readiness, now } =
        await aPromised()
      const { id, reference } = await unsure()
      for (let n = 0; n < 6; n++) await mail(`<p>About ${reference}.</p>`)
      desk.advance(1000)
      await desk.api('POST', '/tickets', JSON.parse(sent.find(isCreate)!.body) as object)
      let opened = 0
      let until = Infinity
      network.tamper = async (one, pass) => {
        // Away for a quarter of an hour from the third candidate on.
        if (isOpen(one) && ++opened === 3) until = now() + HOUR / 4
        return opened >= 3 && now() < until ? new Response('{}', { status }) : pass()
      }
      await live(HOUR)
      expect(row(id)).toMatchObject({ state: 'delivered' })
      expect(await tickets(WORDS)).toHaveLength(1)
      expect(lines.join('')).toContain('helpdesk_misconfigured')
      expect(lines.join('')).not.toContain('unreadable ticket')
      expect((await readiness()).attention).toEqual([])
    },
  )

  it('is looked for without statuses where the helpdesk knows no such filter, and then sent again', async () => {
    const { unsure, network, live, tickets, row } = await aPromised()
    const { id } = await unsure()
    network.tamper = (sent, pass) =>
      isSearch(sent) && queryOf(sent).has('filter[status]')
        ? Promise.resolve(Response.json({ message: 'Not allowed.' }, { status: 400 }))
        : pass()
    await live(HOUR)
    expect(await tickets(WORDS)).toHaveLength(1)
    expect(row(id)).toMatchObject({ state: 'delivered' })
  })
})
