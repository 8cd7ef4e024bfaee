/** Templates of replies, for every member: `quickReplyRoutes` (the helpdesk's page "Introduction", under "What you can manage"). */
import { z } from 'zod'
import { int, str } from '../../data/desk.ts'
import { text } from '../validation.ts'
import { collectionRoutes, ofWorkspace } from './collection.ts'

export const quickReplyRoutes = collectionRoutes({
  ...ofWorkspace,
  path: '/quick-replies',
  param: 'quickReply',
  table: 'quick_replies',
  what: 'Quick reply',
  body: z.object({ name: text(255), body: text() }),
  fields: (row) => ({ name: str(row, 'name'), body: str(row, 'body') }),
  columns: ({ name, body }) => ({ name, body }),
  mayWrite: () => undefined,
  toJson: (row) => ({
    id: int(row, 'id'),
    ulid: str(row, 'ulid'),
    name: str(row, 'name'),
    body: str(row, 'body'),
  }),
})
