/**
 * One line of an import: a ticket as the helpdesk's page "Import" takes it, and its files. Every source makes these, and
 * whoever has another helpdesk can write them. What the helpdesk bounds is not bounded here: see `shape.ts`.
 */
import { z } from 'zod'
import { timeOf } from './time.ts'

/** Longest id: the rest of the helpdesk's 255 is for the `#2` of a ticket that goes on in another one. */
const ID_MAX = 245

/** Whether all of a text is base64, with its padding: of what was cut off a file would be made all the same. */
export function isBase64(text: string): boolean {
  const bare = /\s/.test(text) ? text.replaceAll(/\s+/g, '') : text
  // By what must not be there: a pattern of groups runs out of stack over megabytes.
  return bare.length % 4 === 0 && !/[^\w+/=-]|=[^=]|={3}/.test(bare)
}

const time = z
  .string()
  .refine((value) => timeOf(value) !== undefined, 'must be a time such as 2024-01-10T09:00:00Z')
  .meta({ description: 'ISO 8601. Without an offset it is UTC.', format: 'date-time' })

const ImportFile = z
  .strictObject({
    name: z.string().min(1).max(1000).meta({ description: 'The name that agents see, once it is cleaned.' }),
    type: z.string().max(255).optional().meta({ description: 'Its MIME type, such as image/png.' }),
    path: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'Where it is, from the folder of the export. Nothing outside of it is read.' }),
    url: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'Where it can be fetched, if the run may: --fetch-from names the origins.' }),
    content: z
      .string()
      .refine(isBase64, 'must be base64, whole and with its padding')
      .optional()
      .meta({ description: 'The file itself, in base64.' }),
    part: z
      .strictObject({
        path: z.string().min(1),
        offset: z.int().nonnegative(),
        length: z.int().positive(),
        index: z.int().nonnegative(),
        /** Whether lines of the mail have a ">" too many. */
        quoted: z.boolean().optional(),
        /** Of what is in it: by this it is the same file wherever the mail is. */
        hash: z.string().optional(),
      })
      .optional()
      .meta({ description: 'An attachment of a mail that is in a file of the export, by its bytes.' }),
    content_id: z
      .string()
      .min(1)
      .max(998)
      .optional()
      .meta({ description: 'For a picture in the text: what follows cid: there.' }),
  })
  .refine(
    ({ path, url, content, part }) =>
      [path, url, content, part].filter((one) => one !== undefined).length === 1,
    'names one of path, url, content',
  )

const ImportMessage = z.strictObject({
  type: z
    .enum(['inbound', 'outbound', 'note'])
    .meta({ description: 'From the contact, from an agent, or internal.' }),
  body: z.string().meta({ description: 'HTML. What an allow-list does not know is cleaned away.' }),
  created_at: time.optional(),
  author_email: z
    .string()
    .max(320)
    .optional()
    .meta({ description: 'Who wrote it. For an inbound message only where it was not the contact.' }),
  author_name: z.string().optional(),
  external_id: z.string().min(1).max(255).optional(),
  files: z.array(ImportFile).optional(),
})

const ImportLine = z.strictObject({
  external_id: z
    .string()
    .min(1)
    .max(ID_MAX)
    .meta({ description: 'The id of the ticket where it comes from: by it none is made twice.' }),
  channel: z.string().optional().meta({ description: 'In place of --channel.' }),
  subject: z.string().optional().meta({ description: 'Cut at 255 characters; without one, the first line.' }),
  status: z.enum(['open', 'waiting', 'closed', 'spam']),
  created_at: time.optional(),
  closed_at: time.optional(),
  assignee_email: z.string().optional(),
  tags: z.array(z.string()).optional(),
  from_contact: z.strictObject({
    email: z.string().optional(),
    name: z.string().optional(),
    id: z
      .string()
      .optional()
      .meta({ description: 'Who it is where it comes from: with --placeholder it makes the address.' }),
  }),
  messages: z.array(ImportMessage).min(1).meta({ description: 'The conversation, in order of time.' }),
})

export type ImportLine = z.infer<typeof ImportLine>
export type ImportMessage = ImportLine['messages'][number]
export type ImportFile = NonNullable<ImportMessage['files']>[number]

/** The line, or in one sentence what is wrong with it, by the names of its fields. */
export function checkLine(value: unknown): { line: ImportLine } | { why: string } {
  const parsed = ImportLine.safeParse(value)
  if (parsed.success) return { line: parsed.data }
  const problems = parsed.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  )
  const more = problems.length > 3 ? `; and ${problems.length - 3} more` : ''
  return { why: problems.slice(0, 3).join('; ') + more }
}

/** The JSON Schema of a line, for editors and for whoever writes lines. */
export function importSchema(): object {
  return { ...z.toJSONSchema(ImportLine), title: 'One line of an import into There There' }
}
