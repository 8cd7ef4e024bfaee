/** Help articles and the brains they are in: `brainRoutes` (the helpdesk's page "Brains"). A brain takes its articles along. */
import { z } from 'zod'
import type { Row } from '../../../store/sqlite/database.ts'
import { int, iso, str, strOrNull, type Desk } from '../../data/desk.ts'
import type { Call, Route } from '../router.ts'
import { optional, text, type Input, type Report } from '../validation.ts'
import { collectionRoutes, ofWorkspace, rowOr404, type Collection } from './collection.ts'

/** Most brains of a workspace. */
const BRAINS_MAX = 10

const Brain = z.object({ name: text(255), additional_instructions: optional(text()) })

const brains: Collection<z.output<typeof Brain>> = {
  ...ofWorkspace,
  path: '/brains',
  param: 'brain',
  table: 'brains',
  what: 'Brain',
  body: Brain,
  whole: true,
  born: ({ who, desk }) => ({ workspace_id: who.workspaceId, created_at: desk.now() }),
  fields: (row) => ({ name: str(row, 'name'), additional_instructions: strOrNull(row, 'description') }),
  columns: ({ name, additional_instructions: description }) => ({ name, description }),
  check: fewEnough,
  release: ({ sql }, id) => void sql.run('delete from articles where brain_id = ?', id),
  toJson: brainJson,
}

const Article = z.object({
  title: text(255),
  body: text(),
  is_public: optional(z.boolean()).transform((value) => value ?? true),
})

/** Public and private ones alike; a client must look at `is_public`. */
const articles: Collection<z.output<typeof Article>> = {
  path: '/brains/:brain/articles',
  param: 'article',
  table: 'articles',
  what: 'Article',
  body: Article,
  order: 'id',
  scope: (call) => ({ where: 'brain_id = ?', params: [int(rowOr404(brains, call), 'id')] }),
  born: (call) => ({ brain_id: int(rowOr404(brains, call), 'id'), created_at: call.desk.now() }),
  fields: (row) => ({
    title: str(row, 'title'),
    body: str(row, 'body'),
    is_public: int(row, 'is_public') === 1,
  }),
  columns: ({ title, body, is_public: isPublic }, { desk }) => ({
    title,
    body,
    is_public: isPublic ? 1 : 0,
    updated_at: desk.now(),
  }),
  toJson: articleJson,
}

export const brainRoutes: readonly Route[] = [...collectionRoutes(brains), ...collectionRoutes(articles)]

function fewEnough({ desk, who }: Call, _: Input, id: number, report: Report): void {
  const have = desk.sql.get('select count(*) as n from brains where workspace_id = ?', who.workspaceId)
  if (id === 0 && int(have, 'n') >= BRAINS_MAX)
    report('name', () => `A workspace has at most ${BRAINS_MAX} brains.`)
}

function brainJson(row: Row, { sql }: Desk): Record<string, unknown> {
  const count = sql.get('select count(*) as n from articles where brain_id = ?', int(row, 'id'))
  return {
    id: int(row, 'id'),
    ulid: str(row, 'ulid'),
    name: str(row, 'name'),
    additional_instructions: strOrNull(row, 'description'),
    article_count: int(count, 'n'),
    created_at: iso(int(row, 'created_at')),
  }
}

function articleJson(row: Row): Record<string, unknown> {
  return {
    id: int(row, 'id'),
    ulid: str(row, 'ulid'),
    brain_id: int(row, 'brain_id'),
    title: str(row, 'title'),
    body: str(row, 'body'),
    is_public: int(row, 'is_public') === 1,
    last_edited_at: iso(int(row, 'updated_at')),
    created_at: iso(int(row, 'created_at')),
    updated_at: iso(int(row, 'updated_at')),
  }
}
