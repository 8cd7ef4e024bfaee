/**
 * Filters of the ticket list by name: `savedViewRoutes` (the helpdesk's page "Saved Views"). A personal one is seen and
 * changed by its owner only, one of the workspace is seen by all and changed by administrators.
 */
import { z } from 'zod'
import type { Row } from '../../../store/sqlite/database.ts'
import { int, str, type Desk } from '../../data/desk.ts'
import { requireAdmin } from '../auth.ts'
import type { Call } from '../router.ts'
import { Status } from '../ticket-changes.ts'
import { optional, text } from '../validation.ts'
import { collectionRoutes, ofWorkspace, type Collection } from './collection.ts'

const flag = (fallback: boolean) => optional(z.boolean()).transform((value) => value ?? fallback)
const ulids = optional(z.array(z.string())).transform((list) => list ?? [])

const SavedView = z.object({
  name: text(255),
  icon: optional(text(255)),
  is_personal: flag(true),
  search: optional(text()),
  statuses: optional(z.array(Status)),
  assigned_to_me: flag(false),
  unassigned: flag(false),
  assigned_user_ulid: optional(z.string()),
  channel_ulids: ulids,
  tag_ulids: ulids,
})
type SavedView = z.output<typeof SavedView>

const savedViews: Collection<SavedView> = {
  ...ofWorkspace,
  path: '/saved-views',
  param: 'savedTicketView',
  table: 'saved_views',
  what: 'Saved view',
  body: SavedView,
  born: ({ who }) => ({ workspace_id: who.workspaceId, user_id: who.userId }),
  scope: ({ who }) => ({
    where: 'workspace_id = ? and (is_personal = 0 or user_id = ?)',
    params: [who.workspaceId, who.userId],
  }),
  mayWrite: ({ who }, { is_personal: isPersonal }) => void (isPersonal === false && requireAdmin(who)),
  fields: settingsOf,
  columns: (fields, call) => ({
    name: fields.name,
    is_personal: fields.is_personal ? 1 : 0,
    settings: JSON.stringify(known(fields, call)),
  }),
  toJson: savedViewJson,
}

export const savedViewRoutes = collectionRoutes(savedViews)

/** As it was written by us. */
function settingsOf(row: Row): SavedView {
  return JSON.parse(str(row, 'settings'))
}

/** ULIDs of other workspaces are ignored in silence, as the page says. */
function known(fields: SavedView, { desk, who }: Call): SavedView {
  const mine = (table: 'channels' | 'tags', list: readonly string[]) =>
    desk.sql
      .all(
        `select ulid from ${table} where workspace_id = ? and ulid in (select value from json_each(?))`,
        who.workspaceId,
        JSON.stringify(list),
      )
      .map((row) => str(row, 'ulid'))
  return {
    ...fields,
    channel_ulids: mine('channels', fields.channel_ulids),
    tag_ulids: mine('tags', fields.tag_ulids),
  }
}

function savedViewJson(row: Row, { sql }: Desk): Record<string, unknown> {
  const settings = settingsOf(row)
  const { assigned_user_ulid: user, channel_ulids: channels, tag_ulids: tags, ...rest } = settings
  const idsOf = (table: string, list: readonly string[]) =>
    sql
      .all(
        `select id from ${table} where ulid in (select value from json_each(?)) order by id`,
        JSON.stringify(list),
      )
      .map((found) => int(found, 'id'))
  return {
    id: int(row, 'id'),
    ulid: str(row, 'ulid'),
    slug: settings.name
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/g, ''),
    ...rest,
    assigned_user_id: user === null ? null : (idsOf('users', [user])[0] ?? null),
    channel_ids: idsOf('channels', channels),
    tag_ids: idsOf('tags', tags),
  }
}
