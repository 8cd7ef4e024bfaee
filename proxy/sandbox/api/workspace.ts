/**
 * The calls that only read the workspace: `workspaceRoutes` answers who the token is, and lists channels and members
 * (the helpdesk's page "Introduction", under "Hello world"; there-there-api.md, "The rest").
 */
import type { Row } from '../../store/sqlite/database.ts'
import { channelOr404 } from './auth.ts'
import { int, str, strOrNull } from '../data/desk.ts'
import { notFound } from './errors.ts'
import { pageOfIds, paginate, readListing } from './pagination.ts'
import { data, type Call, type Route } from './router.ts'

export const workspaceRoutes: readonly Route[] = [
  { method: 'GET', path: '/me', handler: me },
  { method: 'GET', path: '/channels', handler: channels },
  { method: 'GET', path: '/channels/:channel', handler: channel },
  { method: 'GET', path: '/members', handler: members },
]

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

/** `GET /members`: the active ones. */
function members(call: Call): Response {
  const rows = call.desk.sql.all(
    `select users.*, members.role from users join members on members.user_id = users.id
      where members.workspace_id = ? and members.active = 1 order by users.name`,
    call.who.workspaceId,
  )
  return data(rows.map((row) => Object.assign(userJson(row), { role: str(row, 'role') })))
}
