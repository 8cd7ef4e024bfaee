/** What the scripted helpdesk takes besides tickets: files, and what follows a ticket. */

/** What can be done to a ticket that is there. */
export type ChangeKind = 'tag' | 'team' | 'assignee' | 'note'

/** A file as it was uploaded; its text, for files of the tests are text. */
export interface UploadedFile {
  name: string
  content: string
}

const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What the helpdesk calls a new thing by. */
export function aUlid(): string {
  let ulid = '01'
  while (ulid.length < 26) ulid += BASE32[Math.floor(Math.random() * 32)] ?? ''
  return ulid
}

/** What is on a ticket besides its message. Every note is kept: a second one is what a test is after. */
export interface OnTicket {
  files: UploadedFile[]
  tags: string[]
  team: string | undefined
  assignee: string | undefined
  notes: string[]
}

export const NOTHING_ON_IT: OnTicket = {
  files: [],
  tags: [],
  team: undefined,
  assignee: undefined,
  notes: [],
}

/** What a path does to its ticket; undefined where it does nothing. */
export function changeOf(path: string): { kind: ChangeKind; tag: string } | undefined {
  const found = /^\/tickets\/\w+\/(tag|team|assignee|note)(?:s\/(\w+))?$/.exec(path)
  return found ? { kind: found[1] as ChangeKind, tag: found[2] ?? '' } : undefined // as: one of the pattern's
}

/** Does to a ticket what a call asks for; false where that is nothing. */
export function change(ticket: OnTicket, path: string, body: string): boolean {
  const changes = changeOf(path)
  if (!changes) return false
  const told = (name: string) => (JSON.parse(body) as Record<string, string>)[name] ?? ''
  switch (changes.kind) {
    case 'tag':
      // As the real one does: a tag that is there is not put on it again.
      if (!ticket.tags.includes(changes.tag)) ticket.tags.push(changes.tag)
      return true
    case 'team':
      ticket.team = told('team_ulid')
      return true
    case 'assignee':
      ticket.assignee = told('assignee_ulid')
      return true
    case 'note':
      ticket.notes.push(told('body'))
      return true
  }
}

/** The file in the body of an upload. */
export function uploadedFile(body: string): UploadedFile {
  const [, name = '', content = ''] = /filename="([^"]*)"[^]*?\r\n\r\n([^]*)\r\n--/.exec(body) ?? []
  return { name, content }
}

/** Files that wait for their ticket. */
export class Uploads {
  readonly #waiting = new Map<string, UploadedFile>()

  /** Takes the body of an upload, for a token that is good once. */
  put(body: string): string {
    const token = aUlid()
    this.#waiting.set(token, uploadedFile(body))
    return token
  }

  /** The file of a token; one that nobody would send where the token is not good, or not any more. */
  take(token: string): UploadedFile {
    const file = this.#waiting.get(token)
    this.#waiting.delete(token)
    return file ?? { name: 'of a token that is not good', content: '' }
  }
}
