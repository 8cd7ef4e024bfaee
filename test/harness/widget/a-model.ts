/** A model whose proxy answers what it is told, and what it sent, told and kept. */
import type { Values } from '../../../widget/form/state/validation.ts'
import type { SubmissionFields, SendResult } from '../../../widget/form/send/client.ts'
import type { Draft } from '../../../widget/form/state/draft.ts'
import { createModel } from '../../../widget/form/state/model.ts'
import type { FormDefinition } from '../../../proxy/contract/form.ts'

/** Values that can be sent, but for the subject. */
export const values = (given: Partial<Values> = {}): Values => ({
  message: 'Hello',
  email: 'ada@example.com',
  name: '',
  subject: '',
  ...given,
})
const accepted: SendResult = { type: 'accepted', reference: 'R1' }

/** A model of a form with this draft, whose messages come to these outcomes. */
export function aModel({
  draft,
  outcomes = [],
  definition = {},
}: { draft?: Draft | undefined; outcomes?: SendResult[]; definition?: Partial<FormDefinition> } = {}) {
  const sent: SubmissionFields[] = []
  const events: unknown[] = []
  const complete = async () => true
  const facts = (): Record<string, string> | Promise<Record<string, string>> => ({
    page: world.page,
    locale: 'en',
  })
  const world = { draft, now: 0, ids: 0, page: 'https://example.com/first', definition, complete, facts }
  const model = createModel({
    site: 'demo',
    client: {
      send: async (fields, fill) => {
        const body = new FormData()
        fill?.(body)
        sent.push({ ...fields, ...(Object.fromEntries(body) as SubmissionFields) })
        return outcomes.shift() ?? accepted
      },
      form: async () => ({ site: 'demo', name: 'optional', subject: 'required', ...world.definition }),
      prepare: () => undefined,
    },
    draft: {
      key: 'demo',
      isKept: () => undefined,
      load: () => world.draft,
      save: (saved) => (world.draft = saved),
      drop: () => (world.draft = undefined),
    },
    hold: () => undefined,
    newId: () => `id-${++world.ids}`,
    facts: async () => world.facts(),
    now: () => world.now,
    complete: () => world.complete(),
    emit: (type, detail) => events.push([type, detail]),
  })
  return { model, sent, events, world }
}
