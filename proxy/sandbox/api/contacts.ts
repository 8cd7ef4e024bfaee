/**
 * People who write: `contactRoutes` lists, shows, makes, changes and deletes contacts (the helpdesk's page "Contacts";
 * the writing calls are in there-there-api.md, "The rest").
 */
import { z } from 'zod'
import { createContact } from '../data/ticket-writer.ts'
import { int, intOrNull, isoOrNull, str, strOrNull, type Desk } from '../data/desk.ts'
import { requireAdmin } from './auth.ts'
import { notFound } from './errors.ts'
import { allOf, pageOfIds, paginate, readListing, type Where } from './pagination.ts'
import { data, noContent, type Call, type Route } from './router.ts'
import { forgetContact, indexContact } from '../data/search.ts'
import { byPath } from './tickets.ts'
import { email, optional, text, validate, type Input, type Report } from './validation.ts'
import type { Row } from '../../store/sqlite/database.ts'

const NAME_MAX = 255

const Contact = z.object({ email, name: optional(text(NAME_MAX)), notes: optional(text()) })

export const contactRoutes: readonly Route[] = [
  { method: 'GET', path: '/contacts', handler: listContacts },
  { method: 'POST', path: '/contacts', body: Contact, handler: create },
  { method: 'GET', path: '/contacts/:contact', handler: (call) => data(fullContact(contactOr404(call))) },
  { method: 'PUT', path: '/contacts/:contact', body: Contact, handler: update },
  { method: 'DELETE', path: '/contacts/:contact', handler: remove },
]

/** "List Contacts": partial matches without case, by name first. */
function listContacts(call: Call): Response {
  const listing = readListing(call.url.searchParams, {
    filters: ['name', 'email', 'search'],
    sorts: {
      name: 'coalesce(name_key, email_key)',
      created_at: 'created_at',
      last_activity: 'last_ticket_at',
    },
    defaultSort: 'name',
  })
  const conditions: Where[] = [
    { where: 'workspace_id = ? and deleted_at is null', params: [call.who.workspaceId] },
  ]
  const contains = (filter: string, columns: readonly string[]) => {
    const value = listing.filters.get(filter)
    if (value === undefined) return
    conditions.push({
      where: columns.map((column) => `instr(${column}, ?) > 0`).join(' or '),
      params: columns.map(() => value.toLowerCase()),
    })
  }
  contains('name', ['name_key'])
  contains('email', ['email_key'])
  contains('search', ['name_key', 'email_key'])
  const { ids, total } = pageOfIds(call.desk.sql, 'contacts', allOf(conditions), listing)
  return paginate(call.url, listing, total, contactsJson(call.desk, ids))
}

function contactsJson(desk: Desk, ids: readonly number[]): unknown[] {
  const rows = desk.sql.all(
    'select * from contacts where id in (select value from json_each(?))',
    JSON.stringify(ids),
  )
  const byId = new Map(rows.map((row) => [int(row, 'id'), contactJson(row)]))
  return ids.map((id) => byId.get(id))
}

/** `last_activity_at` is the creation of the latest ticket (contacts page, "Filtering Tips"). */
function contactJson(row: Row): Record<string, unknown> {
  return {
    id: int(row, 'id'),
    ulid: str(row, 'ulid'),
    name: strOrNull(row, 'name'),
    email: str(row, 'email'),
    avatar_url: strOrNull(row, 'avatar_url'),
    ticket_count: int(row, 'ticket_count'),
    last_activity_at: isoOrNull(intOrNull(row, 'last_ticket_at')),
  }
}

/** "Get Contact": the notes too. */
function fullContact(row: Row): Record<string, unknown> {
  return { ...contactJson(row), notes: strOrNull(row, 'notes') }
}

function contactOr404(call: Call): Row {
  const row = byPath(call.desk, 'contacts', call.param('contact'))
  const mine = row && int(row, 'workspace_id') === call.who.workspaceId
  if (!mine || intOrNull(row, 'deleted_at') !== null) throw notFound('Contact')
  return row
}

/** `POST /contacts`: 201; 422 when the workspace has a contact with this address. */
async function create(call: Call): Promise<Response> {
  const { desk, who } = call
  const input = await call.input()
  const fields = validate(Contact, input, (report) => taken(call, input, 0, report))
  const id = desk.sql.transaction(() => createContact(desk, who, fields, desk.now()))
  return data(fullContact(rowOf(desk, id)), 201)
}

/** `PUT /contacts/{ulid}`: changes the fields that are named and leaves the others. */
async function update(call: Call): Promise<Response> {
  const { desk } = call
  const before = contactOr404(call)
  const id = int(before, 'id')
  const input = await call.input()
  const present = Object.keys(Contact.shape).filter((key) => key in input)
  const merged = {
    email: str(before, 'email'),
    name: strOrNull(before, 'name'),
    notes: strOrNull(before, 'notes'),
    ...Object.fromEntries(present.map((key) => [key, input[key]])),
  }
  const fields = validate(Contact, merged, (report) => taken(call, merged, id, report))
  desk.sql.transaction(() => {
    desk.sql.run(
      'update contacts set email = ?, email_key = ?, name = ?, name_key = ?, notes = ? where id = ?',
      fields.email,
      fields.email.toLowerCase(),
      fields.name,
      fields.name?.toLowerCase() ?? null,
      fields.notes,
      id,
    )
    indexContact(desk.sql, id, fields.name, fields.email)
  })
  return data(fullContact(rowOf(desk, id)))
}

/**
 * `DELETE /contacts/{ulid}`: 204, for administrators. Their tickets stay, for tickets are not deleted (tickets page, "Delete
 * Ticket"); the address is free for a new contact.
 */
function remove(call: Call): Response {
  const { desk } = call
  requireAdmin(call.who)
  const id = int(contactOr404(call), 'id')
  desk.sql.transaction(() => {
    desk.sql.run('update contacts set deleted_at = ? where id = ?', desk.now(), id)
    forgetContact(desk.sql, id)
  })
  return noContent()
}

function rowOf(desk: Desk, id: number): Row {
  const row = desk.sql.get('select * from contacts where id = ?', id)
  if (!row) throw new Error(`contact ${id} is missing`)
  return row
}

/** Reports an address that another contact of the workspace has. */
function taken(call: Call, input: Input, exceptId: number, report: Report): void {
  if (typeof input['email'] !== 'string') return
  const other = call.desk.sql.get(
    'select id from contacts where workspace_id = ? and email_key = ? and deleted_at is null and id <> ?',
    call.who.workspaceId,
    input['email'].toLowerCase(),
    exceptId,
  )
  if (other) report('email', (attribute) => `The ${attribute} has already been taken.`)
}
