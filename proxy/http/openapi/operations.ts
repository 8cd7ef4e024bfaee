/** The operations of the public API: what each is for, what it takes and answers, and how it refuses. */
import type { z } from 'zod'
import { ConversationAsked, RatingAsked } from '../../conversation/ask.ts'
import { CONVERSATION_PATH, REQUESTS_PATH } from '../../contract/conversation/conversation.ts'
import { RATING_PATH } from '../../contract/conversation/rating.ts'
import type { ProblemCode } from '../../contract/problems.ts'
import { ARTICLES_PATH } from '../../contract/help/articles.ts'
import { Submission } from '../../contract/submission.ts'
import { CodeRequest, SessionRequest, SignOutRequest } from '../../intake/proof-fields.ts'
import { ArticlesSought } from '../../articles/ask.ts'
import type { ANSWERS } from './answers.ts'

/** What is sent, by the schemas that it is read by. */
export const REQUESTS = {
  submission: Submission.meta({ id: 'Submission' }),
  ask: ConversationAsked.meta({ id: 'ConversationAsk' }),
  rating: RatingAsked.meta({ id: 'RatingAsk' }),
  sought: ArticlesSought.meta({ id: 'ArticlesSought' }),
  code: CodeRequest.meta({ id: 'CodeRequest' }),
  session: SessionRequest.meta({ id: 'SessionRequest' }),
  signOut: SignOutRequest.meta({ id: 'SignOutRequest' }),
} satisfies Record<string, z.ZodType>

/** One operation of the API. */
export interface Operation {
  method: 'get' | 'post'
  path: string
  id: string
  summary: string
  description: string
  /** Of the address. */
  parameters?: readonly object[]
  /** What it takes; with files it may be multipart. */
  body?: keyof typeof REQUESTS
  files?: true
  status: number
  answer?: keyof typeof ANSWERS
  /** How it may be refused, beside the ways that all have in common. */
  refused: readonly ProblemCode[]
}

/** Whoever sends a body speaks for one of the sites, and wants something of the store. */
const OF_POSTS = [
  'bad_body',
  'too_slow',
  'too_large',
  'bad_type',
  'invalid',
  'overloaded',
  'origin_missing',
  'origin_denied',
  'unknown_site',
  'store_unavailable',
] as const

/** Of an address. */
const SITE = {
  name: 'site',
  in: 'query',
  description: 'May be left out when the proxy serves one site.',
  schema: { type: 'string' },
}

