/** What a line has become: tickets as the helpdesk's page "Import" takes them, and in which words changes are told. */
import type { ImportFile, ImportLine } from '../line.ts'

type FileChoice = 'none' | 'inline' | 'all'

/** What was changed, and in which words that is told of a number of tickets. */
export const CHANGES = {
  closed: 'not finished there, closed here (--open keep leaves them as they are)',
  subjectCut: 'subject longer than 255 characters, cut at a word',
  subjectMade: 'without a subject, which is the first line now',
  unreadable: 'with signs that cannot be read (\uFFFD): somebody has read a text in a wrong encoding',
  emptyBody: 'with a message without text',
  bodyCut: 'with a message too large to read to its end',
  tagsCut: 'with more than 50 tags, or one too long',
  future: 'with a time in the future, which is the time of the import now',
  early: 'with a time before 1971, which stands for none and is left out',
  closedEarly: 'closed before they were created, which are closed with their last message now',
  sorted: 'whose messages were not in order of time',
  split: 'with more than 200 messages, which go on in another ticket',
  authorNamed: 'with a message of somebody else than the contact, who is named in it',
  imagesLeftOut: 'with pictures of other servers, which are left out (--remote-images keep)',
  filesLeftOut: 'with files that are not imported, which are named in a note',
  placeholder: 'without an e-mail address, with a placeholder now',
} as const
export type ShapeChange = keyof typeof CHANGES

export interface ShapeOptions {
  channel: string
  now: number
  open: 'close' | 'keep'
  /** Domain of the addresses of people without one. */
  placeholder: string | undefined
  remoteImages: 'drop' | 'keep'
  files: FileChoice
}

/** A ticket to be sent: `body` is complete but for the tokens of the files, which are by message. */
export interface ShapedTicket {
  externalId: string
  body: Omit<ImportBody, 'messages'>
  messages: ShapedMessage[]
  /** Files that the helpdesk would not take, and why. */
  lost: LostFile[]
  /** What else a note at its end has to say. */
  remarks: string[]
}

export interface LostFile {
  name: string
  why: string
}

/** The body of `POST /tickets/import`. */
export interface ImportBody {
  channel: string
  subject: string
  status: ImportLine['status']
  created_at?: string
  closed_at?: string
  external_id: string
  assignee_email?: string
  tags?: string[]
  from_contact: { email: string; name?: string }
  messages: ImportBodyMessage[]
}

export interface ImportBodyMessage {
  type: 'inbound' | 'outbound' | 'note'
  body: string
  created_at?: string
  author_email?: string
  author_name?: string
  external_id?: string
  attachment_ids?: string[]
}

/** A message without its files' tokens: `cid:import-N` in the body is a picture, the file of that number. */
export interface ShapedMessage {
  body: ImportBodyMessage
  files: ImportFile[]
  lost: LostFile[]
  firstLine: string
}
