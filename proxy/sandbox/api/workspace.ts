/**
 * The calls that only read the workspace: `workspaceRoutes` answers who the token is, and lists channels, tags,
 * teams, members, brains and articles (the helpdesk's page "Introduction", under "Hello world"; there-there-api.md, "The rest").
 */
import type { Row, SqlValue } from '../../store/sqlite/database.ts'
import { channelOr404 } from './auth.ts'
import { int, iso, str, strOrNull } from '../data/desk.ts'
import { notFound } from './errors.ts'
import { pageOfIds, paginate, readListing } from './pagination.ts'
import { data, type Call, type Route } from './router.ts'
import { tagJson } from '../data/ticket-json.ts'
import { isUlid } from '../data/ulid.ts'

export const workspaceRoutes: readonly Route[] = [
  { method: 'GET', path: '/me', handler: me },
  { method: 'GET', path: '/channels', handler: channels },
  { method: 'GET', path: '/channels/:channel', handler: channel },
  { method: 'GET', path: '/tags', handler: (call) => list(call, 'select * from tags', tagJson) },
  { method: 'GET', path: '/teams', handler: (call) => list(call, 'select * from teams', teamJson) },
  { method: 'GET', path: '/members', handler: members },
  { method: 'GET', path: '/brains', handler: (call) => list(call, 'select * from brains', brainJson) },
  { method: 'GET', path: '/brains/:brain', handler: (call) => data(brainJson(brainOr404(call))) },
  { method: 'GET', path: '/brains/:brain/articles', handler: articles },
  { method: 'GET', path: '/brains/:brain/articles/:article', handler: article },
]

/** Everything of the workspace that a query selects, unpaginated. */
function list(call: Call, select: string, toJson: (row: Row) => unknown): Response {
  const rows = call.desk.sql.all(`${select} where workspace_id = ? order by name`, call.who.workspaceId)
  return data(rows.map(toJson))
}

/** `GET /me`: the token's user and the workspace that it resolves to. */
function me(call: Call): Response {
  const { desk, who } = call
  const user = desk.sql.get('select * from users where id = ?', who.userId)
  const workspace = desk.sql.get('select * from workspaces where id = ?', who.workspaceId)
  if (!user || !workspace) throw notFound('User')
  return data({
    user: userJson(user),
    workspace: {
      id: int(workspace, 'id'),
      ulid: str(workspace, 'ulid'),
      name: str(workspace, 'name'),
      slug: str(workspace, 'slug'),
    },
  })
}

function userJson(row: Row): Record<string, unknown> {
  return {
    id: int(row, 'id'),
    ulid: str(row, 'ulid'),
    name: str(row, 'name'),
    email: str(row, 'email'),
    avatar_url: strOrNull(row, 'avatar_url'),
    timezone: str(row, 'timezone'),
  }
}

/** `GET /channels`: those the caller may see, in pages like every list that is not said to be unpaginated. */
function channels(call: Call): Response {
  const { sql } = call.desk
  const listing = readListing(call.url.searchParams, { filters: [], sorts: { id: 'id' }, defaultSort: 'id' })
  const mine = {
    where: 'id in (select value from json_each(?))',
    params: [JSON.stringify(call.who.channels)],
  }
  const { ids, total } = pageOfIds(sql, 'channels', mine, listing)
  const rows = sql.all(
    'select * from channels where id in (select value from json_each(?)) order by id',
    JSON.stringify(ids),
  )
  return paginate(call.url, listing, total, rows.map(channelJson))
}

/** `GET /channels/{ulid}`: 404 when the caller may not see it. */
function channel(call: Call): Response {
  return data(channelJson(channelOr404(call.desk, call.who, call.param('channel'))))
}

function channelJson(row: Row): Record<string, unknown> {
  return {
    id: int(row, 'id'),
    ulid: str(row, 'ulid'),
    name: str(row, 'name'),
    type: str(row, 'type'),
    color: str(row, 'color'),
    email_address: strOrNull(row, 'email_address'),
  }
}

function teamJson(row: Row): Record<string, unknown> {
  return { id: int(row, 'id'), ulid: str(row, 'ulid'), name: str(row, 'name') }
}

/** `GET /members`: the active ones. */
function members(call: Call): Response {
  const rows = call.desk.sql.all(
    `select users.*, members.role from users join members on members.user_id = users.id
      where members.workspace_id = ? and members.active = 1 order by users.name`,
    call.who.workspaceId,
  )
  return data(rows.map((row) => Object.assign(userJson(row), { role: str(row, 'role') })))
}

function brainJson(row: Row): Record<string, unknown> {
  return {
    id: int(row, 'id'),
    ulid: str(row, 'ulid'),
    name: str(row, 'name'),
    description: strOrNull(row, 'description'),
  }
}

function brainOr404(call: Call): Row {
  const row = byUlid(call, 'select * from brains where ulid = ? and workspace_id = ?', [
    call.param('brain'),
    call.who.workspaceId,
  ])
  if (!row) throw notFound('Brain')
  return row
}

function byUlid(call: Call, select: string, params: SqlValue[]): Row | undefined {
  return isUlid(String(params[0])) ? call.desk.sql.get(select, ...params) : undefined
}

/** `GET /brains/{b}/articles`: public and private ones alike; a client must look at `is_public`. */
function articles(call: Call): Response {
  const rows = call.desk.sql.all(
    'select * from articles where brain_id = ? order by id',
    int(brainOr404(call), 'id'),
  )
  return data(rows.map(articleJson))
}

function article(call: Call): Response {
  const row = byUlid(call, 'select * from articles where ulid = ? and brain_id = ?', [
    call.param('article'),
    int(brainOr404(call), 'id'),
  ])
  if (!row) throw notFound('Article')
  return data(articleJson(row))
}

function articleJson(row: Row): Record<string, unknown> {
  return {
    id: int(row, 'id'),
    ulid: str(row, 'ulid'),
    title: str(row, 'title'),
    body: str(row, 'body'),
    is_public: int(row, 'is_public') === 1,
    created_at: iso(int(row, 'created_at')),
    updated_at: iso(int(row, 'updated_at')),
  }
}
