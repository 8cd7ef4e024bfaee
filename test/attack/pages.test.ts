/** What programs send to the routes that answer people: only texts and lists of texts may reach a document. */
import { describe, expect, it } from 'vitest'
import { anApp } from '../harness/proxy/an-app.ts'
import { anEmbeddedApp, OWN } from '../harness/proxy/an-embed.ts'
import { aSubmission, CHANNEL, ORIGIN } from '../harness/proxy/builders.ts'
import { shedLoad } from '../../proxy/admission/load-shedding.ts'
import { EVERYTHING } from '../harness/attack/full-site-values.ts'

/** Fields whose names every object of the program has. */
const INHERITED = ['toString', 'constructor', 'valueOf', 'hasOwnProperty']

const SITES = {
  all: EVERYTHING,
  odd: {
    channel: CHANNEL,
    origins: [ORIGIN],
    fields: INHERITED.map((key) => ({ key, type: 'text', label: `Field ${key}` })),
  },
}

function anyApp(more: Parameters<typeof anEmbeddedApp>[0] = {}) {
  const app = anEmbeddedApp({ publicUrl: OWN, sites: SITES, ...more })
  const send = async (body: unknown, accept = 'text/html') => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await app.app.request(`${OWN}/api/tickets?site=all`, {
      method: 'POST',
      body: text,
      headers: {
        Accept: accept,
        'Content-Length': String(text.length),
        'Content-Type': 'application/json',
        Origin: ORIGIN,
      },
    })
    return { status: answer.status, text: await answer.text() }
  }
  return { ...app, send }
}

