/** What a call to the helpdesk is named by in metrics: few names, and none with an id in it. */

/** Segments that are words of the API; all others are ids. */
const WORDS = new Set([
  'tickets',
  'attachments',
  'channels',
  'tags',
  'teams',
  'team',
  'assignee',
  'note',
  'status',
  'contacts',
  'members',
  'messages',
  'me',
  'file',
])

/** Longer paths than the API has are of one name. */
const SEGMENTS_MAX = 4

/** `POST /tickets/:id/note` of a method and a path. */
export function callName(method: string, path: string): string {
  const segments = path.split(/[?#]/, 1)[0]?.split('/').filter(Boolean) ?? []
  if (segments.length > SEGMENTS_MAX || !WORDS.has(segments[0] ?? '')) return 'other'
  return `${method} /${segments.map((segment) => (WORDS.has(segment) ? segment : ':id')).join('/')}`
}
