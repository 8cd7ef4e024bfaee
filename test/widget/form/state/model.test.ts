import { describe, expect, test } from 'vitest'
import { aModel, values } from '../../../harness/widget/a-model.ts'
import { joinParts } from '../../../../widget/form/state/part.ts'
import type { PartState, Entries, PageContext } from '../../../../widget/form/state/part.ts'

describe('a part that comes later', () => {
  const aPart = (given = '') => {
    const part = { given, kept: [] as Entries, told: {} as PageContext }
    const state: PartState = {
      names: () => ['consent'],
      check: () => (part.given ? {} : { consent: 'required' }),
      fill: (body) => body.append('consent', part.given),
      facts: () => ({ 'facts[title]': 'Mugs' }),
      save: () => [['consent', part.given]],
      restore: (kept, told) => Object.assign(part, { kept, told }),
      prefill: (told) => Object.assign(part, { told }),
    }
    return { part, state }
  }

  test('is checked with the rest, sent with it, and named after it', async () => {
    const { model, sent } = aModel()
    const { part, state } = aPart()
    model.add(state, joinParts)
    expect(model.names().at(-1)).toBe('consent')
    await model.submit(values({ email: '' }))
    expect(model.problems.value).toEqual({ email: 'required', consent: 'required' })
    model.changed()
    expect(model.problems.value).toHaveProperty('consent')
    part.given = 'v1'
    model.changed()
    expect(model.problems.value).toEqual({ email: 'required' })
    await model.submit(values())
    expect(sent).toMatchObject([{ consent: 'v1', 'facts[title]': 'Mugs' }])
  })

  test('is marked as wrong when the proxy says so, and what is outdated is asked for again', async () => {
    const { model } = aModel({ outcomes: [{ type: 'invalid', fields: { consent: 'outdated' } }] })
    model.add(aPart('v1').state, joinParts)
    await model.load()
    const before = model.definition.value
    await model.submit(values({ subject: 'A mug' }))
    expect(model.problems.value).toEqual({ consent: 'outdated' })
    expect(model.definition.value).not.toBe(before)
  })

  test('that breaks fails the message in words, which can be sent once it is whole again', async () => {
    const { model, sent, events } = aModel()
    let broken = true
    const check = () => {
      if (broken) throw new Error('Patched by the page')
      return {}
    }
    model.add({ check }, joinParts)
    await model.submit(values())
    expect(model.phase.value).toEqual({ type: 'failed', failure: { type: 'broken' } })
    expect(events).toEqual([['error', { reason: 'broken' }]])
    broken = false
    await model.submit(values())
    expect(model.phase.value).toMatchObject({ type: 'sent' })
    expect(sent).toHaveLength(1)
  })

  test('is kept in the draft, and takes what was kept when it comes', async () => {
    const { model, world } = aModel()
    const { part, state } = aPart('v1')
    model.add(state, joinParts)
    model.changed()
    expect(world.draft?.more).toEqual([['consent', 'v1']])
    const later = aModel({ draft: world.draft })
    // Not there yet, and the visitor writes on.
    later.model.edit('message', 'More')
    const other = aPart()
    later.model.add(other.state, joinParts)
    expect(other.part.kept).toEqual([['consent', 'v1']])
    later.model.prefill({ email: 'ada@example.com', plan: 'pro', token: 'x.y.z' } as object)
    expect(other.part.told).toEqual({ email: 'ada@example.com', plan: 'pro' })
    later.model.reset()
    expect(other.part).toMatchObject({ kept: [], told: {} })
    expect(part.kept).toEqual([])
  })

  test('that is asked for and does not come stops the message, says so, and is tried again', async () => {
    const { model, sent, world } = aModel({
      definition: { consent: { mode: 'notice', text: 'x', version: 'v1' } },
    })
    let come = false
    world.complete = async () => come
    await model.load()
    await Promise.all([
      model.submit(values({ subject: 'A mug' })),
      model.submit(values({ subject: 'A mug' })),
    ])
    expect(model.phase.value).toEqual({ type: 'failed', failure: { type: 'unavailable' } })
    expect(sent).toEqual([])
    come = true
    await model.submit(values({ subject: 'A mug' }))
    expect(model.phase.value.type).toBe('sent')
    expect(sent).toHaveLength(1)
  })

  test('that comes after a reset sends nothing', async () => {
    const { model, sent, world } = aModel({ definition: { fields: [] } })
    world.complete = async () => false
    await model.load()
    world.complete = async () => true
    const submitting = model.submit(values({ subject: 'A mug' }))
    model.reset()
    await submitting
    expect(sent).toEqual([])
    expect(model.phase.value.type).toBe('editing')
  })

  test('of facts that are on their way is waited for, sent once, and not after a reset', async () => {
    const { model, sent, world, events } = aModel()
    let arrive!: (facts: Record<string, string>) => void
    const arrived = new Promise<Record<string, string>>((resolve) => (arrive = resolve))
    world.facts = () => arrived
    const first = model.submit(values())
    const second = model.submit(values())
    expect(model.phase.value.type).toBe('sending')
    expect(events).toEqual([])
    arrive({ receipt: 'secret' })
    await Promise.all([first, second])
    expect(sent).toMatchObject([{ receipt: 'secret' }])
    expect(model.phase.value).toMatchObject({ type: 'sent', receipt: 'secret' })
    model.again()
    const third = model.submit(values())
    model.reset()
    await third
    expect(sent).toHaveLength(1)
    expect(model.phase.value.type).toBe('editing')
  })

  test('is asked for when the proxy misses a field that the form does not know', async () => {
    const { model, world } = aModel({ outcomes: [{ type: 'invalid', fields: { consent: 'required' } }] })
    world.complete = async () => {
      model.add(aPart().state, joinParts)
      return true
    }
    world.definition = { consent: { mode: 'required', text: 'x', version: 'v1' } }
    await model.submit(values({ subject: 'A mug' }))
    expect(model.problems.value).toEqual({ consent: 'required' })
    expect(model.phase.value.type).toBe('editing')
  })
})

