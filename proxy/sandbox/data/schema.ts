/**
 * The tables of the sandbox. `migrate` creates what is missing; a data folder of an earlier start is kept.
 * ULID columns compare without case, because paths and bodies may carry them in either (the helpdesk's page "Tickets",
 * under "Update Ticket Assignee", shows a lower-case one).
 */
import type { Sql } from '../../store/sqlite/database.ts'

const TABLES = [
  `workspaces (
    id integer primary key, ulid text not null unique collate nocase, name text not null, slug text not null)`,
  `users (
    id integer primary key, ulid text not null unique collate nocase, name text not null, email text not null,
    avatar_url text, timezone text not null default 'UTC')`,
  `members (
    workspace_id integer not null, user_id integer not null, role text not null, active integer not null,
    primary key (workspace_id, user_id)) without rowid`,
  `channels (
    id integer primary key, ulid text not null unique collate nocase, workspace_id integer not null,
    name text not null, type text not null, color text not null, email_address text,
    restricted integer not null default 0)`,
  `channel_members (
    channel_id integer not null, user_id integer not null, primary key (channel_id, user_id)) without rowid`,
  `teams (
    id integer primary key, ulid text not null unique collate nocase, workspace_id integer not null,
    name text not null)`,
  `team_members (
    team_id integer not null, user_id integer not null, primary key (team_id, user_id)) without rowid`,
  `tags (
    id integer primary key, ulid text not null unique collate nocase, workspace_id integer not null,
    name text not null collate nocase, color text not null, unique (workspace_id, name))`,
  `brains (
    id integer primary key, ulid text not null unique collate nocase, workspace_id integer not null,
    name text not null, description text)`,
  `articles (
    id integer primary key, ulid text not null unique collate nocase, brain_id integer not null,
    title text not null, body text not null, is_public integer not null,
    created_at integer not null, updated_at integer not null)`,
  `contacts (
    id integer primary key, ulid text not null unique collate nocase, workspace_id integer not null,
    name text, name_key text, email text not null, email_key text not null, avatar_url text, notes text,
    ticket_count integer not null default 0, last_ticket_at integer,
    created_at integer not null, deleted_at integer)`,
  `tickets (
    id integer primary key, ulid text not null unique collate nocase, workspace_id integer not null,
    subject text not null, status text not null, channel_id integer not null, contact_id integer not null,
    assignee_id integer, team_id integer, external_id text, preview text not null default '',
    created_at integer not null, updated_at integer not null, last_activity_at integer not null,
    closed_at integer, arrived_at integer not null)`,
  `ticket_tags (
    ticket_id integer not null, tag_id integer not null, primary key (ticket_id, tag_id)) without rowid`,
  `messages (
    id integer primary key, ulid text not null unique collate nocase, ticket_id integer not null,
    type text not null, body_html text not null, contact_id integer, user_id integer,
    author_name text, author_email text, is_forward integer not null default 0, forwarded_from_id integer,
    recipients text, external_id text, created_at integer not null)`,
  `attachments (
    id integer primary key, ulid text not null unique collate nocase, token text not null unique,
    workspace_id integer not null, api_token text not null, message_id integer,
    filename text not null, mime_type text not null, size integer not null, secret text not null,
    expires_at integer not null, bytes blob not null)`,
  `activities (
    id integer primary key, ulid text not null unique collate nocase, ticket_id integer not null,
    type text not null, description text not null, properties text not null, user_id integer,
    created_at integer not null)`,
  `quick_replies (
    id integer primary key, ulid text not null unique collate nocase, workspace_id integer not null,
    name text not null, body text not null)`,
  `saved_views (
    id integer primary key, ulid text not null unique collate nocase, workspace_id integer not null,
    name text not null, is_personal integer not null, user_id integer not null, settings text not null)`,
  `workflows (
    id integer primary key, ulid text not null unique collate nocase, workspace_id integer not null,
    name text not null, trigger_type text not null, is_enabled integer not null, settings text not null,
    created_at integer not null)`,
  // Of each waiting message, which workflow has run for it.
  `workflow_runs (
    workflow_id integer not null, message_id integer not null, primary key (workflow_id, message_id)) without rowid`,
  `mails (
    id integer primary key, ulid text not null unique collate nocase, recipient text not null,
    subject text not null, body text not null, created_at integer not null)`,
]

/** Columns that tables of an earlier version lack. */
const ADDED: readonly (readonly [table: string, column: string, type: string])[] = [
  ['teams', 'description', 'text'],
  ['brains', 'created_at', 'integer not null default 0'],
]

/** The orders and filters of the list calls; without them a list of 20,000 tickets is sorted at each request. */
const INDEXES = [
  'index contacts_email on contacts (workspace_id, email_key) where deleted_at is null',
  'index contacts_name on contacts (workspace_id, coalesce(name_key, email_key))',
  'index contacts_activity on contacts (workspace_id, last_ticket_at)',
  'index tickets_updated on tickets (workspace_id, updated_at)',
  'index tickets_created on tickets (workspace_id, created_at)',
  'index tickets_activity on tickets (workspace_id, last_activity_at)',
  'index tickets_contact on tickets (contact_id)',
  'index tickets_external on tickets (workspace_id, external_id) where external_id is not null',
  'index messages_ticket on messages (ticket_id, created_at)',
  'index attachments_message on attachments (message_id)',
  'index activities_ticket on activities (ticket_id)',
  'index ticket_tags_tag on ticket_tags (tag_id, ticket_id)',
]

/** Creates the tables, indexes and the search index that do not exist yet. Throws when SQLite refuses. */
export function migrate(sql: Sql): void {
  sql.transaction(() => {
    for (const table of TABLES) sql.run(`create table if not exists ${table}`)
    for (const [table, column, type] of ADDED) {
      const has = sql.get('select 1 from pragma_table_info(?) where name = ?', table, column)
      if (!has) sql.run(`alter table ${table} add column ${column} ${type}`)
    }
    for (const index of INDEXES) sql.run(`create ${index.replace('index ', 'index if not exists ')}`)
    // Trigrams find any part of a word, so a reference inside a long body is found as it is.
    sql.run(`create virtual table if not exists search using fts5(text, tokenize='trigram case_sensitive 1')`)
  })
}
