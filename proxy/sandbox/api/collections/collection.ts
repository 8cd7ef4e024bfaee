/**
 * What the workspace's small collections have in common: `collectionRoutes` lists, shows, makes, changes and deletes
 * the rows of a table, as the helpdesk's page "Introduction" has it under "What you can manage".
 */
import type { z } from 'zod'
import type { Row, SqlValue } from '../../../store/sqlite/database.ts'
import { insert, int, type Desk } from '../../data/desk.ts'
import { isUlid } from '../../data/ulid.ts'
import { requireAdmin } from '../auth.ts'
import { notFound } from '../errors.ts'
import { data, noContent, type Call, type Route } from '../router.ts'
import { validate, type Input, type Report } from '../validation.ts'

/** Which rows a caller reaches: a condition with its values. */
export interface Scope {
  where: string
  params: SqlValue[]
}

export interface Collection<Fields> {
  /** Below the API: `/tags`. */
  path: string
  /** In a path, the name of one of them: `tag`. */
  param: string
  table: string
  /** In a refusal: "Tag not found." */
  what: string
  body: z.ZodType<Fields>
  /** A body that would make this row. An update names what changes, unless `whole`: then all of it again. */
  fields: (row: Row) => Input
  whole?: boolean
  columns: (fields: Fields, call: Call) => Record<string, SqlValue>
  /** Further columns of a new row. */
  born: (call: Call) => Record<string, SqlValue>
  scope: (call: Call) => Scope
  order: string
  /** Reports what the schema cannot know; `id` is that of the row that changes, 0 for a new one. */
  check?: (call: Call, input: Input, id: number, report: Report) => void
  /** Throws 403 for who may not write a row that is so; administrators only, unless it is given. */
  mayWrite?: (call: Call, fields: Input) => void
  /** Undoes what points at a row that goes. */
  release?: (desk: Desk, id: number) => void
  toJson: (row: Row, desk: Desk) => unknown
}

/** The five calls of a collection. */
export function collectionRoutes<Fields>(collection: Collection<Fields>): Route[] {
  const { path, param, body } = collection
  const one = `${path}/:${param}`
  return [
    { method: 'GET', path, handler: (call) => list(collection, call) },
    { method: 'POST', path, body, handler: (call) => create(collection, call) },
    { method: 'GET', path: one, handler: (call) => shown(collection, call, rowOr404(collection, call)) },
    { method: 'PUT', path: one, body, handler: (call) => update(collection, call) },
    { method: 'DELETE', path: one, handler: (call) => remove(collection, call) },
  ]
}

/** The workspace's own rows, which is what most collections are. */
export const ofWorkspace = {
  scope: ({ who }: Call): Scope => ({ where: 'workspace_id = ?', params: [who.workspaceId] }),
  born: ({ who }: Call) => ({ workspace_id: who.workspaceId }),
  order: 'name',
}

/** Reports a name that another row of the workspace has. */
export function uniqueName(table: string) {
  return ({ desk, who }: Call, input: Input, id: number, report: Report): void => {
    if (typeof input['name'] !== 'string') return
    const other = desk.sql.get(
      `select id from ${table} where workspace_id = ? and name = ? and id <> ?`,
      who.workspaceId,
      input['name'],
      id,
    )
    if (other) report('name', (attribute) => `The ${attribute} has already been taken.`)
  }
}

/** The row that the path names. Throws 404 when the caller reaches none. */
export function rowOr404<Fields>({ table, param, what, scope }: Collection<Fields>, call: Call): Row {
  const ulid = call.param(param)
  const { where, params } = scope(call)
  const row = isUlid(ulid)
    ? call.desk.sql.get(`select * from ${table} where ulid = ? and (${where})`, ulid, ...params)
    : undefined
  if (!row) throw notFound(what)
  return row
}

/** All of them, unpaginated. */
function list<Fields>({ table, scope, order, toJson }: Collection<Fields>, call: Call): Response {
  const { where, params } = scope(call)
  const rows = call.desk.sql.all(`select * from ${table} where ${where} order by ${order}`, ...params)
  return data(rows.map((row) => toJson(row, call.desk)))
}

const shown = <Fields>({ toJson }: Collection<Fields>, { desk }: Call, row: Row, status = 200): Response =>
  data(toJson(row, desk), status)

/** 201; 403 without the right to, 422 for anything against the schema. */
async function create<Fields>(collection: Collection<Fields>, call: Call): Promise<Response> {
  const { desk } = call
  const input = await call.input()
  permit(collection, call, input)
  const scope = collection.born(call)
  const fields = validate(collection.body, input, (report) => collection.check?.(call, input, 0, report))
  const columns = { ulid: desk.ulid(), ...scope, ...collection.columns(fields, call) }
  const id = desk.sql.transaction(() => insert(desk.sql, collection.table, columns))
  return shown(collection, call, rowOf(collection, desk, id), 201)
}

async function update<Fields>(collection: Collection<Fields>, call: Call): Promise<Response> {
  const { desk } = call
  const before = rowOr404(collection, call)
  const id = int(before, 'id')
  const input = await call.input()
  const merged = collection.whole ? input : { ...collection.fields(before), ...input }
  permit(collection, call, collection.fields(before))
  permit(collection, call, merged)
  const fields = validate(collection.body, merged, (report) => collection.check?.(call, merged, id, report))
  const columns = collection.columns(fields, call)
  const assignments = Object.keys(columns).map((column) => `${column} = ?`)
  desk.sql.run(
    `update ${collection.table} set ${assignments.join(', ')} where id = ?`,
    ...Object.values(columns),
    id,
  )
  return shown(collection, call, rowOf(collection, desk, id))
}

/** 204. */
function remove<Fields>(collection: Collection<Fields>, call: Call): Response {
  const { sql } = call.desk
  const row = rowOr404(collection, call)
  permit(collection, call, collection.fields(row))
  sql.transaction(() => {
    collection.release?.(call.desk, int(row, 'id'))
    sql.run(`delete from ${collection.table} where id = ?`, int(row, 'id'))
  })
  return noContent()
}

function permit<Fields>({ mayWrite }: Collection<Fields>, call: Call, fields: Input): void {
  if (mayWrite) mayWrite(call, fields)
  else requireAdmin(call.who)
}

function rowOf<Fields>({ table, what }: Collection<Fields>, desk: Desk, id: number): Row {
  const row = desk.sql.get(`select * from ${table} where id = ?`, id)
  if (!row) throw new Error(`${what} ${id} is missing`)
  return row
}
