/** The form of a site: what the sites file may say, what is told of it, and what the proxy makes of an answer. */
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ConfigError, loadConfig } from '../../../proxy/config/config.ts'
import { patternProblem } from '../../../proxy/config/pattern-safety.ts'
import { cost } from '../../harness/attack/growth.ts'
import { anApp, problemOf, stored } from '../../harness/proxy/an-app.ts'
import { CHANNEL, ORIGIN } from '../../harness/proxy/builders.ts'
import type { PageFact } from '../../../proxy/contract/form.ts'

const ULID = '01HX9F3K2M4N5P6Q7R8S9T0V2X'

const SHOP = {
  channel: CHANNEL,
  origins: [ORIGIN],
  locale: 'nl',
  subjectPrefix: '[Shop] ',
  topic: 'required',
  topics: [
    {
      key: 'order',
      label: { en: 'My order', nl: 'Mijn bestelling' },
      team: ULID,
      assignee: ULID,
      tags: [ULID],
      channel: ULID,
      note: 'See the playbook',
      reply: { within: 4 },
      fields: [
        { key: 'number', type: 'text', label: 'Order number', pattern: '[A-Z]{2}\\d{6}', required: true },
      ],
    },
    { key: 'press', label: 'Press', hidden: true },
  ],
  fields: [
    {
      key: 'colours',
      type: 'checkboxes',
      label: 'Colours',
      options: ['red', 'blue'].map((value) => ({ value, label: value })),
    },
  ],
  files: { max: 3 },
  consent: { mode: 'required', text: 'We keep it', version: '2026-01' },
  reply: { within: 24, hours: { timeZone: 'Europe/Brussels', days: { mon: ['09:00-17:00'] } } },
  facts: ['title'] satisfies PageFact[],
}

const site = (changes: object) => ({ sites: { shop: { channel: CHANNEL, origins: [ORIGIN], ...changes } } })

function problemsOf(file: object): string {
  try {
    loadConfig({ THERE_THERE_TOKEN: 't', SITES_FILE: 'x' }, () => JSON.stringify(file))
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.join('\n')
    throw error
  }
  return ''
}

const message = (changes: object = {}) => ({
  id: randomUUID(),
  email: 'ada@example.com',
  message: 'Hello',
  ...changes,
})

describe('the form that everybody may read', () => {
  it('has topics, fields, files, consent and reply, and nothing of where tickets go', async () => {
    const { app } = anApp({ sites: site({ ...SHOP, challenge: 'off' }) })
    const text = await (await app.request('/api/form')).text()
    expect(JSON.parse(text)).toEqual({
      site: 'shop',
      name: 'optional',
      subject: 'hidden',
      locale: 'nl',
      topic: 'required',
      topics: [
        { key: 'order', label: { en: 'My order', nl: 'Mijn bestelling' }, reply: { within: 4 } },
        { key: 'press', label: 'Press', hidden: true },
      ],
      fields: [SHOP.fields[0], { ...SHOP.topics[0]!.fields![0], showWhen: { topic: ['order'] } }],
      files: { max: 3, maxBytes: 10_000_000, types: expect.arrayContaining(['image/png']) },
      consent: SHOP.consent,
      // By the season.
      reply: {
        ...SHOP.reply,
        hours: { ...SHOP.reply.hours, fixedZone: expect.stringMatching(/^Etc.GMT-[12]$/) },
      },
      facts: ['title'],
    })
    for (const secret of [CHANNEL, ULID, 'playbook', '[Shop]', 'tags', 'team'])
      expect(text).not.toContain(secret)
  })

  it('of a site that configures nothing is as small as ever', async () => {
    const { app } = anApp({ sites: site({ challenge: 'off' }) })
    expect(await (await app.request('/api/form')).text()).toBe(
      '{"site":"shop","name":"optional","subject":"hidden"}',
    )
  })

  it('says so when the page need not add anything', async () => {
    const { app } = anApp({ sites: site({ context: 'off' }) })
    expect(await (await app.request('/api/form')).json()).toMatchObject({ context: false })
  })
})

