/**
 * The form of a site as the sites file describes it: zod schemas of its fields, topics, files, consent and replies.
 * What only several entries together can get wrong is found by formcheck.ts.
 */
import { z } from 'zod'
import {
  FIELDS_MAX,
  FILE_BYTES_MAX,
  FILES_MAX,
  MEGABYTE,
  MESSAGE_MAX,
  SUBJECT_MAX,
  TAG_MAX,
} from '../contract/limits.ts'
import { FIELD_TYPES, type FieldType } from '../contract/field-types.ts'
import { PAGE_FACTS } from '../contract/form.ts'

const ULID_EXAMPLE = '01HX9F3K2M4N5P6Q7R8S9T0V1W'
const ulid = (of: string) =>
  z.string().regex(/^[0-9A-Za-z]{26}$/, {
    error: `must be the ${of}'s ULID, 26 letters and digits (example: ${ULID_EXAMPLE})`,
  })

/** A channel of the helpdesk. */
export const Channel = z.string().regex(/^[0-9A-Za-z]{26}$/, {
  error: `must be the channel's ULID, 26 letters and digits, from its settings page (example: ${ULID_EXAMPLE})`,
})

const Locale = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, {
  error: 'must be a language tag, such as "en" or "pt-BR"',
})
const text = (max: number) =>
  z.union([z.string().min(1).max(max), z.record(Locale, z.string().min(1).max(max))], {
    error: `must be a text of at most ${max} characters, or one for each locale: {"en": "…", "nl": "…"}`,
  })
const Label = text(200)
const Words = text(1000)

const Key = z.string().regex(/^[A-Za-z][\w-]{0,39}$/, {
  error: 'must be letters, digits, "-" and "_", starting with a letter, at most 40',
})

/** `{"topic": "refund"}` or `{"topic": ["refund", "other"], "plan": ["pro"]}`: all of the names, any of the values. */
const ShowWhen = z.record(
  z.string(),
  z.union([z.string(), z.array(z.string()).min(1)], { error: 'must be a value or a list of values' }),
)

const day = z.iso.date({ error: 'must be a day as YYYY-MM-DD' })
const whole = (max: number) => z.int().min(0).max(max)

const common = {
  key: Key,
  label: Label,
  hint: Words.exactOptional().describe('Below the label.'),
  required: z.boolean().exactOptional(),
  prefill: z
    .string()
    .min(1)
    .max(TAG_MAX)
    .exactOptional()
    .describe('Name under which the page may fill it; without one, its key.'),
  showWhen: ShowWhen.exactOptional().describe(
    'Shown only when "topic" or an earlier field has one of these values.',
  ),
}
const single = { ...common, default: z.string().max(MESSAGE_MAX).exactOptional() }
const lengths = (max: number) => ({
  minLength: whole(max).exactOptional(),
  maxLength: whole(max).min(1).exactOptional(),
})
const matching = {
  pattern: z.string().min(1).exactOptional().describe('Regular expression for the whole value.'),
  error: Words.exactOptional().describe('Said when a value does not fit the pattern.'),
}
const options = z
  .array(z.strictObject({ value: z.string().trim().min(1).max(TAG_MAX), label: Label }))
  .min(1)
  .max(200)

const range = <Limit extends z.ZodType>(limit: Limit) => ({
  min: limit.exactOptional(),
  max: limit.exactOptional(),
})

/** What a site may say of a field, by its type. */
const SETTINGS = {
  text: { ...single, ...lengths(SUBJECT_MAX), ...matching },
  textarea: { ...single, ...lengths(MESSAGE_MAX) },
  email: single,
  url: single,
  tel: { ...single, ...matching },
  number: { ...single, ...range(z.number()) },
  date: { ...single, ...range(day) },
  select: { ...single, options },
  radio: { ...single, options },
  checkbox: { ...common, default: z.literal('yes').exactOptional() },
  checkboxes: {
    ...common,
    options,
    default: z.array(z.string()).exactOptional(),
    min: whole(200).exactOptional(),
    max: whole(200).min(1).exactOptional(),
  },
  hidden: {
    key: Key,
    label: Label.exactOptional(),
    default: z.string().max(SUBJECT_MAX).exactOptional(),
    prefill: common.prefill,
    showWhen: common.showWhen,
  },
} satisfies Record<FieldType, z.core.$ZodShape>

const entryOf = <Type extends FieldType>(type: Type) =>
  z.strictObject({ type: z.literal(type), ...SETTINGS[type] })

const NAMES = Object.keys(FIELD_TYPES) as [FieldType, ...FieldType[]] // as: the table's own names

/** One field of a site's own. */
const Field = z.discriminatedUnion('type', NAMES.map(entryOf) as [ReturnType<typeof entryOf>], {
  error: `must have a type: ${NAMES.slice(0, -1).join(', ')} or ${NAMES.at(-1)}`,
})

const span = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, {
    error: 'must be a span of time, such as "09:00-17:30"',
    abort: true,
  })
  .refine((value) => value.slice(0, 5) < value.slice(6), {
    error: 'must end after it begins: what goes past midnight belongs to two days',
  })
const spans = z.array(span).max(5).exactOptional()

