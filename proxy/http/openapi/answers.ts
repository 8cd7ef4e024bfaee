/**
 * What the proxy answers, as zod schemas that the description of the API is made from. The types say it first: each schema
 * is held to its type, so that neither can change alone.
 */
import { z } from 'zod'
import type { Block, Inline, LinkContent } from '../../contract/conversation/blocks.ts'
import {
  CONVERSATION_MODES,
  CONVERSATION_STATES,
  REMEMBER_MODES,
} from '../../contract/conversation/conversation.ts'
import type {
  AgentsAnswer,
  OwnRequests,
  OwnWords,
  ShownConversation,
  Unchanged,
} from '../../contract/conversation/conversation.ts'
import type { RatingTaken } from '../../contract/conversation/rating.ts'
import { CONFIRM_MODES } from '../../contract/email/code.ts'
import type { CodeAsked, SessionOpened } from '../../contract/email/code.ts'
import type { FieldType } from '../../contract/field-types.ts'
import { FIELD_TYPES } from '../../contract/field-types.ts'
import { FIELD_MODES, PAGE_FACTS } from '../../contract/form.ts'
import type { FormAnswer } from '../../contract/form.ts'
import type { FoundArticles, ShownArticle } from '../../contract/help/articles.ts'
import { FIELD_PROBLEMS, PROBLEM_CODES } from '../../contract/problems.ts'
import type { Accepted, Problem } from '../../contract/problems.ts'

const moment = z.iso.datetime()
const wanted = z.enum(CONFIRM_MODES).exclude(['off'])

const accepted = z
  .object({
    reference: z.string().meta({ description: 'Stands in the ticket and can be searched for.' }),
    state: z
      .enum(['queued', 'delivered'])
      .meta({ description: '`queued` until the ticket is known to exist.' }),
    confirm: wanted
      .exactOptional()
      .meta({ description: 'The site wants the address confirmed by a code in this browser.' }),
  })
  .meta({ id: 'Accepted' }) satisfies z.ZodType<Accepted>

const problem = z
  .object({
    code: z.enum(PROBLEM_CODES),
    message: z.string().meta({ description: 'For developers: says what to do.' }),
    fields: z.record(z.string(), z.enum(FIELD_PROBLEMS)).exactOptional(),
    challenge: z
      .string()
      .exactOptional()
      .meta({ description: 'With `challenge_required`: the JSON text of an ALTCHA v2 challenge.' }),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' }) satisfies z.ZodType<Problem>

const wording = z
  .union([z.string(), z.record(z.string(), z.string())])
  .meta({ id: 'Text', description: 'One text for everybody, or one for each locale.' })
const conditions = z.record(z.string(), z.array(z.string()))
const days = z.array(z.string())
const reply = z
  .object({
    within: z.number().exactOptional(),
    text: wording.exactOptional(),
    hours: z
      .object({
        timeZone: z.string(),
        fixedZone: z.string().exactOptional(),
        days: z.partialRecord(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']), days),
        closed: z.array(z.iso.date()).exactOptional(),
      })
      .exactOptional(),
  })
  .meta({ id: 'Reply' })
const fieldTypes = Object.keys(FIELD_TYPES) as FieldType[] // as: the keys of that record
const limit = z.union([z.number(), z.string()])

const form = z
  .object({
    site: z.string(),
    name: z.enum(FIELD_MODES),
    subject: z.enum(FIELD_MODES),
    topic: z.enum(FIELD_MODES).exactOptional(),
    topics: z
      .array(
        z.object({
          key: z.string(),
          label: wording,
          hidden: z.boolean().exactOptional(),
          reply: reply.exactOptional(),
        }),
      )
      .exactOptional(),
    fields: z
      .array(
        z.object({
          key: z.string(),
          type: z.enum(fieldTypes),
          label: wording.exactOptional(),
          hint: wording.exactOptional(),
          error: wording.exactOptional(),
          required: z.boolean().exactOptional(),
          minLength: z.int().exactOptional(),
          maxLength: z.int().exactOptional(),
          min: limit.exactOptional(),
          max: limit.exactOptional(),
          pattern: z.string().exactOptional(),
          options: z.array(z.object({ value: z.string(), label: wording })).exactOptional(),
          default: z.union([z.string(), z.array(z.string())]).exactOptional(),
          prefill: z.string().exactOptional(),
          showWhen: conditions.exactOptional(),
        }),
      )
      .exactOptional(),
    files: z.object({ max: z.int(), maxBytes: z.int(), types: z.array(z.string()) }).exactOptional(),
    consent: z
      .object({
        mode: z.enum(['notice', 'required']),
        text: wording,
        link: z.string().exactOptional(),
        version: z.string(),
      })
      .exactOptional(),
    contactEmail: z.string().exactOptional(),
    locale: z.string().exactOptional(),
    texts: z.record(z.string(), z.record(z.string(), z.string())).exactOptional(),
    reply: reply.exactOptional(),
    help: z
      .array(
        z.object({
          words: z.array(z.string()).exactOptional(),
          label: wording,
          link: z.string(),
          topics: z.array(z.string()).exactOptional(),
          locales: z.array(z.string()).exactOptional(),
        }),
      )
      .exactOptional(),
    articles: z.literal(true).exactOptional().meta({
      description: 'The site has articles: `searchArticles` finds those that may answer what is written.',
    }),
    context: z.literal(false).exactOptional(),
    facts: z.array(z.enum(PAGE_FACTS)).exactOptional(),
    conversation: z.enum(CONVERSATION_MODES).exactOptional(),
    remember: z.enum(REMEMBER_MODES).exactOptional(),
    confirm: wanted.exactOptional(),
    copy: z.literal(true).exactOptional(),
    challenge: z.string().exactOptional().meta({
      description: 'The JSON text of an ALTCHA v2 challenge; its payload is the field `challenge`.',
    }),
  })
  .meta({ id: 'Form' }) satisfies z.ZodType<FormAnswer>

const text = z.object({
  type: z.literal('text'),
  text: z.string(),
  strong: z.literal(true).exactOptional(),
  emphasis: z.literal(true).exactOptional(),
  deleted: z.literal(true).exactOptional(),
  code: z.literal(true).exactOptional(),
})
const image = z.object({ type: z.literal('image'), reference: z.string(), alt: z.string() })
const inLink = z.discriminatedUnion('type', [
  text,
  z.object({ type: z.literal('break') }),
  image,
]) satisfies z.ZodType<LinkContent>
const inline = z
  .discriminatedUnion('type', [
    ...inLink.options,
    z.object({ type: z.literal('link'), href: z.string(), content: z.array(inLink) }),
  ])
  .meta({ id: 'Inline' }) satisfies z.ZodType<Inline>
const block: z.ZodType<Block> = z
  .lazy(() =>
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('paragraph'), content: z.array(inline) }),
      z.object({ type: z.literal('heading'), content: z.array(inline) }),
      z.object({ type: z.literal('code'), text: z.string() }),
      z.object({ type: z.literal('rule') }),
      z.object({ type: z.literal('list'), ordered: z.boolean(), items: z.array(z.array(block)) }),
      z.object({ type: z.literal('quote'), isHistory: z.boolean(), content: z.array(block) }),
    ]),
  )
  .meta({ id: 'Block', description: 'Part of a message. Nothing in it is HTML.' })

