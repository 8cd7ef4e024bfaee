import { describe, expect, test } from 'vitest'
import type { Draft } from '../../../../widget/form/state/draft.ts'
import type { SubmissionFields } from '../../../../widget/form/send/client.ts'
import { introduce } from '../../../../widget/form/state/prefill.ts'
import { createModel } from '../../../../widget/form/state/model.ts'

const encoded = (value: object) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
const token = `e30.${encoded({ email: 'ada@example.com', name: 'Adá ÿ💙' })}.c2ln`

function aModel() {
  const sent: SubmissionFields[] = []
  const drafts: Draft[] = []
  const model = createModel({
    site: 'demo',
    client: {
      send: async (fields) => {
        sent.push(fields)
        return { type: 'accepted', reference: 'R' }
      },
      form: async () => ({ site: 'demo', name: 'optional', subject: 'hidden' }),
      prepare: () => undefined,
    },
    draft: {
      key: 'demo',
      isKept: () => undefined,
      load: () => undefined,
      save: (draft) => drafts.push(draft),
      drop: () => undefined,
    },
    hold: () => undefined,
    newId: () => 'id',
    facts: async () => ({ page: '', locale: 'en' }),
    now: () => 0,
    complete: async () => true,
    emit: () => undefined,
  })
  return { model, sent, drafts }
}

describe('a visitor whom the page knows', () => {
  test('sends the proof along, which is neither shown nor stored', async () => {
    const { model, sent, drafts } = aModel()
    model.prefill({ email: 'Ada@example.com', signature: 'abc' } as object)
    model.edit('message', 'Hello')
    await model.submit(model.values.value)
    expect(sent[0]).toMatchObject({ email: 'Ada@example.com', 'identity[signature]': 'abc' })
    expect(JSON.stringify([drafts, model.values.value])).not.toContain('abc')
  })

  test('has no claims where there is no proof, whatever stands in every list', () => {
    const lists = Array.prototype as unknown as Record<number, unknown>
    lists[1] = encoded({ email: 'theirs@example.com', name: 'Theirs' })
    const { values } = introduce({ name: 'Ada' })
    delete lists[1]
    expect({ ...values }).toEqual({ name: 'Ada' })
  })

  test('who writes under another address sends no proof', async () => {
    const { model, sent } = aModel()
    model.prefill({ email: 'ada@example.com', signature: 'abc' } as object)
    await model.submit({ ...model.values.value, message: 'Hello', email: 'eve@example.com' })
    expect(sent[0]).not.toHaveProperty('identity[signature]')
  })

  test('is not known any more after a reset', async () => {
    const { model, sent } = aModel()
    model.prefill({ email: 'ada@example.com', signature: 'abc' } as object)
    model.reset()
    await model.submit({ ...model.values.value, message: 'Hello', email: 'ada@example.com' })
    expect(sent[0]).not.toHaveProperty('identity[signature]')
  })

  test('by a token alone has name and address filled from it', async () => {
    const { model, sent } = aModel()
    model.prefill({ token } as object)
    expect(model.values.value).toMatchObject({ email: 'ada@example.com', name: 'Adá ÿ💙' })
    await model.submit({ ...model.values.value, message: 'Hello' })
    expect(sent[0]).toMatchObject({ 'identity[token]': token })
  })

  test('by a token that is none is left to the proxy to refuse', () => {
    expect(introduce({ email: 'a@b.example', token: '%%%' }).proof?.fields).toEqual({
      'identity[token]': '%%%',
    })
  })
})
