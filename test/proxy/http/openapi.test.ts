/** The description of the API: that it is valid, complete, and that requests and answers are as it says. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import type { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Articles } from '../../../proxy/articles/articles.ts'
import type { SessionOpened } from '../../../proxy/contract/email/code.ts'
import { PROBLEM_CODES } from '../../../proxy/contract/problems.ts'
import type { Problem } from '../../../proxy/contract/problems.ts'
import { Submission } from '../../../proxy/contract/submission.ts'
import { ANSWERS } from '../../../proxy/http/openapi/answers.ts'
import { API_DESCRIPTION } from '../../../proxy/http/openapi/document.ts'
import { OPERATIONS, REQUESTS } from '../../../proxy/http/openapi/operations.ts'
import { STATUS } from '../../../proxy/refusal.ts'
import { EVERYTHING } from '../../harness/attack/full-site-values.ts'
import { aCodeVisitor, codeFields, codeIn } from '../../harness/proxy/a-code.ts'
import { aConversation, aMessage, aReceipt, tokenOf } from '../../harness/proxy/a-conversation.ts'
import { anApp, WITHOUT_CHALLENGES } from '../../harness/proxy/an-app.ts'
import { ORIGIN } from '../../harness/proxy/builders.ts'

const text = JSON.stringify(API_DESCRIPTION)

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
ajv.addSchema({ ...(JSON.parse(text) as object), $id: 'api' })

const faultsOf = (fits: ValidateFunction, value: unknown) => {
  fits(value)
  return (fits.errors ?? []).map(({ instancePath, message, params }) => [instancePath, message, params])
}

/** What is wrong with an answer, where more than is described counts as wrong. */
const problemsOf = (schema: z.ZodType, value: unknown) => faultsOf(ajv.compile(z.toJSONSchema(schema)), value)

/** What is wrong with a body, by the description. */
const sentProblems = (name: keyof typeof REQUESTS, body: unknown) => {
  const id = z.globalRegistry.get(REQUESTS[name])?.id
  return faultsOf(ajv.getSchema(`api#/components/schemas/${id}`)!, body)
}

describe('the description of the API', () => {
  it('is found at its address, and is that of this version', async () => {
    const answer = await anApp().app.request('/openapi.json')
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'application/json'])
    expect(JSON.stringify(await answer.json())).toBe(text)
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(JSON.parse(text)).toMatchObject({ openapi: '3.1.1', info: { version } })
  })

  it('pleases a linter', async () => {
    const config = await createConfig({
      extends: ['recommended-strict'],
      rules: { 'operation-4xx-response': 'off' },
    })
    const problems = await lintFromString({ source: text, absoluteRef: 'openapi.json', config })
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual(
      [],
    )
  })

  it('has every route of the API, and no other', () => {
    const { app } = anApp()
    const routes = app.routes
      .filter(({ method, path }) => method !== 'ALL' && method !== 'OPTIONS' && !path.includes('*'))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
      .filter((route) => route !== 'GET /openapi.json')
    expect(OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} ${path}`).toSorted()).toEqual(
      [...new Set(routes)].toSorted(),
    )
  })

  it('has every code of a refusal, under its status', () => {
    const { paths } = JSON.parse(text) as {
      paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>>
    }
    const all = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map(({ responses }) => responses),
    )
    for (const code of PROBLEM_CODES) {
      // Of a wrong method nothing can be said at the right ones.
      if (code === 'method_not_allowed') continue
      const at = all.filter((responses) => responses[STATUS[code]]?.description.includes(`\`${code}\``))
      expect(at.length, code).toBeGreaterThan(0)
    }
  })
})

