/**
 * Teams and who is in them: `teamRoutes` (the helpdesk's page "Introduction", under "What you can manage"). Tickets of a
 * team that goes belong to none.
 */
import { z } from 'zod'
import type { Row } from '../../../store/sqlite/database.ts'
import { int, str, strOrNull, type Desk } from '../../data/desk.ts'
import { activeMember, requireAdmin } from '../auth.ts'
import { notFound } from '../errors.ts'
import { data, noContent, type Call, type Route } from '../router.ts'
import { optional, text } from '../validation.ts'
import { collectionRoutes, ofWorkspace, rowOr404, type Collection } from './collection.ts'

const Team = z.object({ name: text(255), description: optional(text()) })

const teams: Collection<z.output<typeof Team>> = {
  ...ofWorkspace,
  path: '/teams',
  param: 'team',
  table: 'teams',
  what: 'Team',
  body: Team,
  fields: (row) => ({ name: str(row, 'name'), description: strOrNull(row, 'description') }),
  columns: ({ name, description }) => ({ name, description }),
  release({ sql }, id) {
    sql.run('update tickets set team_id = null where team_id = ?', id)
    sql.run('delete from team_members where team_id = ?', id)
  },
  toJson: teamJson,
}

export const teamRoutes: readonly Route[] = [
  ...collectionRoutes(teams),
  { method: 'POST', path: '/teams/:team/members/:user', handler: addMember },
  { method: 'DELETE', path: '/teams/:team/members/:user', handler: removeMember },
]

function teamJson(row: Row, { sql }: Desk): Record<string, unknown> {
  const members = sql.get('select count(*) as n from team_members where team_id = ?', int(row, 'id'))
  return {
    id: int(row, 'id'),
    ulid: str(row, 'ulid'),
    name: str(row, 'name'),
    description: strOrNull(row, 'description'),
    logo_url: null,
    member_count: int(members, 'n'),
  }
}

/** The team and the member that a path names. Throws 403 and 404. */
function membership(call: Call): { team: Row; user: number } {
  requireAdmin(call.who)
  const team = rowOr404(teams, call)
  const member = activeMember(call.desk, call.who, 'ulid', call.param('user'))
  if (!member) throw notFound('Member')
  return { team, user: int(member, 'id') }
}

/** 200 with the team; adding somebody twice changes nothing. */
function addMember(call: Call): Response {
  const { team, user } = membership(call)
  call.desk.sql.run(
    'insert or ignore into team_members (team_id, user_id) values (?, ?)',
    int(team, 'id'),
    user,
  )
  return data(teamJson(team, call.desk))
}

/** 204, also for who was not in the team. */
function removeMember(call: Call): Response {
  const { team, user } = membership(call)
  call.desk.sql.run('delete from team_members where team_id = ? and user_id = ?', int(team, 'id'), user)
  return noContent()
}
