/**
 * The workspace that is always there: `seedWorkspace` makes two workspaces with their members, channels, teams,
 * tags and brains, under ULIDs that never change. `TOKENS` says who calls with which token.
 */
import type { Sql } from '../../store/sqlite/database.ts'
import { ARTICLES, BRAINS } from './article-seed.ts'

/** The administrator's token, for one workspace. */
export const SANDBOX_TOKEN = 'sandbox'

/** The channel that a proxy uses when nothing is configured. */
export const SANDBOX_CHANNEL = '01KE6P6T68YWYQN36FG4MWQKDX'

/** Every API token: the user it belongs to and the workspaces it reaches. */
export const TOKENS: Readonly<Record<string, { user: number; workspaces: readonly number[] }>> = {
  [SANDBOX_TOKEN]: { user: 1, workspaces: [1] },
  'sandbox-member': { user: 2, workspaces: [1] },
  'sandbox-multi': { user: 1, workspaces: [1, 2] },
}

/** A channel that the operator's configuration names. */
export interface ExtraChannel {
  ulid: string
  name: string
}

const SEED = [
  `workspaces (id, ulid, name, slug) values
    (1, '01KE6P8NRGG7Y875G0W5Z6KBW7', 'Sandbox', 'sandbox'),
    (2, '01KE6PAHARH3EF5A47VJJX3V79', 'Second sandbox', 'second-sandbox')`,
  `users (id, ulid, name, email, timezone) values
    (1, '01KE6PCCX0K5F4BZYQCT5FV8DQ', 'Ada Agent', 'ada@sandbox.example', 'Europe/Brussels'),
    (2, '01KE6PE8F87BANPE5JM808AZ7V', 'Milo Member', 'milo@sandbox.example', 'UTC'),
    (3, '01KE6PG41G8VEFVCR5PWTMZE8P', 'Ines Invoice', 'ines@sandbox.example', 'Europe/Lisbon'),
    (4, '01KE6PHZKRYRV4T0R0SPKX1GDA', 'Lou Left', 'lou@sandbox.example', 'UTC')`,
  `members (workspace_id, user_id, role, active) values
    (1, 1, 'admin', 1), (1, 2, 'member', 1), (1, 3, 'member', 1), (1, 4, 'member', 0), (2, 1, 'admin', 1)`,
  `channels (id, ulid, workspace_id, name, type, color, email_address, restricted) values
    (1, '${SANDBOX_CHANNEL}', 1, 'Support', 'widget', '#3b82f6', 'support@sandbox.example', 0),
    (2, '01KE6PKV606YF7R2CMPGRKTQ3G', 1, 'Sales', 'email', '#10b981', 'sales@sandbox.example', 0),
    (3, '01KE6PNPR8BC4DRSE7Q1MJCAR7', 1, 'Billing', 'email', '#f59e0b', 'billing@sandbox.example', 1),
    (4, '01KE6PQJAGNGJDWYZ92H4E4SV4', 2, 'Second desk', 'email', '#8b5cf6', 'desk@second.example', 0)`,
  'channel_members (channel_id, user_id) values (3, 3)',
  `teams (id, ulid, workspace_id, name) values
    (1, '01KE6PSDWR0WBTB8638910MVJN', 1, 'First line'),
    (2, '01KE6PV9F04YFYH8GA7FSH30P3', 1, 'Engineering'),
    (3, '01KE6PX518TA1EMQNVYG97NHCA', 2, 'Everybody')`,
  'team_members (team_id, user_id) values (1, 1), (1, 2), (2, 3), (3, 1)',
  `tags (id, ulid, workspace_id, name, color) values
    (1, '01KE6PZ0KG9ZG1ZRD5414T9MBA', 1, 'urgent', 'red'),
    (2, '01KE6Q0W5RFPFZQRTA6RBT0R8A', 1, 'bug', 'orange'),
    (3, '01KE6Q2QR0VF3X9BNJSA8VMRM5', 1, 'billing', 'green'),
    (4, '01KE6Q4KA81GYR6HB483AAPPTN', 1, 'feedback', 'blue'),
    (5, '01KE6Q6EWGX1BF8JCZJBEXDP9G', 2, 'second', 'gray')`,
]

/** The colours that extra channels get in turn. */
const COLORS = ['#0ea5e9', '#ec4899', '#84cc16', '#f97316', '#6366f1']

/**
 * Makes the stable workspace in a new database, and the extra channels, which follow their configuration. What is
 * deleted stays so: a tag that came back with every start could not be got rid of.
 */
export function seedWorkspace(sql: Sql, now: number, channels: readonly ExtraChannel[]): void {
  sql.transaction(() => {
    if (!sql.get('select 1 from workspaces')) {
      for (const rows of SEED) sql.run(`insert into ${rows}`)
      seedBrains(sql, now)
    }
    for (const [index, channel] of channels.entries()) {
      sql.run(
        `insert into channels (ulid, workspace_id, name, type, color) values (?, 1, ?, 'widget', ?)
          on conflict (ulid) do update set ulid = excluded.ulid, name = excluded.name`,
        channel.ulid,
        channel.name,
        COLORS[index % COLORS.length] ?? '#0ea5e9',
      )
    }
  })
}

function seedBrains(sql: Sql, now: number): void {
  for (const [index, brain] of BRAINS.entries()) {
    sql.run(
      'insert into brains (id, ulid, workspace_id, name, description, created_at) values (?, ?, 1, ?, ?, ?)',
      index + 1,
      brain.ulid,
      brain.name,
      brain.description,
      now,
    )
  }
  for (const [index, article] of ARTICLES.entries()) {
    sql.run(
      `insert into articles (id, ulid, brain_id, title, body, is_public, created_at, updated_at)
        values (?, ?, ?, ?, ?, ?, ?, ?)`,
      index + 1,
      article.ulid,
      article.brain,
      article.title,
      article.body,
      article.isPublic ? 1 : 0,
      now,
      now,
    )
  }
}