/** Sends what a program sends to a path of the description. */
const asked = (app: Pick<Hono, 'request'>, path: string, body?: object) =>
  app.request(path, {
    method: body ? 'POST' : 'GET',
    headers: { Origin: ORIGIN, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })

/** Holds an answer to the description: its status is one of the path's, its body has all that is said, and no more. */
async function expectDescribed(path: string, answer: Response): Promise<unknown> {
  const { answer: name, refused, status } = OPERATIONS.find((one) => one.path === path.split('?')[0])!
  const given: unknown = await answer.json()
  const codes = new Set(refused.map((code) => STATUS[code] as number))
  expect([status, ...codes, 500], JSON.stringify(given)).toContain(answer.status)
  expect(problemsOf(answer.status === status ? ANSWERS[name!] : ANSWERS.problem, given)).toEqual([])
  if (answer.status !== status) expect(refused).toContain((given as Problem).code)
  return given
}

describe('answers are as they are described', () => {
  it('to whoever asks for a form of everything', async () => {
    const { app } = anApp({
      sites: { sites: { shop: { ...EVERYTHING, challenge: 'auto' } } },
    })
    const path = '/api/form?site=shop'
    const form = await expectDescribed(path, await asked(app, path))
    expect(Object.keys(form as object)).toEqual(
      expect.arrayContaining(['topics', 'fields', 'files', 'consent', 'challenge']),
    )
    await expectDescribed(path, await asked(app, '/api/form?site=nobody'))
  })

  it('to whoever looks for articles, and to whoever asks for one that there is not', async () => {
    const shown = { title: 'A', blocks: [{ type: 'rule' as const }], isCut: false }
    const articles = {
      find: () => [{ key: 'a', title: 'A' }],
      show: (_: unknown, key: string) => (key === 'a' ? shown : undefined),
    } as unknown as Articles // as: what the routes ask of it
    const site = { ...WITHOUT_CHALLENGES.sites.shop, articles: { brains: ['Help'], public: true } }
    const { app } = anApp({ sites: { sites: { ...WITHOUT_CHALLENGES.sites, shop: site } }, articles })
    const sought = { site: 'shop', text: 'hello' }
    expect(sentProblems('sought', sought)).toEqual([])
    expect(sentProblems('sought', { ...sought, more: 1 })).not.toEqual([])
    for (const body of [sought, { ...sought, site: 'strict' }, { ...sought, text: 'x'.repeat(201) }])
      await expectDescribed('/api/articles', await asked(app, '/api/articles', body))
    for (const key of ['a', 'b'])
      await expectDescribed('/api/articles/{key}', await asked(app, `/api/articles/${key}?site=shop`))
  })

  it('to whoever sends a message, and to whoever sends a wrong one', async () => {
    const { app } = anApp({ sites: WITHOUT_CHALLENGES })
    const message = { id: randomUUID(), site: 'shop', email: 'ada@example.com', message: 'Hello' }
    expect(sentProblems('submission', message)).toEqual([])
    for (const body of [
      message,
      { ...message, message: 'Another' },
      { ...message, id: 'x', fields: { a: 'b' } },
      { ...message, site: 'nobody' },
      { ...message, follows: 'nothing' },
      { ...message, id: randomUUID(), extra: 1 },
    ])
      await expectDescribed('/api/tickets', await asked(app, '/api/tickets', body))
  })

  it('to whoever reads a conversation, lists requests and asks in vain', async () => {
    const { ask, send, until, agent, desk } = await aConversation({ conversation: 'receipt' })
    const receipt = aReceipt()
    const ticket = await send(aMessage({ receipt }))
    await agent(ticket, 'reply', {
      body: '<p>On its <a href="https://example.com">way</a>.</p><ul><li>a</li></ul>',
    })
    const told = await until({ receipt }, { state: 'answered' })
    const token = await tokenOf('ada@example.com')
    const answers = [
      ['/api/conversation', told],
      ['/api/conversation', await ask('/api/conversation', { receipt, known: told.version })],
      ['/api/conversation', await ask('/api/conversation', { receipt: aReceipt() })],
      ['/api/requests', await ask('/api/requests', { identity: { token } })],
      ['/api/requests', await ask('/api/requests', {})],
    ] as const
    for (const [path, { status, ...body }] of answers)
      await expectDescribed(path, Response.json(body, { status }))
    expect(answers[3][1].requests).toHaveLength(1)
    expect(sentProblems('ask', { site: 'shop', identity: { token }, known: 'x' })).toEqual([])
    await desk.stop()
  })

  it('to whoever proves an address by a code', async () => {
    const proxy = anApp({ codes: true })
    const visitor = aCodeVisitor(proxy)
    const fields = codeFields()
    expect(sentProblems('code', fields)).toEqual([])
    await expectDescribed('/api/code', await visitor.ask(fields))
    const { browser, site } = { browser: '', site: '', ...fields }
    await expectDescribed('/api/session', await visitor.post('session', { site, browser, code: 'none' }))
    const code = codeIn(await visitor.mail(1))
    const opened = await expectDescribed(
      '/api/session',
      await visitor.post('session', { site, browser, code }),
    )
    const { session } = opened as SessionOpened
    expect((await visitor.post('sign-out', { site, session })).status).toBe(204)
    await expectDescribed('/api/sign-out', await visitor.post('sign-out', { site, session: '!' }))
  })

  it('to whoever looks after the proxy', async () => {
    const { app } = anApp()
    for (const path of ['/health', '/ready']) await expectDescribed(path, await asked(app, path))
  })
})

describe('what is sent', () => {
  it('is refused by the description where the proxy refuses it for its shape', () => {
    const message = { id: randomUUID(), email: 'ada@example.com', message: 'Hello' }
    const shapes: object[] = [
      { context: { plan: 'pro', seats: 3, trial: true } },
      { fields: { order: 'a', many: ['a', 'b'], count: 2 } },
      { identity: { token: 'x' } },
      { extra: 1 },
      { id: 'x' },
      { message: 'x'.repeat(10_001) },
      { context: { plan: ['a'] } },
      { context: 'plan' },
      { receipt: 'short' },
      { fields: { order: { a: 1 } } },
    ]
    for (const shape of shapes) {
      const body = { ...message, ...shape }
      const isTaken = Submission.safeParse(body).success
      expect([sentProblems('submission', body).length === 0, JSON.stringify(shape).slice(0, 80)]).toEqual([
        isTaken,
        JSON.stringify(shape).slice(0, 80),
      ])
    }
  })
})
