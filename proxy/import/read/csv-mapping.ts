/** The mapping of a CSV file: which column is what of a ticket. Written by whoever knows the old form. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { isoTime, timeOf } from '../time.ts'

const Column = z.string().min(1)
const Status = z.enum(['open', 'waiting', 'closed', 'spam'])

const PARTS: Readonly<Record<string, string>> = {
  YYYY: String.raw`(?<year>\d{4})`,
  YY: String.raw`(?<shortYear>\d{2})`,
  MM: String.raw`(?<month>\d{1,2})`,
  DD: String.raw`(?<day>\d{1,2})`,
  HH: String.raw`(?<hour>\d{1,2})`,
  mm: String.raw`(?<minute>\d{2})`,
  ss: String.raw`(?<second>\d{2})`,
  A: String.raw`(?<half>[AaPp])\.?[Mm]\.?`,
}

const PART = /YYYY|YY|MM|DD|HH|mm|ss|A/g

/** A part that is there twice would be no pattern. */
function isPattern(date: string): boolean {
  const parts: string[] = date.match(PART) ?? []
  return parts.includes('YYYY') !== parts.includes('YY') && new Set(parts).size === parts.length
}

const Pattern = z
  .string()
  .refine(isPattern, 'must have YYYY or YY, and MM, DD, HH, mm, ss and A at most once each')

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
  date: z.union([Pattern, z.array(Pattern).min(1)]).optional(),
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

const two = (value: string) => value.padStart(2, '0')

/** Spaces are of any kind: forms in English write a narrow one before "AM" that looks like the usual one. */
function patternOf(date: string): RegExp {
  const escaped = date.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const parts = escaped.replaceAll(PART, (part) => PARTS[part] ?? part)
  return new RegExp(`^${parts.replaceAll(/\s+/g, String.raw`\s+`)}$`)
}

/** The hour of a day, by that of half a day. There is no hour 0 or 13 of half a day. */
function hourOf(hour: string, half: string | undefined): string {
  if (half === undefined) return two(hour)
  const number = Number(hour)
  if (number < 1 || number > 12) return 'none'
  return two(String((number % 12) + (half.toLowerCase() === 'p' ? 12 : 0)))
}

/** A year of two digits is one that computers have had. */
const longYear = (short: string) => `${Number(short) < 70 ? 20 : 19}${short}`

function timeIn(
  { shortYear = '', year = longYear(shortYear), month = '01', day = '01', hour, half, ...rest }: Groups,
  offset: string,
) {
  const { minute = '00', second = '00' } = rest
  const clock = [hour === undefined ? '00' : hourOf(hour, half), two(minute), two(second)].join(':')
  return timeOf(`${year}-${two(month)}-${two(day)}T${clock}${offset}`)
}

type Groups = Readonly<Record<string, string | undefined>>

function knownTime(stamp: string, offset: string): number | undefined {
  if (/^\d{9,10}$/.test(stamp)) return Number(stamp) * 1000
  if (/^\d{12,13}$/.test(stamp)) return Number(stamp)
  const isWhole = /([+-]\d\d:?\d\d|Z|UTC)$/i.test(stamp) || stamp.length <= 10
  return timeOf(isWhole ? stamp : `${stamp}${offset}`)
}

/** A function that reads times as a mapping says they are written. Undefined for what is none. */
export function timeReader({ date, offset }: CsvMapping): (text: string) => string | undefined {
  const patterns = date === undefined ? undefined : [date].flat().map(patternOf)
  return (text) => {
    const stamp = text.trim()
    const groups = patterns
      ?.map((pattern) => pattern.exec(stamp)?.groups)
      .find((found) => found !== undefined)
    const known = patterns ? groups && timeIn(groups, offset) : knownTime(stamp, offset)
    return known === undefined ? undefined : isoTime(known)
  }
}