describe('the sites file', () => {
  it('lists everything that is wrong with a form at once, with its place and what to do', () => {
    const text = { type: 'text', label: 'x' }
    const problems = problemsOf(
      site({
        topic: 'required',
        topics: [
          {
            key: 'a',
            label: 'A',
            hidden: true,
            fields: [{ key: 'late', ...text, showWhen: { topic: 'a' } }],
          },
          { key: 'a', label: 'A', hidden: true, team: 'x' },
        ],
        fields: [
          { key: 'email', ...text },
          { key: 'one', ...text, pattern: '(a+)+' },
          { key: 'one', ...text, showWhen: { two: 'x' } },
          { key: 'two', ...text, showWhen: { topic: ['b'] } },
          {
            key: 'pick',
            type: 'select',
            label: 'x',
            default: 'c',
            options: [
              { value: 'a', label: 'A' },
              { value: 'a', label: 'A' },
            ],
          },
          { key: 'n', type: 'number', label: 'x', min: 5, max: 1 },
          { key: 'odd', type: 'colour', label: 'x' },
          { key: '9', ...text },
        ],
        files: { max: 11, types: ['png'] },
        consent: { mode: 'required', text: 'x' },
        reply: { hours: { timeZone: 'Mars/Base', days: { mon: ['9-5'] } } },
      }),
    )
    for (const line of [
      'sites.shop.topic: is required, but all topics are hidden',
      'sites.shop.topics: "a" is there twice',
      'sites.shop.topics.0.fields.0.showWhen.topic: is this topic anyway',
      "sites.shop.topics.1.team: must be the team's ULID",
      'sites.shop.fields.0.key: "email" is taken',
      'sites.shop.fields.1.pattern: can be tried in too many ways',
      'sites.shop.fields.2.key: "one" is there twice',
      'sites.shop.fields.2.showWhen.two: must be "topic" or the key of a field that stands before',
      'sites.shop.fields.3.showWhen.topic: "b" is not one of: a, a',
      'sites.shop.fields.4.options: "a" is there twice',
      'sites.shop.fields.4.default: would be refused by the form itself (invalid)',
      'sites.shop.fields.5.min: is more than max',
      'sites.shop.fields.6.type: must have a type',
      'sites.shop.fields.7.key: must be letters',
      'sites.shop.files.max',
      'sites.shop.files.types.0: must be a type such as "image/png"',
      'sites.shop.consent.version',
      'sites.shop.reply.hours.timeZone: must be a time zone',
      'sites.shop.reply.hours.days.mon.0: must be a span of time',
    ])
      expect(problems).toContain(line)
  })
})

describe('a pattern', () => {
  it.each([
    ['[A-Z]{2}-?\\d{6,8}', 255],
    ['\\p{L}+( \\p{L}+)?', 255],
    ['[a-z]+@[a-z]+', 255],
    ['(red|green|blue)-\\d{1,4}', 255],
    ['.*', 10_000],
    ['\\u{61}+', 255],
  ])('%s may be used', (pattern, length) => expect(patternProblem(pattern, length)).toBeUndefined())

  it.each([
    ['(a+)+', 'too many ways'],
    ['(a|a)*', 'too many ways'],
    ['(a?){50}a{50}', 'too many ways'],
    ['a*a*a*a*', 'too many ways'],
    ['(a|a)'.repeat(17), 'too many ways'],
    ['a{2,}b{2,}c{2,}', 'too many ways'],
    ['.*(a{9999}|b{9999}|c{9999}|d{9999}|e{9999}|f{9999}|g{9999}|h{9999}).*', 'too many ways'],
    ['(\\u{61}*)*', 'too many ways'],
    ['(?=a)b', 'look ahead'],
    ['(?<!a)b', 'look ahead'],
    ['(a)\\1', 'refer back'],
    ['(?<n>a)\\k<n>', 'refer back'],
    ['a)|(b', 'not a regular expression'],
    ['[', 'not a regular expression'],
    ['a'.repeat(201), 'at most 200'],
  ])('%s may not', (pattern, why) => expect(patternProblem(pattern, 255)).toContain(why))

  it('that may be used costs next to nothing, whatever is written', () => {
    const worst = new RegExp('^(?:[ab]+[ab]+c)$', 'u')
    expect(patternProblem('[ab]+[ab]+c', 255)).toBeUndefined()
    expect(cost(() => worst.test('ab'.repeat(127)), 500)).toBeLessThan(500)
  })
})

