/** A refusal that may be the configuration's fault lets no message die: it waits, and is delivered when that is repaired. */
import { expect, it } from 'vitest'
import { aPromised, isCreate, isSearch } from '../harness/proxy/a-promise.ts'
import type { Sent } from '../harness/proxy/a-promise.ts'
import { aSubmission } from '../harness/proxy/builders.ts'

const HOUR = 3_600_000
const WORDS = aSubmission().message

const isCheck = ({ path }: Sent) => path.startsWith('/channels/')

const CHANNEL_IS_GONE = { message: 'Invalid.', errors: { channel: ['The selected channel is invalid.'] } }

/** A message, and a helpdesk that answers its create and the look at the channel so, until it is repaired. */
async function aRefused(create: () => Response, check: () => Response) {
  const promised = await aPromised()
  const { network, outbox } = promised
  const { id } = aSubmission()
  network.tamper = async (sent, pass) => (isCreate(sent) ? create() : isCheck(sent) ? check() : pass())
  await outbox.accept(aSubmission({ id }))
  const repair = () => (network.tamper = (_, pass) => pass())
  return { ...promised, id, repair }
}

it.each([
  ['404', () => new Response('{}', { status: 404 })],
  ['422', () => Response.json(CHANNEL_IS_GONE, { status: 422 })],
  ['422 without a word', () => new Response('', { status: 422 })],
])('a channel that is gone (%s) and comes back has its message', async (_, create) => {
  const { id, live, repair, row, tickets, outbox } = await aRefused(
    create,
    () => new Response('{}', { status: 404 }),
  )
  await live(HOUR)
  expect(outbox.counts()).toMatchObject({ dead: 0, delivered: 0 })
  repair()
  await live(HOUR)
  expect(row(id)).toMatchObject({ state: 'delivered' })
  expect(await tickets(WORDS)).toHaveLength(1)
})

it('a message that the helpdesk refuses although its channel is there is dead', async () => {
  const { id, live, row } = await aRefused(
    () => Response.json(CHANNEL_IS_GONE, { status: 422 }),
    () => Response.json({ data: {} }),
  )
  await live(HOUR)
  expect(row(id)).toMatchObject({ state: 'dead', why: '422 channel' })
})

it.each([
  ['400, as without a workspace', 400, () => new Response('', { status: 503 })],
  ['413', 413, () => new Response('', { status: 429 })],
  ['422 about the channel', 422, () => new Response('<html>', { status: 200 })],
])('a refusal (%s) that cannot be looked into is not believed', async (_, status, check) => {
  const { id, live, repair, row, tickets, outbox } = await aRefused(
    () => Response.json(CHANNEL_IS_GONE, { status }),
    check,
  )
  await live(60_000)
  expect(outbox.counts()).toMatchObject({ dead: 0 })
  expect(row(id)).toMatchObject({ state: 'pending', why: String(status) })
  repair()
  await live(HOUR)
  expect(row(id)).toMatchObject({ state: 'delivered' })
  expect(await tickets(WORDS)).toHaveLength(1)
})

it.each([
  ['a token that is revoked', () => new Response('{}', { status: 401 })],
  ['a workspace that is gone', () => new Response('{}', { status: 400 })],
  ['a channel that is gone', () => Response.json(CHANNEL_IS_GONE, { status: 422 })],
  ['a channel that is gone without a word', () => new Response('', { status: 422 })],
  ['a server in between that takes less', () => new Response('<html>', { status: 413 })],
])('%s and restored before anybody looks has lost nothing', async (_, create) => {
  const { id, live, repair, row, tickets } = await aRefused(create, () => {
    repair()
    return Response.json({ data: {} })
  })
  await live(HOUR)
  expect(row(id)).toMatchObject({ state: 'delivered' })
  expect(await tickets(WORDS)).toHaveLength(1)
})

it.each([
  ['404', () => new Response('{}', { status: 404 })],
  ['422', () => Response.json(CHANNEL_IS_GONE, { status: 422 })],
])(
  'a token that has lost its channel (create: %s) finds no ticket, which proves nothing',
  async (_, create) => {
    const { unsure, network, live, row, tickets, lines } = await aPromised()
    const { id } = await unsure({}, true)
    const fine = network.tamper
    // Another workspace or another person: what the token does not reach, lists leave out without a word.
    network.tamper = async (sent, pass) => {
      if (isSearch(sent)) return Response.json({ data: [], meta: { last_page: 1 } })
      return isCreate(sent) ? create() : isCheck(sent) ? new Response('{}', { status: 404 }) : pass()
    }
    await live(HOUR)
    expect(row(id)['state']).toBe('unsure')
    expect(lines.join('')).toContain('helpdesk_misconfigured')
    network.tamper = fine
    await live(HOUR)
    expect(row(id)).toMatchObject({ state: 'delivered' })
    expect(await tickets(WORDS)).toHaveLength(1)
  },
)

it('an address that is refused while the helpdesk finds no domain loses no message, and one that is wrong is dead', async () => {
  const errors = { 'from_contact.email': ['The from contact.email must be a valid email address.'] }
  const refused = () => Response.json({ message: 'Invalid.', errors }, { status: 422 })
  const { id, live, repair, row, tickets } = await aRefused(refused, refused)
  await live(60_000)
  expect(row(id)['state']).toBe('pending')
  repair()
  await live(HOUR)
  expect(await tickets(WORDS)).toHaveLength(1)
  const wrong = await aRefused(refused, refused)
  await wrong.live(HOUR)
  expect(wrong.row(wrong.id)).toMatchObject({ state: 'dead', why: '422 from_contact.email' })
  expect(wrong.sent.filter(isCreate)).toHaveLength(2)
})
