/** The sites file: its schema, and what of a site's entry is told to everybody (its form) or kept here (its routing). */
import { z } from 'zod'
import type { Condition, FieldRule, Topic, FormDefinition } from '../contract/form.ts'
import { Channel, formEntry } from './form-schema.ts'
import { formProblems } from './form-check.ts'
import { MEGABYTE, TAG_MAX } from '../contract/limits.ts'
import { originProblem } from './origin-list.ts'
import { CONFIRM_MODES } from '../contract/email/code.ts'
import { CHALLENGE_MODES } from '../admission/challenge-policy.ts'
import { AGENT_NAMES, FOLLOW_UPS, RATED } from './conversation.ts'
import { CONVERSATION_MODES, REMEMBER_MODES } from '../contract/conversation/conversation.ts'
import { REFERENCE } from './secrets.ts'
import { FIELD_MODES } from '../contract/form.ts'
import type { SiteRouting } from '../helpdesk/routing.ts'

const Texts = z.record(z.string().max(TAG_MAX), z.record(z.string().max(TAG_MAX), z.string().max(2000)))

const Mode = z.enum(FIELD_MODES)

const SiteEntry = z.strictObject({
  channel: Channel.describe('Where tickets go.'),
  origins: z
    .array(
      z.string().check((context) => {
        const problem = originProblem(context.value)
        if (problem)
          context.issues.push({
            code: 'custom',
            message: `"${context.value}" ${problem}`,
            input: context.value,
          })
      }),
    )
    .min(1, { error: 'must list at least one origin, such as "https://www.example.com"' })
    .describe('Websites that may use the form; "https://*.example.com" stands for sub-domains.'),
  name: Mode.default('optional').describe('Whether a name is asked for.'),
  subject: Mode.default('hidden').describe('Whether a subject is asked for.'),
  contactEmail: z.email().exactOptional().describe('Offered to visitors when sending fails.'),
  locale: z
    .string()
    .max(TAG_MAX)
    .exactOptional()
    .describe('Language of the form when the visitor’s is not known, and of the words on tickets.'),
  texts: Texts.exactOptional().describe('Words in place of the widget’s own: locale, key, text.'),
  identitySecrets: z
    .array(z.string().regex(REFERENCE, { error: 'must be "env:NAME" or "file:PATH", not the secret itself' }))
    .default([])
    .describe('Secrets that sign e-mail addresses, as "env:NAME" or "file:PATH".'),
  requireIdentity: z.boolean().default(false).describe('Refuse messages without a signed identity.'),
  challenge: z
    .enum(CHALLENGE_MODES)
    .exactOptional()
    .describe(
      'When work is asked of a sender, if not as CHALLENGE says: under pressure, of everybody, or never.',
    ),
  conversation: z
    .enum(CONVERSATION_MODES)
    .exactOptional()
    .describe('What visitors see after sending, if not as CONVERSATION says.'),
  remember: z
    .enum(REMEMBER_MODES)
    .exactOptional()
    .describe('Where the receipt of a message is kept: in the tab, as the visitor says, or on the device.'),
  agents: z.enum(AGENT_NAMES).exactOptional().describe("How much of agents' names visitors are told."),
  followUp: z
    .enum(FOLLOW_UPS)
    .exactOptional()
    .describe("What a visitor's further message becomes: a ticket, or a note on the first one."),
  ratings: z.enum(RATED).exactOptional().describe('Whether visitors may rate the answers that they see.'),
  confirm: z
    .enum(CONFIRM_MODES)
    .exactOptional()
    .describe(
      'Whether an address is confirmed by a code, if not as CONFIRM says: before its message is delivered, after, or not.',
    ),
  copy: z
    .boolean()
    .exactOptional()
    .describe('Send visitors who have proven their address a copy of the message, if not as COPY says.'),
  ...formEntry,
})

/** One site of the file. */
export type SiteEntry = z.output<typeof SiteEntry>