describe('an answer to a form', () => {
  it('is stored cleaned, without what was not shown', async () => {
    const { post, outbox } = anApp({ sites: site({ ...SHOP, topic: 'optional' }) })
    const data = new URLSearchParams({
      ...message(),
      consent: '2026-01',
      'fields[number]': 'AB123456',
      'facts[title]': 'Shop',
      'facts[viewport]': '1x1',
    })
    data.append('fields[colours]', ' red')
    data.append('fields[colours]', 'blue ')
    expect((await post(data)).status).toBe(202)
    expect(stored(outbox)).toMatchObject({
      fields: { colours: ['red', 'blue'] },
      consent: { version: '2026-01', at: expect.stringMatching(/^\d{4}-.*Z$/) },
      facts: { title: 'Shop' },
    })
    expect(stored(outbox)!.fields).not.toHaveProperty('number')
    expect(stored(outbox)!.facts).not.toHaveProperty('viewport')
  })

  it('must name a topic that there is, and give what that topic asks for', async () => {
    const { postJson } = anApp({ sites: site(SHOP) })
    const told = async (changes: object) => (await problemOf(await postJson(message(changes)))).fields
    expect(await told({})).toEqual({ topic: 'required', consent: 'required' })
    expect(await told({ topic: 'refund', consent: '2025-01' })).toEqual({
      topic: 'invalid',
      consent: 'outdated',
    })
    expect(await told({ topic: 'order', consent: '2026-01', fields: { number: 'x', nope: '1' } })).toEqual({
      'fields[number]': 'invalid',
      'fields[nope]': 'unknown',
    })
  })

  it('may name a topic that is not offered: the page has set it', async () => {
    const { postJson } = anApp({ sites: site(SHOP) })
    expect((await postJson(message({ topic: 'press', consent: '2026-01' }))).status).toBe(202)
  })

  it('that is sent again with other fields is another message', async () => {
    const { postJson } = anApp({ sites: site(SHOP) })
    const first = message({ topic: 'press', consent: '2026-01', fields: { colours: ['red'] } })
    const answer = await (await postJson(first)).text()
    expect(await (await postJson(first)).text()).toBe(answer)
    const other = await postJson({ ...first, fields: { colours: ['blue'] } })
    expect(await problemOf(other)).toMatchObject({ status: 409, code: 'conflict' })
  })

  it('takes numbers and ticks from programs', async () => {
    const { postJson, outbox } = anApp({
      form: {
        fields: [
          { key: 'n', type: 'number', label: 'n' },
          { key: 'ok', type: 'checkbox', label: 'ok', required: true },
        ],
      },
    })
    expect((await postJson({ ...message(), site: 'shop', fields: { n: 3, ok: true } })).status).toBe(202)
    expect(stored(outbox)!.fields).toEqual({ n: '3', ok: 'yes' })
  })

  it('may add twenty short facts of the page, and not one more', async () => {
    const { postJson, outbox } = anApp()
    const facts = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n]))
    const many = await postJson({ ...message(), site: 'shop', context: facts(21) })
    expect(await problemOf(many)).toMatchObject({ status: 422, fields: { context: 'too_many' } })
    expect((await postJson({ ...message(), site: 'shop', context: facts(20) })).status).toBe(202)
    expect(Object.keys(stored(outbox)!.context!)).toHaveLength(20)
    const long = await postJson({ ...message(), site: 'shop', context: { k: 'x'.repeat(256) } })
    expect(await problemOf(long)).toMatchObject({ status: 422 })
  })

  it.each([
    '{"fields":{"__proto__":"x"}}',
    '{"fields":[]}',
    '{"fields":{"a":{}}}',
    '{"context":{"a":["b"]}}',
    '{"context":"x"}',
    '{"consent":1}',
  ])('of %s is refused', async (json) => {
    const { post } = anApp()
    const body = JSON.stringify({ ...message(), site: 'shop' }).replace(/\}$/, `,${json.slice(1)}`)
    expect((await post(body, { 'Content-Type': 'application/json' })).status).toBe(422)
  })
})
