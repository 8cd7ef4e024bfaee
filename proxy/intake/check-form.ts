/**
 * What a visitor filled in, checked by the rules of the site's form: the same functions as the widget's. What the form
 * did not show is dropped, whatever was sent for it.
 */
import { z } from 'zod'
import { Submission } from '../contract/submission.ts'
import type { Given, Value, FormDefinition } from '../contract/form.ts'
import { wrongFields } from '../refusal.ts'
import { cleanValue, problemsOf, visible } from '../contract/field-rules.ts'
import type { FieldProblem } from '../contract/problems.ts'
import type { CheckedSubmission } from '../store/records.ts'

const SHAPE = Submission.shape

/** What a site may ask for. */
const Asked = z.object({
  name: SHAPE.name,
  subject: SHAPE.subject,
  topic: SHAPE.topic,
  consent: SHAPE.consent,
  locale: SHAPE.locale,
  fields: SHAPE.fields,
})
type Asked = z.infer<typeof Asked>

/** What is wrong with what was filled in, by the name it was sent under. */
function filledProblems(form: FormDefinition, given: Asked): Record<string, FieldProblem> {
  const problems = Object.create(null) as Record<string, FieldProblem> // names are the sender's: `__proto__` too
  for (const name of ['name', 'subject'] as const)
    if (form[name] === 'required' && !given[name]) problems[name] = 'required'
  const known = new Set(form.fields?.map(({ key }) => key))
  for (const key of Object.keys(given.fields ?? {}))
    if (!known.has(key)) problems[`fields[${key.slice(0, 64)}]`] = 'unknown'
  return Object.assign(problems, problemsOf(form, answersOf(form, given)))
}

const answersOf = (
  form: FormDefinition,
  { topic, consent, fields = {}, locale = form.locale }: Asked,
): Given => ({ topic, consent, fields, locale })

/**
 * What is wrong by the rules of the site's form with a submission that is wrong otherwise, as far as it can be read.
 * @param wrong Names of what is wrong already. What the form asks for is not read once more to find that again.
 */
export function alsoWrong(
  form: FormDefinition | undefined,
  sent: Readonly<Record<string, unknown>>,
  wrong: ReadonlySet<unknown>,
): Record<string, FieldProblem> {
  if (Object.keys(Asked.shape).some((name) => wrong.has(name))) return {}
  const asked = Asked.safeParse(sent)
  return form && asked.success ? filledProblems(form, asked.data) : {}
}

/**
 * The submission with its fields cleaned and without those that were not shown or not filled.
 * @throws Refusal `invalid`.
 */
export function checkFilled(form: FormDefinition, submission: Submission, now: number): CheckedSubmission {
  const problems = filledProblems(form, submission)
  if (Object.keys(problems).length > 0)
    throw wrongFields("This site's form asks for something else", problems, (_, why) => why !== 'unknown')
  const { fields: _, token: _t, receipt: _r, follows: _f, consent, context, facts, ...written } = submission
  const given = answersOf(form, submission)
  const filled = visible(form, given)
    .map((field): [string, Value] => [field.key, cleanValue(field, given.fields[field.key], given.locale)])
    .filter(([, value]) => value.length > 0)
  const allowed = Object.entries(facts ?? {}).filter(([name]) => form.facts?.some((fact) => fact === name))
  return {
    ...written,
    site: form.site,
    ...(filled.length > 0 && { fields: Object.fromEntries(filled) }),
    // Only of a text that the visitor can have seen.
    ...(consent !== undefined &&
      consent === form.consent?.version && {
        consent: { version: consent, at: new Date(now).toISOString() },
      }),
    ...(context && form.context !== false && Object.keys(context).length > 0 && { context }),
    ...(allowed.length > 0 && { facts: Object.fromEntries(allowed) }),
  }
}