const head = {
  key: z.string(),
  at: moment,
  files: z.array(
    z.object({
      name: z.string(),
      size: z.int().exactOptional(),
      type: z.string().exactOptional(),
      href: z
        .string()
        .exactOptional()
        .meta({ description: 'A path of the proxy, good for minutes. Answered as a download.' }),
    }),
  ),
}
const own = z.object({
  ...head,
  from: z.literal('visitor'),
  text: z.string().exactOptional(),
  blocks: z.array(block).exactOptional(),
  isCut: z.boolean().exactOptional(),
  state: z.enum(['queued', 'delivered']),
}) satisfies z.ZodType<OwnWords>
const agents = z.object({
  ...head,
  from: z.literal('agent'),
  name: z.string().exactOptional(),
  blocks: z.array(block),
  isCut: z.boolean(),
  rating: z
    .enum(['open', 'given'])
    .exactOptional()
    .meta({ description: 'Whether it has been rated; absent where it cannot be.' }),
}) satisfies z.ZodType<AgentsAnswer>

const freshness = {
  version: z.string().meta({ description: 'Send it back as `known`.' }),
  asOf: moment,
  next: z.number().meta({ description: 'Seconds until asking again may tell something new.' }),
}
const unchanged = z
  .object({ ...freshness, unchanged: z.literal(true) })
  .meta({ id: 'Unchanged' }) satisfies z.ZodType<Unchanged>
const conversation = z
  .object({
    ...freshness,
    reference: z.string().exactOptional(),
    state: z.enum(CONVERSATION_STATES),
    answered: z.object({ at: moment, to: z.string() }).exactOptional(),
    messages: z.array(z.discriminatedUnion('from', [own, agents])),
    isProven: z.boolean(),
    mayFollowUp: z.boolean(),
  })
  .meta({ id: 'Conversation' }) satisfies z.ZodType<ShownConversation>
const requests = z
  .object({
    ...freshness,
    requests: z.array(
      z.object({
        key: z.string(),
        reference: z.string().exactOptional(),
        subject: z.string(),
        state: z.enum(CONVERSATION_STATES),
        at: moment,
        changedAt: moment,
      }),
    ),
  })
  .meta({ id: 'Requests' }) satisfies z.ZodType<OwnRequests>

/**
 * One for each kind of answer. An answer may have more in a later version: whoever reads it ignores what he does not know.
 */
export const ANSWERS = {
  accepted,
  problem,
  form,
  conversation: z.union([conversation, unchanged]).meta({ id: 'ConversationAnswer' }),
  requests: z.union([requests, unchanged]).meta({ id: 'RequestsAnswer' }),
  articles: z
    .object({ articles: z.array(z.object({ key: z.string(), title: z.string() })) })
    .meta({ id: 'FoundArticles' }) satisfies z.ZodType<FoundArticles>,
  article: z
    .object({ title: z.string(), blocks: z.array(block), isCut: z.boolean() })
    .meta({ id: 'ShownArticle' }) satisfies z.ZodType<ShownArticle>,
  rating: z
    .object({ rating: z.literal('given') })
    .meta({ id: 'RatingTaken' }) satisfies z.ZodType<RatingTaken>,
  code: z.object({ minutes: z.number() }).meta({ id: 'CodeAsked' }) satisfies z.ZodType<CodeAsked>,
  session: z
    .object({ session: z.string(), days: z.number() })
    .meta({ id: 'SessionOpened' }) satisfies z.ZodType<SessionOpened>,
  health: z.object({ status: z.literal('ok') }).meta({ id: 'Health' }),
  readiness: z.object({ status: z.enum(['ready', 'not ready']) }).meta({ id: 'Readiness' }),
} satisfies Record<string, z.ZodType>
