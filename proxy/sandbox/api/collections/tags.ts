/** Labels for tickets: `tagRoutes` (the helpdesk's page "Tags"). A tag that goes is taken off its tickets. */
import { z } from 'zod'
import { str } from '../../data/desk.ts'
import { tagJson } from '../../data/ticket-json.ts'
import { text } from '../validation.ts'
import { collectionRoutes, ofWorkspace, uniqueName } from './collection.ts'

const color = z.string().refine((value) => /^#[\da-f]{6}$/i.test(value), {
  params: { rule: 'format is invalid' },
})

export const tagRoutes = collectionRoutes({
  ...ofWorkspace,
  path: '/tags',
  param: 'tag',
  table: 'tags',
  what: 'Tag',
  body: z.object({ name: text(255), color }),
  whole: true,
  fields: (row) => ({ name: str(row, 'name'), color: str(row, 'color') }),
  columns: ({ name, color: value }) => ({ name, color: value }),
  check: uniqueName('tags'),
  release: ({ sql }, id) => void sql.run('delete from ticket_tags where tag_id = ?', id),
  toJson: tagJson,
})
