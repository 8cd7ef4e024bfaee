/** Values that mean something to a parser, a prototype, a database, a log or a header on their way through. */
import { randomUUID } from 'node:crypto'
import Database from 'libsql'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Outbox } from '../../proxy/store/sqlite/outbox.ts'
import type { Sql, SqlValue } from '../../proxy/store/sqlite/database.ts'
import { stopwatch } from '../harness/attack/process-usage.ts'
import { anApp, problemOf, stored } from '../harness/proxy/an-app.ts'
import { aClock, aDatabase, aFolder, aSubmission, ORIGIN } from '../harness/proxy/builders.ts'

const JSON_TYPE = { 'Content-Type': 'application/json' }
const FORM_TYPE = { 'Content-Type': 'application/x-www-form-urlencoded' }

describe('pollution', () => {
  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'by a field named %s is refused as unknown, in every format',
    async (name) => {
      const { post, outbox } = anApp()
      const text = JSON.stringify(aSubmission()).replace(/}$/, `,"${name}":{"polluted":true}}`)
      expect(await problemOf(await post(text, JSON_TYPE))).toMatchObject({ status: 422, code: 'invalid' })
      const form = new URLSearchParams({ ...(aSubmission() as object) })
      form.append(name, 'polluted')
      expect((await post(form)).status).toBe(422)
      const parts = new FormData()
      for (const [key, value] of form) parts.append(key, value)
      expect((await post(parts)).status).toBe(422)
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
      expect(outbox.counts().pending).toBe(0)
    },
  )

  it('by a site named like a member of every object finds no site', async () => {
    const { app } = anApp()
    for (const site of ['__proto__', 'constructor', 'toString'])
      expect((await app.request(`/api/form?site=${site}`)).status).toBe(404)
  })
})

describe('a body', () => {
  it.each([
    [
      'with 101 fields as JSON',
      JSON.stringify(Object.fromEntries(many().map((name) => [name, '']))),
      JSON_TYPE,
    ],
    ['with 101 urlencoded fields', many().join('&'), FORM_TYPE],
    ['nested a hundred thousand deep', `${'['.repeat(1e5)}${']'.repeat(1e5)}`, JSON_TYPE],
    ['nested deep in a field', `{"message":${'{"a":'.repeat(3e4)}1${'}'.repeat(3e4)}}`, JSON_TYPE],
    ['that is an array', '[]', JSON_TYPE],
    ['that is null', 'null', JSON_TYPE],
    ['that is nothing', '', JSON_TYPE],
    ['that is no UTF-8', '{"message":"\xff\xfe', JSON_TYPE],
  ])('%s is refused at once, with a code', async (_, body, headers) => {
    const { post } = anApp()
    const tooLong = stopwatch()
    const problem = await problemOf(await post(body, headers))
    expect([400, 422]).toContain(problem.status)
    expect(tooLong()).toBeUndefined()
  })

  it('of five thousand empty parts is refused before it is parsed', async () => {
    const { post } = anApp()
    const part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'
    const response = await post(`${part.repeat(5000)}--x--\r\n`, {
      'Content-Type': 'multipart/form-data; boundary=x',
    })
    expect(await problemOf(response)).toMatchObject({ status: 400, code: 'bad_body' })
  })

  it('whose fields are files or lists is refused', async () => {
    const { post, postJson } = anApp()
    const parts = new FormData()
    for (const [name, value] of Object.entries(aSubmission())) if (value) parts.append(name, value)
    parts.set('message', new Blob(['a file']), 'passwd')
    expect((await post(parts)).status).toBe(422)
    expect((await postJson({ ...aSubmission(), message: ['a', 'b'] })).status).toBe(422)
    expect((await postJson({ ...aSubmission(), email: { $ne: '' } })).status).toBe(422)
  })
})

describe('a NUL', () => {
  it('never reaches the database: libsql would cut the text there', async () => {
    const folder = aFolder()
    const sql = aDatabase(folder)
    const seen: SqlValue[] = []
    const spy: Sql = {
      ...sql,
      run: (text, ...params) => {
        seen.push(...params)
        return sql.run(text, ...params)
      },
      get: (text, ...params) => {
        seen.push(...params)
        return sql.get(text, ...params)
      },
    }
    const spied = new Outbox(spy, { now: aClock().now, retentionMs: 1e9, dedupeMs: 1e10 })
    const { postJson } = anApp({
      store: { accept: (s) => spied.accept(s), recognise: async (s) => spied.recognise(s) },
    })
    const fields = {
      message: 'a\0b',
      name: 'A\0da',
      subject: '\0',
      topic: 't\0',
      locale: 'e\0n',
      page: 'https://a.example/\0',
    }
    expect((await postJson({ ...aSubmission(), ...fields })).status).toBe(202)
    expect(seen.length).toBeGreaterThan(5)
    expect(seen.filter((value) => typeof value === 'string' && value.includes('\0'))).toEqual([])
    expect(spied.due(true)?.submission).toMatchObject({ message: 'ab', name: 'Ada', locale: 'en' })
    const db = new Database(join(folder, 'outbox.db'))
    expect(db.prepare('SELECT ? AS cut').get('a\0b')).toMatchObject({ cut: 'a' })
    db.close()
  })

  it.each(['id', 'site', 'email'])('in %s is refused', async (field) => {
    const { postJson } = anApp()
    const submission: Record<string, string> = { ...(aSubmission() as object) }
    const response = await postJson({ ...submission, [field]: `${submission[field]}\0x` })
    expect([404, 422]).toContain(response.status)
  })
})

describe('what a visitor writes', () => {
  it('splits no header: a line end in a one-line field becomes a space', async () => {
    const { postJson, outbox } = anApp()
    await postJson(aSubmission({ name: 'Ada\r\nBcc: all@example.com', subject: 'A\nX-Evil: 1' }))
    expect(stored(outbox)).toMatchObject({ name: 'Ada Bcc: all@example.com', subject: 'A X-Evil: 1' })
  })

  it('in an e-mail address cannot be a second address or line', async () => {
    const { postJson } = anApp()
    for (const email of [
      'a@b.example\nBcc: c@d.example',
      'a@b.example, c@d.example',
      'a@b.example\r',
      '"a"@b.example',
      'a@b.example\x1b[2J',
    ])
      expect((await postJson(aSubmission({ email }))).status, email).toBe(email.endsWith('\r') ? 202 : 422)
  })

  it('is echoed by no answer but the origin, which is a header value by then', async () => {
    const { post } = anApp()
    const canary = `canary${randomUUID()}`
    const response = await post(
      JSON.stringify({ ...aSubmission(), email: canary, message: canary }),
      JSON_TYPE,
    )
    expect(await response.text()).not.toContain(canary)
    expect(JSON.stringify([...response.headers])).not.toContain(canary)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN)
  })
})

/** A hundred and one names. */
function many(): string[] {
  return Array.from({ length: 101 }, (_, i) => `field${i}`)
}
