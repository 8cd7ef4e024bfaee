/**
 * Who calls and what they may see: `authenticate` turns a bearer token into a user, `enter` picks the workspace
 * (the helpdesk's page "Introduction", under "Conventions"), and the rest are the rules for channels.
 */
import type { Row } from '../../store/sqlite/database.ts'
import { int, str, type Desk } from '../data/desk.ts'
import { ApiError, notFound } from './errors.ts'
import { TOKENS } from '../data/workspace-seed.ts'

/** The caller of a request. */
export interface Who {
  token: string
  userId: number
  workspaceId: number
  /** Whether the user administers the workspace. */
  admin: boolean
  /** The ids of the channels that the user may see. */
  channels: readonly number[]
}

/** The token of a request. Throws 401 when there is none or it is not one of ours. */
export function authenticate(request: Request): string {
  const token = /^Bearer +(\S+)\s*$/i.exec(request.headers.get('Authorization') ?? '')?.[1] ?? ''
  if (!Object.hasOwn(TOKENS, token)) throw new ApiError(401, 'Unauthenticated.')
  return token
}

/**
 * The caller, in the workspace that the header names or in the only one the token reaches. Throws 400 when the
 * token reaches several and the header names none, or when the header is no id; 403 for a workspace out of reach.
 */
export function enter(desk: Desk, token: string, header: string | null): Who {
  const { user, workspaces } = TOKENS[token] ?? { user: 0, workspaces: [] }
  const workspaceId = pickWorkspace(workspaces, header?.trim() ?? '')
  const member = desk.sql.get(
    'select role from members where workspace_id = ? and user_id = ? and active = 1',
    workspaceId,
    user,
  )
  if (!member) throw new ApiError(403, 'You do not have access to this workspace.')
  const admin = str(member, 'role') === 'admin'
  return { token, userId: user, workspaceId, admin, channels: channelsOf(desk, workspaceId, user, admin) }
}

function pickWorkspace(workspaces: readonly number[], header: string): number {
  const [only] = workspaces
  if (header === '') {
    if (workspaces.length === 1 && only !== undefined) return only
    throw new ApiError(
      400,
      'This token has access to multiple workspaces. Name one with the X-Workspace-Id header.',
    )
  }
  if (!/^\d{1,15}$/.test(header)) {
    throw new ApiError(400, 'The X-Workspace-Id header must be the integer id of a workspace.')
  }
  if (!workspaces.includes(Number(header))) {
    throw new ApiError(403, 'You do not have access to this workspace.')
  }
  return Number(header)
}

/** The channels a user sees: administrators all, others those that are open or list them. */
export function channelsOf(desk: Desk, workspaceId: number, userId: number, admin: boolean): number[] {
  return desk.sql
    .all(
      `select id from channels where workspace_id = ? and (? = 1 or restricted = 0
        or id in (select channel_id from channel_members where user_id = ?)) order by id`,
      workspaceId,
      admin ? 1 : 0,
      userId,
    )
    .map((row) => int(row, 'id'))
}

/** Throws 403 unless the caller administers the workspace (the helpdesk's page "Import", under "Overview"). */
export function requireAdmin(who: Who): void {
  if (!who.admin) throw new ApiError(403, 'This action is unauthorized.')
}

/** The channel with this ULID. Throws 404 when there is none or the caller may not see it. */
export function channelOr404(desk: Desk, who: Who, ulid: string): Row {
  const row = desk.sql.get('select * from channels where ulid = ?', ulid)
  if (!row || !who.channels.includes(int(row, 'id'))) throw notFound('Channel')
  return row
}

/** An active member of the workspace, as the row of the user; undefined when there is none. */
export function activeMember(desk: Desk, who: Who, column: 'ulid' | 'email', value: string): Row | undefined {
  return desk.sql.get(
    `select users.id, users.ulid, users.name, users.email, members.role from users
      join members on members.user_id = users.id
      where members.workspace_id = ? and members.active = 1 and lower(users.${column}) = lower(?)`,
    who.workspaceId,
    value,
  )
}

/** Whether a member may see a channel. */
export function mayAccess(desk: Desk, who: Who, member: Row, channelId: number): boolean {
  const admin = str(member, 'role') === 'admin'
  return channelsOf(desk, who.workspaceId, int(member, 'id'), admin).includes(channelId)
}