/** All of them, in the order in which a visitor comes to need them. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: ARTICLES_PATH,
    id: 'searchArticles',
    summary: 'Find articles that may answer a message',
    description:
      'For a site with articles. `text` is a piece of what somebody is writing; it is neither kept nor logged. At most three, the best first; none where nothing fits.',
    body: 'sought',
    status: 200,
    answer: 'articles',
    refused: [...OF_POSTS.filter((code) => code !== 'store_unavailable'), 'not_found', 'rate_limited'],
  },
  {
    method: 'get',
    path: `${ARTICLES_PATH}/{key}`,
    id: 'readArticle',
    summary: 'Read an article',
    description: 'Its text as blocks; nothing in them is HTML.',
    parameters: [{ name: 'key', in: 'path', required: true, schema: { type: 'string' } }, SITE],
    status: 200,
    answer: 'article',
    refused: ['origin_denied', 'unknown_site', 'not_found', 'rate_limited', 'overloaded'],
  },
  {
    method: 'post',
    path: '/api/tickets',
    id: 'sendMessage',
    summary: 'Send a message',
    description:
      'Becomes exactly one ticket, whatever is sent again: `id` is the same for every retry. After a 202 the message is on disk. With files it is multipart, one part named `files` for each, after all other parts.',
    body: 'submission',
    files: true,
    status: 202,
    answer: 'accepted',
    refused: [
      ...OF_POSTS,
      'challenge_required',
      'identity_invalid',
      'proof_required',
      'bad_token',
      'unknown_conversation',
      'conflict',
      'no_follow_up',
      'rate_limited',
      'no_room',
    ],
  },
  {
    method: 'get',
    path: '/api/form',
    id: 'getForm',
    summary: 'Read what a form asks for',
    description: 'The definition of a site’s form, and a challenge where messages need one.',
    parameters: [SITE],
    status: 200,
    answer: 'form',
    refused: ['origin_denied', 'unknown_site'],
  },
  {
    method: 'post',
    path: CONVERSATION_PATH,
    id: 'readConversation',
    summary: 'Read what became of a message',
    description:
      'For whoever has the receipt of a message, or the key of an own request with a proof of the address. Answers are told after a proof only, unless the site shows them by receipt.',
    body: 'ask',
    status: 200,
    answer: 'conversation',
    refused: [
      ...OF_POSTS,
      'identity_invalid',
      'proof_required',
      'not_found',
      'unknown_conversation',
      'rate_limited',
    ],
  },
  {
    method: 'get',
    path: `${CONVERSATION_PATH}/files/{link}`,
    id: 'downloadFile',
    summary: 'Download a file of a conversation',
    description: 'The addresses stand in conversations, and are good for minutes.',
    parameters: [{ name: 'link', in: 'path', required: true, schema: { type: 'string' } }],
    status: 200,
    refused: ['not_found', 'overloaded'],
  },
  {
    method: 'post',
    path: REQUESTS_PATH,
    id: 'listRequests',
    summary: 'List the requests of a proven address',
    description: 'Newest first. Each has a key that opens its conversation, with the same proof.',
    body: 'ask',
    status: 200,
    answer: 'requests',
    refused: [...OF_POSTS, 'identity_invalid', 'proof_required', 'not_found', 'rate_limited'],
  },
  {
    method: 'post',
    path: RATING_PATH,
    id: 'rateAnswer',
    summary: 'Rate an answer',
    description:
      'Becomes one note on the ticket of the answer, whatever is sent again; different words become one more. Only for whoever sees the answer.',
    body: 'rating',
    status: 202,
    answer: 'rating',
    refused: [
      ...OF_POSTS,
      'identity_invalid',
      'proof_required',
      'unknown_conversation',
      'no_follow_up',
      'not_found',
      'rate_limited',
    ],
  },
  {
    method: 'post',
    path: '/api/code',
    id: 'askForCode',
    summary: 'Ask for a code by e-mail',
    description: 'Answers alike whether or not anybody has written from the address.',
    body: 'code',
    status: 202,
    answer: 'code',
    refused: [...OF_POSTS, 'challenge_required', 'bad_token', 'not_found', 'conflict', 'rate_limited'],
  },
  {
    method: 'post',
    path: '/api/session',
    id: 'openSession',
    summary: 'Open a session by a code',
    description: 'The code counts ten minutes, five tries, and in the browser that asked for it.',
    body: 'session',
    status: 200,
    answer: 'session',
    refused: [...OF_POSTS, 'bad_token', 'code_wrong', 'not_found', 'rate_limited'],
  },
  {
    method: 'post',
    path: '/api/sign-out',
    id: 'endSession',
    summary: 'End a session',
    description: 'Also of a session that there is no more.',
    body: 'signOut',
    status: 204,
    refused: [...OF_POSTS, 'bad_token', 'not_found'],
  },
  {
    method: 'get',
    path: '/health',
    id: 'getHealth',
    summary: 'Whether the process answers',
    description: 'For whoever restarts it.',
    status: 200,
    answer: 'health',
    refused: [],
  },
  {
    method: 'get',
    path: '/ready',
    id: 'getReadiness',
    summary: 'Whether messages can be stored',
    description: 'For load balancers: 503 while they cannot. The reasons are told to the operator alone.',
    status: 200,
    answer: 'readiness',
    refused: [],
  },
]
