/**
 * Every document that the proxy serves is valid HTML, in each of its states: by the checker of the W3C, which needs Java
 * and is skipped where there is none.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FIELD_TYPES } from '../../proxy/contract/field-types.ts'
import { languages } from '../../widget/i18n/all-texts.ts'
import { aFolder, CHANNEL } from '../harness/proxy/builders.ts'
import { aSandboxedProxy } from '../harness/proxy/proxy-process.ts'
import { fieldsOf } from '../harness/proxy/an-embed.ts'
import { faultsOf, hasJava } from '../harness/html/nu-validator.ts'

const OPTIONS = [
  { value: 'a', label: 'A "first" <one>' },
  { value: 'b', label: 'B & more' },
]
const HAS_OPTIONS = new Set(['select', 'radio', 'checkboxes'])

/** A field of each type, all of them asked for, with whatever it can say. */
const FIELDS = Object.keys(FIELD_TYPES).map((type) =>
  Object.assign(
    { key: `of-${type}`.replaceAll('-', '_'), type, label: `A "${type}" & <so>` },
    type === 'hidden' ? { default: 'x' } : { hint: 'As <b>written</b>', required: true },
    HAS_OPTIONS.has(type) && { options: OPTIONS },
  ),
)

const SITE = { channel: CHANNEL, origins: ['https://shop.example'] }
const SITES = {
  plain: { ...SITE, contactEmail: 'help@shop.example', reply: { within: 8 } },
  strict: { ...SITE, name: 'required', subject: 'required' },
  full: {
    ...SITE,
    topic: 'required',
    topics: [
      { key: 'one', label: 'One', reply: { within: 2 } },
      { key: 'two', label: 'Two', fields: [{ key: 'more', type: 'text', label: 'More' }] },
    ],
    fields: [...FIELDS, { key: 'late', type: 'text', label: 'Late', showWhen: { topic: 'one' } }],
    files: { max: 3, maxMegabytes: 1 },
    consent: { mode: 'required', text: 'We keep it.', link: 'https://shop.example/privacy', version: '1' },
    reply: { within: 8, hours: { timeZone: 'Europe/Amsterdam', days: { mon: ['09:00-17:00'] } } },
  },
}

/** What comes after sending: codes, a further message that is wrong, and requests. */
async function aConversationOf(
  read: (name: string, path: string, init?: RequestInit) => Promise<string>,
  { token = '', receipt = '' }: Record<string, string>,
) {
  const post = (name: string, path: string, fields: Record<string, string>) =>
    read(name, path, { method: 'POST', body: new URLSearchParams({ token, ...fields }) })
  const browser = 'b'.repeat(43)
  const code = { receipt, browser, id: crypto.randomUUID() }
  await post('a conversation', '/embed/plain/conversation', { receipt })
  await post('a code that was asked for', '/embed/plain/code', code)
  await post('a wrong code', '/embed/plain/session', { receipt, browser, code: '<1', asked: '1' })
  await post('a wrong address', '/embed/plain/code', { browser, id: crypto.randomUUID(), email: '<x' })
  await post('no conversation', '/embed/plain/conversation', { receipt: 'x'.repeat(43) })
  await post('nothing written again', '/api/tickets', {
    ...code,
    site: 'plain',
    follows: receipt,
    receipt: '',
  })
  await read('requests', '/embed/plain/requests')
}

/** The proxy's documents by name, collected as a browser without JavaScript would. */
async function documentsOf(url: string, sites: readonly string[]) {
  const found: Record<string, string> = {}
  const statuses: Record<string, number> = {}
  const read = async (name: string, path: string, init: RequestInit = {}) => {
    const headers = { Accept: 'text/html,application/xhtml+xml', Origin: url }
    const answer = await fetch(url + path, { ...init, headers })
    expect(answer.headers.get('Content-Type'), name).toContain('text/html')
    statuses[name] = answer.status
    return (found[name] = await answer.text())
  }
  const send = (name: string, fields: Record<string, string>, files: readonly File[] = []) => {
    const body = new FormData()
    for (const [key, value] of Object.entries(fields)) body.append(key, value)
    for (const file of files) body.append('files', file)
    return read(name, '/api/tickets', { method: 'POST', body })
  }
  for (const path of ['/', '/preview', '/preview/stage', '/sandbox', '/embed/nowhere']) await read(path, path)
  for (const site of sites) {
    const empty = fieldsOf(await read(`${site}, empty`, `/embed/${site}`))
    await send(`${site}, all wrong`, { ...empty, email: 'nobody', 'fields[of_email]': '<x', topic: 'one' })
    await send(`${site}, sent`, {
      ...empty,
      email: 'ada@example.com',
      message: 'Hello',
      name: 'Ada',
      subject: 'Hi',
    })
  }
  await aConversationOf(read, fieldsOf(found['plain, sent']!))
  const empty = fieldsOf(found['full, empty']!)
  await send('a file that is refused', { ...empty, email: 'a@b.example' }, [new File(['x'], 'a.exe')])
  await read('an expired form', '/api/tickets', {
    method: 'POST',
    body: new URLSearchParams({ ...empty, form: 'x' }),
  })
  await read('a form of nobody', '/api/tickets', {
    method: 'POST',
    body: new URLSearchParams({ site: 'nowhere' }),
  })
  for (const tag of Object.keys(languages)) await read(`in ${tag}`, `/embed/full?locale=${tag}`)
  return { found, statuses }
}

describe.skipIf(!hasJava())('the documents', () => {
  it('are valid, whatever they show', async () => {
    const file = join(aFolder(), 'sites.json')
    writeFileSync(file, JSON.stringify({ sites: SITES }))
    const proxy = await aSandboxedProxy({ SITES_FILE: file, CHALLENGE: 'off', CONVERSATION: 'confirmed' })
    const { found, statuses } = await documentsOf(proxy.url, Object.keys(SITES))
    expect(statuses).toMatchObject({
      'plain, sent': 200,
      'plain, all wrong': 422,
      'full, all wrong': 422,
      'a file that is refused': 422,
      'a conversation': 200,
      'a code that was asked for': 200,
      'a wrong code': 403,
      'a wrong address': 422,
      'no conversation': 404,
      'nothing written again': 422,
      requests: 200,
    })
    // The checker's start takes the most time: that it finds what is wrong is seen in the same run.
    const wrong = '<!doctype html><html lang="en"><title>x</title><body><p id="a"><b id="a">x</b></p>'
    expect(faultsOf({ ...found, wrong })).toEqual([
      expect.stringContaining('wrong: Duplicate ID'),
      expect.stringContaining('wrong: The first occurrence'),
    ])
  })
})