/** When an answer may be expected. */
const Reply = z.strictObject({
  within: z.number().min(0.25).max(720).exactOptional().describe('Hours; office hours where there are some.'),
  text: Words.exactOptional(),
  hours: z
    .strictObject({
      timeZone: z.string().refine(isTimeZone, { error: 'must be a time zone, such as "Europe/Brussels"' }),
      days: z.strictObject({
        mon: spans,
        tue: spans,
        wed: spans,
        thu: spans,
        fri: spans,
        sat: spans,
        sun: spans,
      }),
      closed: z.array(day).max(100).exactOptional(),
    })
    .exactOptional(),
})

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Where a ticket goes and what is done with it once it is there. Never told to the widget. */
const routing = {
  subjectPrefix: z.string().min(1).max(60).exactOptional().describe('Put before the subject.'),
  team: ulid('team').exactOptional().describe('Team that gets the ticket.'),
  assignee: ulid('member').exactOptional().describe('Member who gets the ticket.'),
  tags: z.array(ulid('tag')).max(20).exactOptional().describe('Tags on the ticket.'),
  note: z
    .string()
    .min(1)
    .max(2000)
    .exactOptional()
    .describe('Internal note on the ticket; visitors never see it.'),
}

const fields = z.array(Field).max(FIELDS_MAX)

/** One topic: what the visitor sees, and what is done with the ticket. */
const TopicEntry = z.strictObject({
  key: Key,
  label: Label,
  hidden: z.boolean().exactOptional().describe('Not offered: only the page can set it.'),
  reply: Reply.exactOptional(),
  fields: fields.exactOptional().describe('Shown for this topic only, after the site’s own.'),
  channel: Channel.exactOptional(),
  ...routing,
})

const fileType = z.string().regex(/^(\*|\.[a-z0-9]{1,12}|[a-z]+\/(\*|[a-z0-9.+-]+))$/, {
  error: 'must be a type such as "image/png" or "image/*", an ending such as ".log", or "*"',
})

/** What may be attached when the site names no types. */
const USUAL_TYPES = [
  'image/png image/jpeg image/gif image/webp image/avif image/heic image/heif video/mp4 video/webm video/quicktime',
  'audio/mpeg audio/mp4 application/pdf application/json text/plain text/csv .txt .csv .log .json .har .eml .zip',
  '.doc .docx .xls .xlsx .ppt .pptx .odt .ods .odp .rtf',
].flatMap((line) => line.split(' '))

/** One page that may answer a message. */
const HelpEntry = z.strictObject({
  words: z
    .array(
      z
        .string()
        .regex(/[\p{L}\p{N}]/u, 'must have a letter or a digit')
        .max(60),
    )
    .min(1)
    .max(20)
    .exactOptional()
    .describe(
      'Beginnings of words that it is found by, in any case and with or without accents. Without: shown with its topics, or from the start.',
    ),
  label: Label,
  link: z.url({ protocol: /^https?$/ }),
  topics: z.array(Key).min(1).max(50).exactOptional().describe('Only with one of these topics.'),
  locales: z.array(Locale).min(1).max(50).exactOptional().describe('Only in forms of these languages.'),
})

/** Whose help articles are shown to visitors. */
const Articles = z.strictObject({
  brains: z
    .array(z.string().trim().min(1).max(255))
    .min(1)
    .max(10)
    .describe('Brains of the helpdesk, by ULID or name, whose public articles are searched.'),
  public: z
    .literal(true, { error: 'must be true: the public articles of these brains are shown to everybody' })
    .describe('That these articles may be shown to everybody.'),
})

/** What a site's entry says of its form and of the tickets that come from it. */
export const formEntry = {
  topic: z
    .enum(['hidden', 'optional', 'required'])
    .default('optional')
    .describe('Whether a topic can be chosen; only where there are topics.'),
  topics: z.array(TopicEntry).min(1).max(50).exactOptional(),
  fields: fields.exactOptional().describe('Fields of your own, in order.'),
  files: z
    .strictObject({
      max: whole(FILES_MAX).min(1).default(5).describe('How many.'),
      maxMegabytes: z
        .number()
        .positive()
        .max(FILE_BYTES_MAX / MEGABYTE)
        .default(10)
        .describe('Largest file.'),
      types: z
        .array(fileType)
        .min(1)
        .max(60)
        .default(USUAL_TYPES)
        .describe('Types, endings, or "*". Programs and active content only when they are named.'),
    })
    .exactOptional()
    .describe('Files may be attached; without this, none.'),
  consent: z
    .strictObject({
      mode: z.enum(['notice', 'required']),
      text: Words,
      link: z.url({ protocol: /^https?$/ }).exactOptional(),
      version: z.string().min(1).max(TAG_MAX).describe('Change it with the text: it is put on the ticket.'),
    })
    .exactOptional(),
  reply: Reply.exactOptional(),
  help: z
    .array(HelpEntry)
    .min(1)
    .max(20)
    .exactOptional()
    .describe('Links that may answer a message, shown while it is written.'),
  articles: Articles.exactOptional().describe(
    'Help articles of the helpdesk, searched on the proxy while a message is written.',
  ),
  context: z
    .enum(['message', 'note', 'off'])
    .default('message')
    .describe('Where agents see what the page says of the visitor.'),
  facts: z.array(z.enum(PAGE_FACTS)).exactOptional().describe('What more of the page may be told.'),
  ...routing,
}
