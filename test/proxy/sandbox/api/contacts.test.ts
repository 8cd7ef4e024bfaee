/** Contacts, against the helpdesk's page "Contacts". */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type TestSandbox } from '../../../harness/proxy/sandbox-server.ts'

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox()
})
afterEach(() => desk.stop())

const names = async (query: string): Promise<string[]> =>
  (await desk.api('GET', `/contacts?${query}`)).json.data.map((contact: { name: string }) => contact.name)

async function threePeople(): Promise<void> {
  await desk.ticket({ name: 'zoe', email: 'zoe@alpha.example' })
  desk.advance(1000)
  await desk.ticket({ name: 'Ámber', email: 'amber_1@beta.example' })
  desk.advance(1000)
  await desk.ticket({ name: 'Bob', email: 'bob@alpha.example' })
  desk.advance(1000)
  await desk.ticket({ email: 'ZOE@alpha.example' })
}

describe('contacts page, List Contacts', () => {
  it('shows each as the example does', async () => {
    const { contact } = await desk.ticket()
    const { json } = await desk.api('GET', '/contacts')
    expect(json.data).toEqual([
      {
        id: contact.id,
        ulid: contact.ulid,
        name: 'John Doe',
        email: 'john@customer.example',
        avatar_url: null,
        ticket_count: 1,
        last_activity_at: '2026-06-01T10:30:00+00:00',
      },
    ])
    expect(json.meta).toEqual({ current_page: 1, last_page: 1, per_page: 25, total: 1 })
  })

  it('matches parts of name and address without case', async () => {
    await threePeople()
    expect(await names('filter[name]=ÁMB')).toEqual(['Ámber'])
    expect(await names('filter[name]=alpha')).toEqual([])
    expect(await names('filter[email]=ALPHA.ex')).toEqual(['Bob', 'zoe'])
    expect(await names('filter[search]=b')).toEqual(['Bob', 'Ámber'])
    expect(await names('filter[search]=r_1')).toEqual(['Ámber'])
    expect(await names('filter[search]=%25')).toEqual([])
  })

  it('sorts by name, creation and last activity, which is the latest ticket’s creation', async () => {
    await threePeople()
    expect(await names('')).toEqual(['Bob', 'zoe', 'Ámber'])
    expect(await names('sort=-name')).toEqual(['Ámber', 'zoe', 'Bob'])
    expect(await names('sort=created_at')).toEqual(['zoe', 'Ámber', 'Bob'])
    expect(await names('sort=-last_activity')).toEqual(['zoe', 'Bob', 'Ámber'])
    expect((await desk.api('GET', '/contacts?sort=email')).status).toBe(400)
  })

  it('pages', async () => {
    await threePeople()
    const { json } = await desk.api('GET', '/contacts?per_page=2&page=2&filter[search]=example')
    expect(json.data).toHaveLength(1)
    expect(json.meta).toEqual({ current_page: 2, last_page: 2, per_page: 2, total: 3 })
    expect(json.links.next).toBeNull()
    expect(new URL(json.links.prev).searchParams.get('filter[search]')).toBe('example')
  })
})

describe('contacts page, Get Contact', () => {
  it('adds the notes; by ULID in either case or by id', async () => {
    const { contact } = await desk.ticket()
    await desk.ticket()
    await desk.api('PUT', `/contacts/${contact.ulid}`, { notes: 'VIP' })
    for (const path of [contact.ulid, contact.ulid.toLowerCase(), contact.id]) {
      const { json } = await desk.api('GET', `/contacts/${path}`)
      expect(json.data).toMatchObject({ name: 'John Doe', ticket_count: 2, notes: 'VIP' })
    }
    expect((await desk.api('GET', '/contacts/999')).status).toBe(404)
  })
})

describe('there-there-api, writing contacts', () => {
  it('creates: 201', async () => {
    const answer = await desk.api('POST', '/contacts', { name: 'Ann', email: 'ann@x.example', notes: 'n' })
    expect(answer.status).toBe(201)
    expect(answer.json.data).toMatchObject({
      name: 'Ann',
      email: 'ann@x.example',
      notes: 'n',
      ticket_count: 0,
      last_activity_at: null,
    })
  })

  it('validates, and refuses an address that is taken', async () => {
    await desk.ticket()
    const errors = async (body: unknown) => (await desk.api('POST', '/contacts', body)).json.errors
    expect(await errors({ name: 'x'.repeat(256) })).toEqual({
      email: ['The email field is required.'],
      name: ['The name field must not be greater than 255 characters.'],
    })
    expect(await errors({ email: 'JOHN@customer.example' })).toEqual({
      email: ['The email has already been taken.'],
    })
  })

  it('updates only what is named', async () => {
    const { contact } = await desk.ticket()
    const path = `/contacts/${contact.ulid}`
    expect((await desk.api('PUT', path, { name: 'New' })).json.data).toMatchObject({
      name: 'New',
      email: 'john@customer.example',
    })
    expect(
      (await desk.api('PUT', path, { email: 'John@customer.example', name: null })).json.data,
    ).toMatchObject({ name: null, email: 'John@customer.example' })
    await desk.ticket({ email: 'taken@x.example' })
    expect((await desk.api('PUT', path, { email: 'taken@x.example' })).status).toBe(422)
    expect((await desk.api('PUT', path, { email: null })).status).toBe(422)
  })

  it('deletes: 204; the ticket stays, and the address is free again', async () => {
    const { ulid, contact } = await desk.ticket()
    const member = { token: 'sandbox-member' }
    expect((await desk.api('DELETE', `/contacts/${contact.ulid}`, undefined, member)).status).toBe(403)
    expect((await desk.api('DELETE', `/contacts/${contact.ulid}`)).status).toBe(204)
    expect((await desk.api('GET', `/contacts/${contact.ulid}`)).status).toBe(404)
    expect((await desk.api('GET', '/contacts')).json.meta.total).toBe(0)
    expect((await desk.api('GET', `/tickets/${ulid}`)).json.data.contact.email).toBe('john@customer.example')
    expect((await desk.ticket()).contact.ulid).not.toBe(contact.ulid)
  })
})