/** The sites file: `{"sites": {"shop": {"channel": "…", "origins": ["https://…"]}}}`. */
const SitesFile = z.strictObject({
  $schema: z.string().exactOptional(),
  sites: z
    .record(
      z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/, {
        error: 'must be named by letters, digits and hyphens',
      }),
      SiteEntry,
    )
    .refine((sites) => Object.keys(sites).length > 0, { error: 'must have at least one site' }),
})

/** The entry of a site that says no more than where it is. */
export function plainEntry(channel: string, origins: string[]): SiteEntry {
  // Not checked here: what is wrong with either has been told by its own variable.
  const rest = SiteEntry.omit({ channel: true, origins: true }).parse({})
  return { channel, origins, ...rest }
}

/** Where a site's tickets go, and what is done with them there. */
export function deskOf({
  topics = [],
  context,
  subjectPrefix,
  team,
  assignee,
  tags,
  note,
}: SiteEntry): SiteRouting {
  const own = { subjectPrefix, team, assignee, tags, note }
  return { ...own, context, topics: new Map(topics.map((topic) => [topic.key, topic])) }
}

type FieldEntry = NonNullable<SiteEntry['fields']>[number]

function fieldOf(entry: FieldEntry, topic?: string): FieldRule {
  const { showWhen, ...rest } = entry
  const asked = Object.entries(showWhen ?? {}).map(([name, wanted]) => [
    name,
    typeof wanted === 'string' ? [wanted] : wanted,
  ])
  if (topic !== undefined) asked.unshift(['topic', [topic]])
  // as: of the values, which fromEntries() loses
  return asked.length > 0 ? { ...rest, showWhen: Object.fromEntries(asked) as Condition } : rest
}

function topicOf({ key, label, hidden, reply }: NonNullable<SiteEntry['topics']>[number]): Topic {
  return { key, label, ...(hidden && { hidden }), ...(reply && { reply }) }
}

/** What everybody may know of a site: the answer of `GET /api/form`. What is not configured is not in it. */
export function definitionOf(id: string, entry: SiteEntry): FormDefinition {
  const {
    name,
    subject,
    contactEmail,
    locale,
    texts,
    topic,
    topics,
    files,
    consent,
    reply,
    help,
    articles,
    facts,
  } = entry
  const fields = [
    ...(entry.fields ?? []).map((field) => fieldOf(field)),
    ...(topics ?? []).flatMap(({ key, fields: own = [] }) => own.map((field) => fieldOf(field, key))),
  ]
  return {
    site: id,
    name,
    subject,
    ...(contactEmail !== undefined && { contactEmail }),
    ...(locale !== undefined && { locale }),
    ...(texts !== undefined && { texts }),
    ...(topics && {
      topic,
      topics: topics.map(topicOf),
    }),
    ...(fields.length > 0 && { fields }),
    ...(files && {
      files: { max: files.max, maxBytes: Math.floor(files.maxMegabytes * MEGABYTE), types: files.types },
    }),
    ...(consent && { consent }),
    ...(reply && { reply }),
    ...(help && { help }),
    ...(articles && { articles: true as const }),
    ...(entry.context === 'off' && { context: false as const }),
    ...(facts && facts.length > 0 && { facts }),
  }
}

/** A site's name and entry. */
type Entries = [string, SiteEntry][]

/** The sites file as JSON Schema, for editors: see `sites.schema.json`. */
export function sitesSchema(): object {
  return { title: 'Sites of the support proxy', ...z.toJSONSchema(SitesFile, { io: 'input', reused: 'ref' }) }
}

/** The sites of a parsed JSON file, or everything that is wrong with it, each with its place. */
export function readSites(json: unknown): { sites: Entries } | { problems: string[] } {
  const parsed = SitesFile.safeParse(json)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `at ${path.join('.') || 'the top'}: ${message}`)
  const raw: unknown = Object(json)['sites']
  for (const [id, site] of Object.entries(Object(raw) as Record<string, unknown>))
    // as: anything has entries
    for (const { path, problem } of formProblems(site)) problems.push(`at sites.${id}.${path}: ${problem}`)
  return parsed.success && problems.length === 0
    ? { sites: Object.entries(parsed.data.sites) }
    : { problems: [...new Set(problems)] }
}
