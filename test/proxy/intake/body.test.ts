import { describe, expect, it } from 'vitest'
import { anApp, problemOf, stored } from '../../harness/proxy/an-app.ts'
import { aSubmission, ORIGIN } from '../../harness/proxy/builders.ts'

describe('a body that is not one', () => {
  const cases: [string, string, string, number, string][] = [
    ['invalid JSON', '{"id":', 'application/json', 400, 'bad_body'],
    ['a JSON list', '[]', 'application/json', 400, 'bad_body'],
    ['JSON null', 'null', 'application/json', 400, 'bad_body'],
    ['an empty body', '', 'application/json', 400, 'bad_body'],
    ['broken multipart', 'x', 'multipart/form-data; boundary=b', 400, 'bad_body'],
    ['multipart without a boundary', 'x', 'multipart/form-data', 400, 'bad_body'],
    [
      'multipart with a boundary that is too long',
      `--${'b'.repeat(71)}--`,
      `multipart/form-data; boundary=${'b'.repeat(71)}`,
      400,
      'bad_body',
    ],
    ['text', 'hello', 'text/plain', 415, 'bad_type'],
    ['XML', '<a/>', 'application/xml', 415, 'bad_type'],
  ]
  it.each(cases)('(%s) is told so', async (_, body, type, status, code) => {
    const { post } = anApp()
    expect(await problemOf(await post(body, { 'Content-Type': type }))).toMatchObject({ status, code })
  })

  it('because it has no content type is told so', async () => {
    const { post } = anApp()
    expect(await problemOf(await post(new Uint8Array([1])))).toMatchObject({ status: 415 })
  })

  it('because it is too large is told so, with or without a length', async () => {
    const { app, postJson } = anApp()
    const huge = aSubmission({ message: 'x'.repeat(300_000) })
    expect(await problemOf(await postJson(huge))).toMatchObject({ status: 413, code: 'too_large' })
    const stream = new Blob([JSON.stringify(huge)]).stream()
    const chunked = await app.request('/api/tickets', {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { Origin: ORIGIN, 'Content-Type': 'application/json' },
    } as RequestInit)
    expect(await problemOf(chunked)).toMatchObject({ status: 413, code: 'too_large' })
  })
})

