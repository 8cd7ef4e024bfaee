/** The mapping of a CSV file: which column is what of a ticket. Written by whoever knows the old form. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { isoTime, timeOf } from '../time.ts'

const Column = z.string().min(1)
const Status = z.enum(['open', 'waiting', 'closed', 'spam'])

/** A part that is there twice would be no pattern. */
function isPattern(date: string): boolean {
  const parts: string[] = date.match(/YYYY|MM|DD|HH|mm|ss/g) ?? []
  return parts.includes('YYYY') && new Set(parts).size === parts.length
}

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch {
    return false
  }
}

const Mapping = z.strictObject({
  /** Names of columns. */
  columns: z.strictObject({
    id: Column.optional(),
    email: Column,
    name: z.union([Column, z.array(Column)]).optional(),
    subject: Column.optional(),
    /** One is the text; of several each is a line "Name: value". */
    body: z.union([Column, z.array(Column).min(1)]),
    created_at: Column.optional(),
    closed_at: Column.optional(),
    status: Column.optional(),
    tags: Column.optional(),
    assignee_email: Column.optional(),
  }),
  /** Before the ids, which are those of this file alone. */
  prefix: z
    .string()
    .regex(/^[\w.-]{1,40}$/)
    .default('csv'),
  /** Of tickets whose status is not among `statuses`. */
  status: Status.default('closed'),
  statuses: z.record(z.string(), Status).default({}),
  /** How times are written, such as DD.MM.YYYY HH:mm; ISO 8601, seconds and milliseconds since 1970 are known. */
  date: z
    .string()
    .refine(isPattern, 'must have YYYY, and MM, DD, HH, mm and ss at most once each')
    .optional(),
  /** Of times that say none: +01:00. */
  offset: z
    .string()
    .regex(/^[+-]\d\d:\d\d$/)
    .default('+00:00'),
  /** Whether texts are HTML. */
  html: z.boolean().default(false),
  /** Between the tags of a cell. */
  tagSeparator: z.string().min(1).default(','),
  delimiter: z.string().min(1).max(4).optional(),
  encoding: z.string().refine(isEncoding, 'is none that is known here').optional(),
})
export type CsvMapping = z.infer<typeof Mapping>

/** Reads a mapping file. Throws in words about what is wrong with it. */
export function readMapping(file: string): CsvMapping {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`The mapping ${file} cannot be read: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    })
  }
  const parsed = Mapping.safeParse(json)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`)
  throw new Error(`The mapping ${file} is wrong: ${problems.join('; ')}`)
}

/** The names of columns that a mapping uses. */
export const columnsOf = ({ columns }: CsvMapping): string[] =>
  Object.values(columns).flatMap((name) => name ?? [])

const PARTS: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
}

const two = (value: string) => value.padStart(2, '0')

/** A function that reads times as a mapping says they are written. Undefined for what is none. */
export function timeReader({ date, offset }: CsvMapping): (text: string) => string | undefined {
  const escaped = date?.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const pattern =
    escaped && new RegExp(`^${escaped.replaceAll(/YYYY|MM|DD|HH|mm|ss/g, (part) => PARTS[part] ?? part)}$`)
  return (text) => {
    const groups = pattern ? pattern.exec(text.trim())?.groups : undefined
    if (groups) {
      const { year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00' } = groups
      const ms = timeOf(
        `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${offset}`,
      )
      return ms === undefined ? undefined : isoTime(ms)
    }
    if (pattern) return undefined
    const stamp = text.trim()
    if (/^\d{9,10}$/.test(stamp)) return isoTime(Number(stamp) * 1000)
    if (/^\d{12,13}$/.test(stamp)) return isoTime(Number(stamp))
    const told = /([+-]\d\d:?\d\d|Z|UTC)$/i.test(stamp) || stamp.length <= 10 ? stamp : `${stamp}${offset}`
    const ms = timeOf(told)
    return ms === undefined ? undefined : isoTime(ms)
  }
}
