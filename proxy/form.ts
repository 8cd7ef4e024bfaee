/**
 * The form of a site as the sites file describes it: zod schemas of its fields, topics, files, consent and replies.
 * What only several entries together can get wrong is found by formcheck.ts.
 */
import { z } from 'zod'
import { PAGE_FACTS } from './contract.ts'
import { FIELDS_MAX, FILES_MAX, MESSAGE_MAX, SUBJECT_MAX, TAG_MAX } from './limits.ts'

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
  hint: Words.exactOptional(),
  required: z.boolean().exactOptional(),
  prefill: z.string().min(1).max(TAG_MAX).exactOptional(),
  showWhen: ShowWhen.exactOptional(),
}
const single = { ...common, default: z.string().max(MESSAGE_MAX).exactOptional() }
const lengths = (max: number) => ({
  minLength: whole(max).exactOptional(),
  maxLength: whole(max).min(1).exactOptional(),
})
const matching = { pattern: z.string().min(1).exactOptional(), error: Words.exactOptional() }
const options = z
  .array(z.strictObject({ value: z.string().trim().min(1).max(TAG_MAX), label: Label }))
  .min(1)
  .max(200)

/** One field of a site's own. */
const Field = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('text'), ...single, ...lengths(SUBJECT_MAX), ...matching }),
    z.strictObject({ type: z.literal('textarea'), ...single, ...lengths(MESSAGE_MAX) }),
    z.strictObject({ type: z.literal('email'), ...single }),
    z.strictObject({ type: z.literal('url'), ...single }),
    z.strictObject({ type: z.literal('tel'), ...single, ...matching }),
    z.strictObject({
      type: z.literal('number'),
      ...single,
      min: z.number().exactOptional(),
      max: z.number().exactOptional(),
    }),
    z.strictObject({
      type: z.literal('date'),
      ...single,
      min: day.exactOptional(),
      max: day.exactOptional(),
    }),
    z.strictObject({ type: z.literal('select'), ...single, options }),
    z.strictObject({ type: z.literal('radio'), ...single, options }),
    z.strictObject({ type: z.literal('checkbox'), ...common, default: z.literal('yes').exactOptional() }),
    z.strictObject({
      type: z.literal('checkboxes'),
      ...common,
      options,
      default: z.array(z.string()).exactOptional(),
      min: whole(200).exactOptional(),
      max: whole(200).min(1).exactOptional(),
    }),
    z.strictObject({
      type: z.literal('hidden'),
      key: Key,
      label: Label.exactOptional(),
      default: z.string().max(SUBJECT_MAX).exactOptional(),
      prefill: common.prefill,
      showWhen: common.showWhen,
    }),
  ],
  {
    error:
      'must have a type: text, textarea, email, url, tel, number, date, select, radio, checkbox, checkboxes or hidden',
  },
)

const span = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/, {
  error: 'must be a span of time, such as "09:00-17:30"',
})
const spans = z.array(span).max(5).exactOptional()

/** When an answer may be expected. */
const Reply = z.strictObject({
  within: z.number().min(0.25).max(720).exactOptional(),
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
  /** Put before the subject. */
  subjectPrefix: z.string().min(1).max(60).exactOptional(),
  team: ulid('team').exactOptional(),
  assignee: ulid('member').exactOptional(),
  tags: z.array(ulid('tag')).max(20).exactOptional(),
  /** An internal note for the agent. */
  note: z.string().min(1).max(2000).exactOptional(),
}

const fields = z.array(Field).max(FIELDS_MAX)

/** One topic: what the visitor sees, and what is done with the ticket. */
const TopicEntry = z.strictObject({
  key: Key,
  label: Label,
  hidden: z.boolean().exactOptional(),
  reply: Reply.exactOptional(),
  /** Shown for this topic only, after the site's own. */
  fields: fields.exactOptional(),
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

/** What a site's entry says of its form and of the tickets that come from it. */
export const formEntry = {
  /** Whether a topic can be chosen; only where there are topics. */
  topic: z.enum(['hidden', 'optional', 'required']).default('optional'),
  topics: z.array(TopicEntry).min(1).max(50).exactOptional(),
  fields: fields.exactOptional(),
  files: z
    .strictObject({
      max: whole(FILES_MAX).min(1).default(5),
      maxMegabytes: z.number().positive().max(25).default(10),
      types: z.array(fileType).min(1).max(60).default(USUAL_TYPES),
    })
    .exactOptional(),
  consent: z
    .strictObject({
      mode: z.enum(['notice', 'required']),
      text: Words,
      link: z.url({ protocol: /^https?$/ }).exactOptional(),
      version: z.string().min(1).max(TAG_MAX),
    })
    .exactOptional(),
  reply: Reply.exactOptional(),
  /** Where agents see what the page says of the visitor. */
  context: z.enum(['message', 'note', 'off']).default('message'),
  /** What more of the page may be told. */
  facts: z.array(z.enum(PAGE_FACTS)).exactOptional(),
  ...routing,
}