describe('a field', () => {
  const long = (length: number) => '😀'.repeat(length)
  const cases: [string, object, Record<string, string> | undefined][] = [
    ['no message', { message: undefined }, { message: 'required' }],
    ['an empty message', { message: '' }, { message: 'required' }],
    ['a message of spaces', { message: ' \n\t\u3000 ' }, { message: 'required' }],
    ['a message of NULs', { message: '\u0000\u0000' }, { message: 'required' }],
    ['the longest message', { message: long(10_000) }, undefined],
    ['a message that is too long', { message: long(10_001) }, { message: 'too_long' }],
    ['no e-mail', { email: undefined }, { email: 'required' }],
    ['an empty e-mail', { email: '' }, { email: 'required' }],
    ['an e-mail without @', { email: 'ada' }, { email: 'invalid' }],
    ['an e-mail without a dot in its domain', { email: 'ada@localhost' }, { email: 'invalid' }],
    ['an e-mail with a line break', { email: 'ada@example.com\r\nBcc: x@y.example' }, { email: 'invalid' }],
    ['an e-mail with a header in it', { email: 'a\r\nb@example.com' }, { email: 'invalid' }],
    ['an international e-mail', { email: 'δοκιμή@παράδειγμα.ελ' }, undefined],
    ['an e-mail with spaces around it', { email: ' ada@example.com ' }, undefined],
    [
      'an e-mail of 254 characters',
      { email: `a@${'x'.repeat(62)}.${'y'.repeat(62)}.${'y'.repeat(62)}.${'y'.repeat(60)}.eu` },
      undefined,
    ],
    [
      'an e-mail of 255 characters',
      { email: `a@${'x'.repeat(62)}.${'y'.repeat(62)}.${'y'.repeat(62)}.${'y'.repeat(61)}.eu` },
      { email: 'too_long' },
    ],
    ['a subject of 255 code points', { subject: long(255) }, undefined],
    ['a subject of 256 code points', { subject: long(256) }, { subject: 'too_long' }],
    ['a subject of 255 combining marks', { subject: 'e\u0301'.repeat(127) + 'e' }, undefined],
    ['a subject of 256 with combining marks', { subject: 'e\u0301'.repeat(128) }, { subject: 'too_long' }],
    ['an unknown field', { colour: 'red' }, { colour: 'unknown' }],
    ['an id that is none', { id: '1' }, { id: 'invalid' }],
    ['no id', { id: undefined }, { id: 'required' }],
    ['a number for a text', { message: 7 }, { message: 'invalid' }],
    ['a list for a text', { name: ['a'] }, { name: 'invalid' }],
    ['several wrong ones', { email: 'x', message: '' }, { email: 'invalid', message: 'required' }],
  ]
  it.each(cases)('(%s) is judged', async (_, changes, problems) => {
    const { postJson } = anApp()
    const response = await postJson({ ...aSubmission(), ...changes })
    if (problems === undefined) return expect(response.status).toBe(202)
    expect(await problemOf(response)).toMatchObject({ status: 422, code: 'invalid', fields: problems })
  })

  it('that is sent twice is refused by name', async () => {
    const { post } = anApp()
    const form = new URLSearchParams({ ...(aSubmission() as unknown as Record<string, string>) })
    form.append('email', 'other@example.com')
    expect(await problemOf(await post(form))).toMatchObject({ status: 422, fields: { email: 'duplicate' } })
  })

  it('with a name of 100,000 letters that is sent twice is told by its beginning', async () => {
    const { post } = anApp()
    const pair = `${'x'.repeat(100_000)}=1`
    const answer = await post(`${pair}&${pair}`, { 'Content-Type': 'application/x-www-form-urlencoded' })
    expect(answer.status).toBe(422)
    expect((await answer.text()).length).toBeLessThan(1000)
  })

  it('of an identity that nobody knows is told as one of the identity', async () => {
    const { postJson } = anApp()
    const answer = await postJson({ ...aSubmission(), identity: { email: 'ada@example.com' } })
    expect((await problemOf(answer)).fields).toEqual({ 'identity[email]': 'unknown' })
  })

  it('that is a file is refused', async () => {
    const { post } = anApp()
    const form = new FormData()
    for (const [name, value] of Object.entries(aSubmission())) form.append(name, String(value))
    form.set('name', new File(['x'], 'x.txt'))
    expect(await problemOf(await post(form))).toMatchObject({ status: 422, fields: { name: 'invalid' } })
  })

  it('that was left empty counts as not filled in', async () => {
    const { postForm, outbox } = anApp()
    const fields = { ...(aSubmission() as unknown as Record<string, string>), name: '', subject: '' }
    expect((await postForm(fields)).status).toBe(202)
    expect(stored(outbox)).not.toHaveProperty('name')
  })

  it('that the site requires must be there', async () => {
    const { postJson } = anApp()
    const response = await postJson(aSubmission({ site: 'strict', name: ' ' }))
    expect(await problemOf(response)).toMatchObject({
      status: 422,
      fields: { name: 'required', subject: 'required' },
    })
  })

  it('called __proto__ changes nothing and is refused', async () => {
    const { post } = anApp()
    const text = JSON.stringify(aSubmission()).replace('{', '{"__proto__":{"polluted":true},')
    expect((await post(text, { 'Content-Type': 'application/json' })).status).toBe(422)
    const form = new URLSearchParams({ ...(aSubmission() as unknown as Record<string, string>) })
    form.append('__proto__', 'polluted')
    expect((await post(form)).status).toBe(422)
    expect(Object.prototype).not.toHaveProperty('polluted')
  })

  it('is stored without lone surrogates, control characters and tricks of direction in a single line', async () => {
    const { postJson, outbox } = anApp()
    await postJson({
      ...aSubmission(),
      message: 'a\uD800b\u0000c\u0007\td\ne',
      subject: 'invoice\u202Efdp.exe',
      name: 'Ada\r\nLovelace\u2066',
    })
    expect(stored(outbox)).toMatchObject({
      message: 'abc\td\ne',
      subject: 'invoicefdp.exe',
      name: 'Ada Lovelace',
    })
  })
})
