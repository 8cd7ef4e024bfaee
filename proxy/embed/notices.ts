/** What people are told of a refused form, in words that a visitor can do something with. */
import type { Words } from './texts.ts'
import type { Notice } from './page.ts'
import type { Refusal } from '../refusal.ts'
import type { FieldProblem, ProblemCode } from '../contract/problems.ts'

/** Keys of title and text. For any other code all there is to say is that it was not sent. */
const NOTICES: Partial<Record<ProblemCode, [title: string, text: string]>> = {
  conflict: ['conflictTitle', 'conflict'],
  identity_invalid: ['unverifiedTitle', 'unverified'],
  internal: ['notSure', 'broken'],
  no_follow_up: ['notSent', 'noMore'],
  no_room: ['notSent', 'no_room'],
  origin_denied: ['refusedTitle', 'refused'],
  origin_missing: ['refusedTitle', 'refused'],
  overloaded: ['notSent', 'unavailable'],
  proof_required: ['proofOver', ''],
  rate_limited: ['notSent', 'limited'],
  store_unavailable: ['notSent', 'unavailable'],
  too_large: ['notSent', 'too_large'],
  too_slow: ['notSent', 'too_slow'],
  unknown_conversation: ['notSent', 'gone'],
  unknown_site: ['refusedTitle', 'refused'],
}

/** Refusals after which there is no form to show: the page that sent it may not use this one, or nothing was read. */
const CLOSED: ReadonlySet<ProblemCode> = new Set([
  'not_found',
  'origin_denied',
  'origin_missing',
  'too_large',
  'unknown_site',
])

/** Longest wait that a visitor is told, in seconds; nobody counts an hour's. */
const WAIT_MAX = 300

/** Whether the form may be shown again after it. */
export const leavesForm = ({ code }: Refusal): boolean => !CLOSED.has(code)

/** What visitors fill in, by the names it is sent under. */
const MENDABLE = /^(message|email|name|subject|topic|consent|files|fields\[.*\]|files\[.*\])$/

/** Whether the visitor can mend it: a problem with the id, or with a field that no form has, is ours. */
export const isForVisitor = (problems: Readonly<Record<string, FieldProblem>>): boolean =>
  Object.keys(problems).some((name) => MENDABLE.test(name))

/**
 * What to say of a refusal.
 * @param kept Whether the form is shown again: what was not read must not be said to be there.
 * @param withFiles Whether the form takes files: "Please shorten it" is no advice for those.
 */
export function noticeOf(
  { code, retryAfter = 0 }: Refusal,
  words: Words,
  kept: boolean,
  withFiles = false,
): Pick<Notice, 'title' | 'texts'> {
  const [title, usual] = NOTICES[code] ?? ['notSent', '']
  const text = withFiles && code === 'too_large' ? 'filesTooLarge' : usual
  // The other texts that come with a wait say themselves how long that is, about.
  const told = code === 'rate_limited' && retryAfter > 0 && retryAfter <= WAIT_MAX
  const wait = told ? words.count('retryIn', retryAfter) : ''
  const why = words.say(code === 'overloaded' && !kept ? 'broken' : text)
  return { title: words.say(title), texts: [why, wait].filter((one) => one !== '') }
}

/** What to say when what has become of a message cannot be shown. */
export function unshownNotice(
  { code, retryAfter = 0 }: Refusal,
  words: Words,
): Pick<Notice, 'title' | 'texts'> {
  const wait = code === 'rate_limited' && retryAfter > 0 && retryAfter <= WAIT_MAX
  switch (code) {
    case 'unknown_conversation':
      return { title: words.say('unshown'), texts: [words.say('gone')] }
    case 'proof_required':
      return { title: words.say('proofOver'), texts: [] }
    default:
      return {
        title: words.say('unshown'),
        texts: [wait ? words.count('retryIn', retryAfter) : words.say('unshownWhy')],
      }
  }
}

/** What to say when no code is sent. */
export function noCodeNotice(refusal: Refusal, words: Words): Pick<Notice, 'title' | 'texts'> {
  const { code } = refusal
  // Without a script there is no work that could be asked for.
  if (code !== 'rate_limited' && code !== 'challenge_required') return unshownNotice(refusal, words)
  return { title: words.say('codeLimited'), texts: [] }
}
