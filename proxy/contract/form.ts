/**
 * What a site's form can ask for beyond message, e-mail, name and subject: the types that the widget draws and both
 * sides check by. All of it is public.
 */
import type { ConversationMode, RememberMode } from './conversation/conversation.ts'
import type { FieldType } from './field-types.ts'
import type { ConfirmMode } from './email/code.ts'

/** Words of a site: one text for everybody, or one for each locale. */
export type Text = string | Readonly<Record<string, string>>

/** What a field holds: a text, or for `checkboxes` the options that are ticked. A ticked `checkbox` is `yes`. */
export type Value = string | readonly string[]

/** When a field is shown: every name (`topic`, or the key of an earlier field) has one of its values. */
export type Condition = Readonly<Record<string, readonly string[]>>

/** One field of a site's own. Keys are letters, digits, `-` and `_`; it is sent as `fields[KEY]`. */
export interface FieldRule {
  key: string
  type: FieldType
  /** Absent for `hidden` only. */
  label?: Text
  hint?: Text
  /** Said in place of the widget's own words when a value does not fit `pattern`. */
  error?: Text
  required?: boolean
  /** `text` and `textarea`: shortest and longest value in code points. */
  minLength?: number
  maxLength?: number
  /** `number`: lowest and highest; `date`: first and last (`YYYY-MM-DD`); `checkboxes`: fewest and most ticked. */
  min?: number | string
  max?: number | string
  /** `text`, `tel`: a regular expression for the whole value, with the flag `u`. Checked by the proxy to be harmless. */
  pattern?: string
  /** `select`, `radio`, `checkboxes`. */
  options?: readonly { value: string; label: Text }[]
  /** What it holds at first. */
  default?: Value
  /** The name under which the page may fill it; absent: its key. */
  prefill?: string
  /** Absent: always. */
  showWhen?: Condition
}

/** Expected time of a reply. */
export interface Reply {
  /** Hours within which an answer is usual; office hours where there are some. */
  within?: number
  /** In place of words made of `within`. */
  text?: Text
  hours?: OfficeHours
}

/** When somebody is there. Times are local to `timeZone` (IANA), as `09:00-17:30`; a day without a list is closed. */
interface OfficeHours {
  timeZone: string
  /** What the proxy adds: a zone that every browser knows and that has the same time now. */
  fixedZone?: string
  days: Partial<Readonly<Record<'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun', readonly string[]>>>
  /** Days on which nobody is there, as `YYYY-MM-DD`. */
  closed?: readonly string[]
}

/** One topic that a visitor may choose. */
export interface Topic {
  key: string
  label: Text
  /** Not offered: only the page can set it. */
  hidden?: boolean
  reply?: Reply
}

/**
 * What may be attached. Files are parts named `files` of a multipart body, after all other parts. A problem of one is
 * told as `files[2]` (in the order they were sent, from 0), a problem of all as `files`.
 */
export interface FileRules {
  /** How many. */
  max: number
  /** Largest file. */
  maxBytes: number
  /** MIME types (`image/png`, `image/*`), endings (`.log`), or `*` for everything that is not active content. */
  types: readonly string[]
}

/** What a visitor is told, or must agree to. */
interface Consent {
  mode: 'notice' | 'required'
  text: Text
  link?: string
  /** Which text this is; sent as `consent`, and put on the ticket. */
  version: string
}

/** A page of the site that may answer a message before it is sent. */
export interface HelpLink {
  /** What it is found by, in what was written; absent: shown with its topics, or from the start. */
  words?: readonly string[]
  label: Text
  link: string
  /** Only with one of these; absent: with any. */
  topics?: readonly string[]
  /** Only in a form of one of these languages; absent: in any. */
  locales?: readonly string[]
}

/** The part of a form's definition that checks need. All of it is public. */
export interface FormRules {
  topic?: FieldMode
  topics?: readonly Topic[]
  fields?: readonly FieldRule[]
  files?: FileRules
  consent?: Consent
}

/** What was filled in, untouched. */
export interface Given {
  topic?: string | undefined
  consent?: string | undefined
  fields: Readonly<Record<string, Value>>
  /** Language of the form: numbers are read by it. */
  locale?: string | undefined
}

/** Whether a form shows a field, and whether it must be filled. */
export const FIELD_MODES = ['hidden', 'optional', 'required'] as const
export type FieldMode = (typeof FIELD_MODES)[number]

/** What may be told of the page beside its address and language, where the site wants it (acceptance R80). */
export const PAGE_FACTS = ['title', 'viewport', 'timeZone', 'referrer'] as const

export type PageFact = (typeof PAGE_FACTS)[number]

/**
 * What the widget is told about a site before it draws the form: `GET /api/form?site=`. What a site has not configured
 * is not in it.
 */
export type FormDefinition = FormRules & {
  site: string
  name: FieldMode
  subject: FieldMode
  /** Offered to the visitor when sending fails. */
  contactEmail?: string
  /** The site's default locale, used when the visitor's is not known. */
  locale?: string
  /** Texts that replace the widget's own: locale → key → text. */
  texts?: Record<string, Record<string, string>>
  /** When an answer may be expected; a topic's own comes first. */
  reply?: Reply
  /** Shown while somebody writes. */
  help?: readonly HelpLink[]
  /** What is written may be answered by an article: ask for it (`contract/help/articles.ts`). */
  articles?: true
  /** The agent is not shown what the page adds, so it need not be sent. */
  context?: false
  /** What more of the page may be sent, as `facts[…]`. */
  facts?: readonly PageFact[]
  /** What visitors see after sending; absent: `USUAL_CONVERSATION`. */
  conversation?: ConversationMode
  /** Where the receipt of a message is kept; absent: `USUAL_REMEMBER`. */
  remember?: RememberMode
  /** The address is to be confirmed by a code: send the field `browser` along. */
  confirm?: Exclude<ConfirmMode, 'off'>
  /** Who has proven the address is sent a copy. */
  copy?: true
}

/** The answer of `GET /api/form`: the definition, and the challenge that is this form's token. */
export type FormAnswer = FormDefinition & {
  /** The JSON text of an ALTCHA v2 challenge; missing where none is asked. Its payload is the field `challenge`. */
  challenge?: string
}