describe('sending', () => {
  test('drops the draft only once the proxy has said where the message is', async () => {
    const { model, world, sent, events } = aModel({ outcomes: [{ type: 'timeout' }] })
    model.edit('message', 'Hello')
    await model.submit(values())
    expect(model.phase.value).toEqual({ type: 'failed', failure: { type: 'timeout' } })
    expect(world.draft?.values.message).toBe('Hello')
    await model.submit(values())
    expect(model.phase.value).toEqual({
      type: 'sent',
      receipt: '',
      reference: 'R1',
      email: 'ada@example.com',
    })
    expect(world.draft).toBeUndefined()
    expect(sent.map(({ id }) => id)).toEqual(['id-1', 'id-1'])
    expect(events.map((event) => JSON.stringify(event)).join()).not.toContain('ada@')
  })

  test('ten times at once sends once', async () => {
    const { model, sent } = aModel()
    await Promise.all(Array.from({ length: 10 }, () => model.submit(values())))
    expect(sent).toHaveLength(1)
  })

  test('again from another page sends the very same content', async () => {
    const { model, sent, world } = aModel({ outcomes: [{ type: 'timeout' }] })
    await model.submit(values())
    world.page = 'https://example.com/second'
    await model.submit(values())
    expect(sent[1]).toEqual(sent[0])
  })

  test('does nothing while the proxy asked to wait', async () => {
    const { model, sent, world } = aModel({ outcomes: [{ type: 'limited', seconds: 5 }] })
    await model.submit(values())
    world.now = 4999
    await model.submit(values())
    expect(sent).toHaveLength(1)
    world.now = 5000
    await model.submit(values())
    expect(sent).toHaveLength(2)
  })

  test('something else after a conflict goes under an id of its own', async () => {
    const { model, sent } = aModel({ outcomes: [{ type: 'conflict' }] })
    await model.submit(values({ message: 'Changed' }))
    await model.submit(values({ message: 'Changed' }))
    expect(sent.map(({ id }) => id)).toEqual(['id-1', 'id-2'])
    expect(model.phase.value.type).toBe('sent')
  })

  test('shows the field that the proxy misses', async () => {
    const { model } = aModel({
      outcomes: [{ type: 'invalid', fields: { subject: 'required', name: 'too_long' } }],
    })
    await model.submit(values())
    expect(model.modes.value).toEqual({ name: 'optional', subject: 'required' })
    expect(model.problems.value).toEqual({ subject: 'required', name: 'too_long' })
    expect(model.phase.value.type).toBe('editing')
  })

  test('is not refused silently when the proxy names fields that no visitor can mend', async () => {
    const { model } = aModel({ outcomes: [{ type: 'invalid', fields: { id: 'invalid' } }] })
    await model.submit(values())
    expect(model.phase.value).toEqual({ type: 'failed', failure: { type: 'broken' } })
  })

  test('goes on under another id where that of the draft is none', async () => {
    const outcomes = [{ type: 'invalid' as const, fields: { id: 'invalid' as const } }]
    const definition = { subject: 'hidden' as const }
    const { model, sent } = aModel({ draft: { id: 'theirs', values: values() }, outcomes, definition })
    await model.submit(values()).then(() => model.submit(values()))
    expect(sent.map(({ id }) => id)).toEqual(['theirs', 'id-1'])
  })

  test('after a reset forgets the answer that comes later', async () => {
    const { model } = aModel()
    const sending = model.submit(values())
    model.reset()
    await sending
    expect(model.phase.value.type).toBe('editing')
    expect(model.values.value.email).toBe('')
  })
})

