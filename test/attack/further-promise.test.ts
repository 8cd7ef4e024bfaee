/** A further message that was promised is in the helpdesk once: as a note, or as a ticket, and never as both. */
import { describe, expect, it } from 'vitest'
import { aSubmission } from '../harness/proxy/builders.ts'
import { aFurther, AGAIN, isNote } from '../harness/proxy/a-further-message.ts'
import { isCreate, isOpen, isSearch, opening, reset } from '../harness/proxy/a-promise.ts'
import type { Sent, Told } from '../harness/proxy/a-promise.ts'

const HOUR = 3_600_000

describe('a further message', () => {
  it('that became a ticket because the first had none is no note as well once it has', async () => {
    const { network, outbox, first, again, live, places, row } = await aFurther()
    await outbox.accept(again)
    let isLost = false
    network.tamper = async (sent, pass) => {
      // The first one does not get through for longer than the other waits.
      if (isCreate(sent) && !sent.body.includes(AGAIN)) return new Response('', { status: 503 })
      if (!isCreate(sent)) return pass()
      await pass()
      isLost = true
      return reset()
    }
    await live(HOUR, () => isLost)
    expect(isLost).toBe(true)
    network.tamper = (_, pass) => pass()
    await live(3 * HOUR)
    expect(row(first.id)).toMatchObject({ state: 'delivered' })
    expect(row(again.id)).toMatchObject({ state: 'delivered' })
    expect(await places()).toEqual(['inbound'])
  })

  it('that can be no note, and is refused as a ticket, is dead, and not tried for ever', async () => {
    const { network, outbox, again, live, row, sent } = await aFurther()
    await live(HOUR)
    await outbox.accept(again)
    network.tamper = async (one, pass) =>
      isNote(one)
        ? new Response('', { status: 404 })
        : isCreate(one)
          ? new Response('', { status: 413 })
          : pass()
    await live(HOUR)
    expect(row(again.id)).toMatchObject({ state: 'dead', why: '413' })
    expect(sent.filter(isNote)).toHaveLength(1)
  })

  it('waits no longer for the first one where the clock was ahead when it came', async () => {
    const { network, outbox, again, live, places, sql } = await aFurther()
    await outbox.accept(again)
    sql.run('UPDATE submission SET accepted_at = accepted_at + ? WHERE id = ?', 20 * HOUR, again.id)
    network.tamper = async (sent, pass) =>
      isCreate(sent) && !sent.body.includes(AGAIN) ? new Response('', { status: 503 }) : pass()
    await live(HOUR)
    expect(await places()).toEqual(['inbound'])
  })

  it.each([HOUR, -HOUR])(
    'waits for the first one where the proxy’s own clock is off by %i ms of the store’s',
    async (aheadMs) => {
      const { network, outbox, again, live, places } = await aFurther(AGAIN, { aheadMs })
      await outbox.accept(again)
      let refusals = 3
      network.tamper = async (sent, pass) =>
        isCreate(sent) && !sent.body.includes(AGAIN) && refusals-- > 0
          ? new Response('', { status: 503 })
          : pass()
      await live(HOUR)
      expect(await places()).toEqual(['note'])
    },
  )

  it('that became a ticket because the first one’s was away is no note as well once that is back', async () => {
    const { network, outbox, again, live, places, row } = await aFurther()
    await live(HOUR)
    await outbox.accept(again)
    network.tamper = async (sent, pass) => {
      if (isNote(sent)) return new Response('', { status: 404 })
      if (!isCreate(sent)) return pass()
      network.tamper = (_, on) => on()
      await pass()
      return reset()
    }
    await live(3 * HOUR)
    expect(row(again.id)).toMatchObject({ state: 'delivered' })
    expect(await places()).toEqual(['inbound'])
  })

  it.each([303, 401, 403, 404, 409])(
    'whose note is answered %i although it was written is looked for, and is no ticket as well',
    async (status) => {
      const { network, outbox, again, live, places, row } = await aFurther()
      await live(HOUR)
      await outbox.accept(again)
      let bad = 1
      network.tamper = async (sent, pass) => {
        if (!isNote(sent) || bad-- <= 0) return pass()
        await pass()
        return new Response('', { status })
      }
      await live(3 * HOUR)
      expect(row(again.id)).toMatchObject({ state: 'delivered' })
      expect(await places()).toEqual(['note'])
    },
  )

  it.each([
    ['for a moment is there once', 1, 'note'],
    ['for a quarter of an hour is there once', 4, 'note'],
    ['for good is a ticket', Infinity, 'inbound'],
  ])('whose note may be on a ticket that is answered 404 %s', async (_, times, place) => {
    const { network, outbox, again, live, places, row } = await aFurther()
    await live(HOUR)
    await outbox.accept(again)
    let isWritten = false
    let away = times
    network.tamper = async (sent, pass) => {
      // Searches may read no notes, and what stands in between know no address while it is started anew.
      if (isSearch(sent)) return Response.json({ data: [] })
      if ((isOpen(sent) || isNote(sent)) && isWritten && away-- > 0) return new Response('', { status: 404 })
      if (!isNote(sent) || isWritten) return pass()
      isWritten = true
      if (times < Infinity) await pass()
      return reset()
    }
    await live(3 * HOUR)
    expect(row(again.id)).toMatchObject({ state: 'delivered' })
    expect(await places()).toEqual([place])
  })

  it.each([
    ['is there', (sent: Sent) => isNote(sent)],
    ['is not', (sent: Sent) => isNote(sent) || isOpen(sent)],
  ])('that can be no note on its ticket, which %s, is a ticket', async (_, isAway) => {
    const { network, outbox, again, live, places, row } = await aFurther()
    await live(HOUR)
    await outbox.accept(again)
    network.tamper = async (sent, pass) => (isAway(sent) ? new Response('', { status: 404 }) : pass())
    await live(HOUR)
    network.tamper = (_sent, pass) => pass()
    expect(row(again.id)).toMatchObject({ state: 'delivered' })
    expect(await places()).toEqual(['inbound'])
  })

  it.each([
    ['can be read', (sent: Sent) => isNote(sent)],
    ['cannot be read either', (sent: Sent) => isNote(sent) || isOpen(sent)],
  ])('whose ticket the token reaches no more, and %s, is a ticket after some tries', async (_, isRefused) => {
    const { network, outbox, again, live, places, row, ticketOf } = await aFurther()
    await live(HOUR)
    await outbox.accept(again)
    network.tamper = async (sent, pass) =>
      isRefused(sent) && sent.path.includes(ticketOf()) ? new Response('', { status: 403 }) : pass()
    await live(3 * HOUR)
    network.tamper = (_sent, pass) => pass()
    expect(row(again.id)).toMatchObject({ state: 'delivered' })
    expect(await places()).toEqual(['inbound'])
  })

  it('whose note is answered 403 a few times only is a note', async () => {
    const { network, outbox, again, live, places, row } = await aFurther()
    await live(HOUR)
    await outbox.accept(again)
    let bad = 3
    network.tamper = async (sent, pass) =>
      isNote(sent) && bad-- > 0 ? new Response('', { status: 403 }) : pass()
    await live(3 * HOUR)
    expect(row(again.id)).toMatchObject({ state: 'delivered' })
    expect(await places()).toEqual(['note'])
  })

  it.each([
    ['a page of maintenance', { message: 'Down for maintenance.' }],
    ['nothing of a message', { status: 'ok' }],
    ['nothing', {}],
  ])('whose note is answered 200 with %s is looked for, and written', async (_, body) => {
    const { network, outbox, again, live, places, row } = await aFurther()
    await live(HOUR)
    await outbox.accept(again)
    let bad = 1
    network.tamper = async (sent, pass) => (isNote(sent) && bad-- > 0 ? Response.json(body) : pass())
    await live(3 * HOUR)
    expect(row(again.id)).toMatchObject({ state: 'delivered' })
    expect(await places()).toEqual(['note'])
  })

  const changes: [string, (html: string) => string][] = [
    ['in small letters', (html) => html.toLowerCase()],
    ['with breaks in long words', (html) => html.replace(/[0-9A-Z]{10}(?=[0-9A-Z])/g, '$&<wbr>')],
    ['as text', (html) => html.replace(/<[^>]*>/g, ' ')],
  ]
  it.each(changes)('whose note is told %s is found', async (_, change) => {
    const { network, outbox, again, live, places, row } = await aFurther()
    await live(HOUR)
    await outbox.accept(again)
    const told = opening(({ messages, ...ticket }) => ({
      ...ticket,
      messages: messages.map((one) => ({ ...one, body_html: change(one.body_html) })),
    }))
    network.tamper = async (sent, pass) => {
      if (!isNote(sent)) return pass()
      network.tamper = told
      await pass()
      return reset()
    }
    await live(3 * HOUR)
    expect(await places()).toEqual(['note'])
    expect(row(again.id)).toMatchObject({ state: 'delivered' })
  })

  const cut = (change: (message: Told['messages'][number]) => object) =>
    opening(({ messages, ...ticket }) => ({
      ...ticket,
      messages: messages.map((one) => ({ ...one, ...change(one) })),
    }))

  it('whose note is cut short is found', async () => {
    const long = `${AGAIN} ${'word '.repeat(2000)}`
    const { network, outbox, again, live, places, row } = await aFurther(long)
    await live(HOUR)
    await outbox.accept(again)
    network.tamper = async (sent, pass) => {
      if (!isNote(sent)) return pass()
      network.tamper = cut(({ body_html: html }) => ({ body_html: html.slice(0, 2000) }))
      await pass()
      return reset()
    }
    await live(3 * HOUR)
    expect(await places()).toEqual(['note'])
    expect(row(again.id)).toMatchObject({ state: 'delivered' })
  })

  it.each([
    [
      'without its mark',
      ({ body_html: html }: { body_html: string }) => ({ body_html: html.replace(/<p>\w{20}<\/p>/g, '') }),
    ],
    ['as another kind of message', () => ({ type: 'comment' })],
  ] as const)('whose note is told %s is neither delivered nor written again', async (_, change) => {
    const { network, outbox, again, live, places, row } = await aFurther()
    await live(HOUR)
    await outbox.accept(again)
    network.tamper = async (sent, pass) => {
      if (!isNote(sent)) return pass()
      network.tamper = cut((one) => (one['type'] === 'note' ? change(one) : {}))
      await pass()
      return reset()
    }
    await live(3 * HOUR)
    expect(await places()).toEqual(['note'])
    expect(row(again.id)['state']).toMatch(/unsure|delivered/)
  })

  it('is not lost to a note of an agent that mentions it', async () => {
    const { network, outbox, desk, again, live, places, row, ticketOf, sent } = await aFurther()
    await live(HOUR)
    await outbox.accept(again)
    network.tamper = async (one, pass) => (isNote(one) ? reset() : pass())
    await live(1000, () => sent.some(isNote))
    network.tamper = (_, pass) => pass()
    await desk.api('POST', `/tickets/${ticketOf()}/note`, {
      body: '<p>She wrote again, see the phone notes.</p>',
    })
    await live(3 * HOUR)
    expect(row(again.id)).toMatchObject({ state: 'delivered' })
    expect(await places()).toEqual(['note'])
  })
})

describe('the note that tells of a further message', () => {
  it.each([303, 403, 404, 409])(
    'is there once, when its answer is %i although it was written, and the configuration is blamed',
    async (status) => {
      const { desk, network, outbox, first, live, sql, ticketOf } = await aFurther()
      await live(HOUR)
      await outbox.accept(aSubmission({ message: AGAIN, follows: { as: 'ticket', first: first.id } }))
      let wrong = 2
      network.tamper = async (sent, pass) => {
        const isWritten = isNote(sent)
        if (wrong === 0 || (wrong === 2 && !isWritten)) return pass()
        wrong--
        if (isWritten) await pass()
        return new Response('', { status })
      }
      await live(6 * HOUR)
      const { messages } = (await desk.api('GET', `/tickets/${ticketOf()}`)).json.data as Told
      expect(messages.filter(({ type }) => type === 'note')).toHaveLength(1)
      expect(sql.all('SELECT state FROM step').map(({ state }) => state)).toEqual(['done'])
    },
  )
})