/** What no document has: an object that was taken for a text, or the program's own functions. */
const LEAKED = /\[object|\[native code\]|function |\bundefined\b|\bNaN\b/

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
const many = (number: number) => Object.fromEntries(Array.from({ length: number }, (_, i) => [`n${i}`, 1]))

const ODD: [string, unknown][] = [
  ['an object', { a: 1 }],
  ['an object that is empty', {}],
  ['a number', 7],
  ['true', true],
  ['null', null],
  ['a list', ['a', ['b', { c: 'd' }]]],
  ['a list of objects', [{ a: 1 }, null]],
  ['an object whose length is an object', { length: { toString: 1, valueOf: 1 } }],
  ['an object with members of every object', { toString: 'x', constructor: { a: 1 }, valueOf: null }],
]

/** What a submission may have beside what it must have. */
const OTHERS = [
  'topic',
  'page',
  'locale',
  'name',
  'subject',
  'fields',
  'consent',
  'context',
  'facts',
  'identity',
].concat('challenge', 'token', 'website')

describe('a value that is no text', () => {
  it.each(ODD)('is refused and drawn as nothing when each field of a site is %s', async (_, value) => {
    const { send, lines } = anyApp()
    for (const name of [...Object.keys(aSubmission()), ...OTHERS]) {
      const { status, text } = await send({ ...aSubmission({ site: 'all' }), email: 'x', [name]: value })
      expect([404, 422], name).toContain(status)
      expect(text, name).not.toMatch(LEAKED)
    }
    for (const { key } of EVERYTHING.fields) {
      const { status, text } = await send({
        ...aSubmission({ site: 'all' }),
        email: 'x',
        fields: { [key]: value },
      })
      expect(status, key).toBe(422)
      expect(text, key).not.toMatch(LEAKED)
    }
    expect(lines).toEqual([])
  })

  it('is nothing to the id of a plain form either', async () => {
    const { send, lines } = anyApp()
    for (const [, value] of ODD) {
      const { id: _, ...fields } = aSubmission({ site: 'all' })
      const { status } = await send({ ...fields, fields: { text: value } })
      expect([303, 422]).toContain(status)
    }
    expect(lines.filter((line) => line.includes('"error"'))).toEqual([])
  })

  it('is drawn as nothing by the page of a proxy that is busy', async () => {
    const { send, lines } = anyApp({ admission: { shed: shedLoad(() => 1e9, 1e6) } })
    for (const [, value] of ODD) {
      const { status, text } = await send({ site: 'all', message: 'Kept', fields: { text: value } })
      expect(status).toBe(503)
      expect(text).toContain('Kept</textarea>')
      expect(text).not.toMatch(LEAKED)
    }
    expect(lines).toEqual([])
  })

  it('but a number or a tick is what the field shows again', async () => {
    const { send } = anyApp()
    const fields = { count: 70, rush: true, extras: ['a', 'c'] }
    const { text } = await send({ ...aSubmission({ site: 'all' }), email: 'x', fields })
    expect(text).toMatch(/id="field-count"[^>]*value="70"/)
    expect(text).toMatch(/value="yes" checked/)
    expect(text.match(/name="fields\[extras\]" value="[ac]" checked/g)).toHaveLength(2)
  })
})

describe('a field named like a member of every object', () => {
  it('is empty until somebody fills it', async () => {
    const { get, send } = anyApp()
    const empty = await (await get('/embed/odd')).text()
    for (const key of INHERITED) expect(empty).toMatch(new RegExp(`id="field-${key}"[^>]*value=""`))
    const { text } = await send({ ...aSubmission({ site: 'odd' }), email: 'x', fields: { toString: 'mine' } })
    expect(text).toMatch(/id="field-toString"[^>]*value="mine"/)
    expect(text).toMatch(/id="field-constructor"[^>]*value=""/)
  })
})

describe('a body', () => {
  it.each([5_000, 30_000])(
    'nested %i deep anywhere is refused, in a document and as JSON',
    async (levels) => {
      const { send, lines } = anyApp()
      const { id: _, ...written } = aSubmission({ site: 'all' })
      for (const accept of ['text/html', 'application/json'])
        for (const name of ['fields', 'text', 'context', 'identity', 'message', 'id', 'unknown']) {
          const body = JSON.stringify({ ...written, [name]: 'DEEP' }).replace('"DEEP"', deep(levels))
          const { status, text } = await send(body, accept)
          expect([400, 422], `${name} ${accept}`).toContain(status)
          expect(text).not.toMatch(LEAKED)
          const own = JSON.stringify({ ...written, fields: { text: 'DEEP' } }).replace('"DEEP"', deep(levels))
          expect((await send(own, accept)).status, name).toBe(422)
        }
      expect(lines.length).toBeLessThan(2)
    },
  )

  it.each([
    ['fields', { fields: many(20_000) }],
    ['context', { context: { ...many(15_000), x: [] } }],
    [
      'values of context that are none',
      { context: Object.fromEntries(Object.keys(many(9_000)).map((key) => [key, []])) },
    ],
    ['facts', { facts: many(15_000) }],
    ['identity', { identity: many(15_000) }],
    ['the submission', many(280)],
    ['the submission, too many to look at', many(20_000)],
  ])('with thousands of unknown names in %s is told twenty problems at most', async (_, more) => {
    const { send, lines } = anyApp()
    const body = { ...aSubmission({ site: 'all' }), email: 'x', ...more }
    const told = await send(body, 'application/json')
    expect([400, 422]).toContain(told.status)
    const { fields = {}, message } = JSON.parse(told.text) as { fields?: object; message: string }
    expect(Object.keys(fields).length).toBeLessThanOrEqual(20)
    expect(message.length).toBeLessThan(3000)
    expect((await send(body)).status).toBe(told.status)
    expect(lines.length).toBeLessThan(2)
  })

  it('names what a visitor can mend before names that nobody knows', async () => {
    const { postJson } = anApp()
    const answer = await postJson({ ...many(100), ...aSubmission(), email: 'x' })
    expect(((await answer.json()) as { fields: object }).fields).toMatchObject({ email: 'invalid' })
  })
})

describe('a document that cannot be drawn', () => {
  it('is an error of one request, with one line in the log, and of nobody else', async () => {
    const broken = Promise.reject<string>(new Error('no style'))
    const { get, lines } = anyApp({ style: broken as never }) // as: what a template takes and no type allows
    const answer = await get('/embed/all')
    expect(answer.status).toBe(500)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('"bug"')
  })
})