describe('problems', () => {
  test('are told on submit and go as soon as they are mended', async () => {
    const { model, sent } = aModel()
    await model.submit(values({ message: ' ', email: 'ada' }))
    expect(sent).toHaveLength(0)
    expect(model.problems.value).toEqual({ message: 'required', email: 'invalid' })
    model.edit('email', 'ada@example.com')
    expect(model.problems.value).toEqual({ message: 'required' })
  })

  test('are not told while somebody is still writing, nor on leaving an empty field', () => {
    const { model } = aModel()
    model.edit('email', 'a')
    expect(model.problems.value).toEqual({})
    model.leave('email')
    expect(model.problems.value).toEqual({ email: 'invalid' })
    const other = aModel().model
    other.leave('email')
    other.leave('message')
    expect(other.problems.value).toEqual({})
  })
})

describe('a draft', () => {
  test('is stored with the first letter, not before', () => {
    const { model, world } = aModel()
    model.prefill({ email: 'ada@example.com' })
    expect(world.draft).toBeUndefined()
    model.edit('message', 'H')
    expect(world.draft?.id).toBe('id-1')
  })

  test('fills the form, and known values do not write over it', () => {
    const { model } = aModel({ draft: { id: 'old', values: values({ email: 'own@example.com' }) } })
    model.prefill({ email: 'known@example.com', name: 'Ada' })
    expect(model.values.value).toMatchObject({ message: 'Hello', email: 'own@example.com', name: 'Ada' })
  })

  test('that another tab has open is let go, unless it was changed here', () => {
    const untouched = aModel({ draft: { id: 'old', values: values() } })
    untouched.model.taken()
    expect(untouched.model.values.value.message).toBe('')
    const changed = aModel({ draft: { id: 'old', values: values() } })
    changed.model.edit('message', 'Mine')
    changed.model.taken()
    expect(changed.world.draft).toMatchObject({ id: 'id-1', values: { message: 'Mine' } })
  })

  test('that was sent from another page of the tab does not come back with the page', () => {
    const { model, world } = aModel({ draft: { id: 'old', values: values() } })
    world.draft = undefined
    model.resume()
    expect(model.values.value.message).toBe('')
  })
})

test('another message starts empty, to the same address, and takes nothing else that is known', async () => {
  const { model } = aModel()
  model.prefill({ plan: 'pro', context: { plan: 'pro' }, subject: 7 } as never)
  await model.submit(values({ name: 'Ada' }))
  model.again()
  expect(model.values.value).toEqual({ message: '', email: 'ada@example.com', name: 'Ada', subject: '' })
  expect(model.phase.value.type).toBe('editing')
})
