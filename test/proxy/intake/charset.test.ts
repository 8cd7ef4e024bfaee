/** Bodies in other encodings than UTF-8: read as they were meant, or refused; never with characters that nobody wrote. */
import { describe, expect, it } from 'vitest'
import { anApp, problemOf, stored, WITHOUT_CHALLENGES } from '../../harness/proxy/an-app.ts'
import { formFields } from '../../harness/proxy/builders.ts'

const FORM = 'application/x-www-form-urlencoded'

const latin1 = (text: string) => Buffer.from(text, 'latin1')
const SJIS = Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x95, 0x5c]) // 日本表, the last of which ends with a backslash

/** A text in which every byte is percent-encoded. */
const percent = (bytes: Buffer) => [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

/** An urlencoded body: fields as bytes. */
const urlencoded = (fields: Record<string, string | Buffer>) =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${percent(Buffer.from(value as string))}`)
    .join('&')

type Part = string | Buffer | { value: string | Buffer; head: string | Buffer }

/** A multipart body: fields as bytes, some with a head of their own. */
function multipart(fields: Record<string, Part>, files: Part[] = []): Buffer<ArrayBuffer> {
  const parts = [...Object.entries(fields), ...files.map((file): [string, Part] => ['files', file])]
  const pieces = parts.flatMap(([name, part]) => {
    const { value, head } = typeof part === 'object' && 'head' in part ? part : { value: part, head: '' }
    const start = Buffer.from(`--b\r\nContent-Disposition: form-data; name="${name}"`)
    return [
      start,
      Buffer.from(head as string),
      Buffer.from('\r\n\r\n'),
      Buffer.from(value as string),
      latin1('\r\n'),
    ]
  })
  return Buffer.concat([...pieces, latin1('--b--\r\n')])
}

const MULTIPART = 'multipart/form-data; boundary=b'
const jsonIn = (encoding: BufferEncoding, message: string) =>
  Buffer.from(JSON.stringify(formFields({ message })), encoding)

const FILES = { max: 3, maxBytes: 100_000, types: ['*'] }

function anApplication() {
  const app = anApp({ documents: true, form: { files: FILES }, sites: WITHOUT_CHALLENGES })
  const post = (body: BodyInit | Buffer, type: string, headers = {}) =>
    app.post(body as BodyInit, { 'Content-Type': type, ...headers })
  return { ...app, post }
}

describe('a message in another encoding', () => {
  const cases: [string, string | Buffer, string, string][] = [
    ['form with _charset_', urlencoded(formFields({ message: 'x' })).replace(/message=[^&]*/, 'message=na%EFve%80') + '&_charset_=windows-1252', FORM, 'naïve€'],
    ['form of a page in ISO-8859-1', `_charset_=ISO-8859-1&${urlencoded({ ...formFields(), message: latin1('Größe\x93') })}`, FORM, 'Größe“'],
    ['form with _CHARSET_', `_CHARSET_=windows-1252&${urlencoded({ ...formFields(), message: latin1('café') })}`, FORM, 'café'],
    ['form in Shift_JIS', `_charset_=Shift_JIS&${urlencoded({ ...formFields(), message: SJIS })}`, FORM, '日本表'],
    ['form with a declared charset', urlencoded({ ...formFields(), message: latin1('café') }), `${FORM}; charset=ISO-8859-1`, 'café'],
    ['form that says UTF-8', `_charset_=UTF-8&${urlencoded(formFields({ message: 'café' }))}`, FORM, 'café'],
    ['form with bare bytes', urlencoded({ ...formFields(), message: '' }).replace('message=', 'message=é'), FORM, 'é'],
    ['form with percent signs of its own', urlencoded(formFields()).replace(/message=[^&]*/, 'message=100%+%zz%2B%'), FORM, '100% %zz+%'],
    ['multipart form with _charset_', multipart({ _charset_: 'windows-1251', ...formFields(), message: Buffer.from([0xcf, 0xf0, 0xe8]) }), MULTIPART, 'При'],
    ['part with a charset', multipart({ ...formFields(), message: { value: latin1('café'), head: '\r\nContent-Type: text/plain; charset="iso-8859-1"' } }), MULTIPART, 'café'],
    ['part in UTF-16', multipart({ ...formFields(), message: { value: Buffer.from('日本', 'utf16le'), head: '\r\nContent-Type: text/plain;charset=UTF-16LE' } }), MULTIPART, '日本'],
    ['part that says ASCII and is UTF-8', multipart({ ...formFields(), message: { value: 'café', head: '\r\nContent-Type: text/plain; charset=US-ASCII' } }), MULTIPART, 'café'],
    ['part of another charset than the form', multipart({ _charset_: 'Shift_JIS', ...formFields(), message: { value: '日本', head: '\r\nContent-Type: text/plain; charset=UTF-8' } }), MULTIPART, '日本'],
    ['multipart body with a charset', multipart({ ...formFields(), message: latin1('café') }), `${MULTIPART}; charset=windows-1252`, 'café'],
    ['JSON in ISO-8859-1', jsonIn('latin1', 'café'), 'application/json; charset=iso-8859-1', 'café'],
    ['JSON in UTF-16', jsonIn('utf16le', 'café'), 'application/json;charset="utf-16"', 'café'],
    ['JSON with a byte order mark', Buffer.concat([Buffer.from('\uFEFF'), jsonIn('utf8', 'café')]), 'application/json', 'café'],
    ['JSON with the replacement character', jsonIn('utf8', 'a\uFFFDb'), 'application/json', 'a\uFFFDb'],
    ['form with the replacement character', urlencoded(formFields({ message: 'a\uFFFDb' })), FORM, 'a\uFFFDb'],
    ['multipart with the replacement character', multipart(formFields({ message: 'a\uFFFDb' })), MULTIPART, 'a\uFFFDb'],
  ] // prettier-ignore
  it.each(cases)('(%s) is read as it was meant', async (_, body, type, message) => {
    const { post, outbox } = anApplication()
    expect(await (await post(body, type)).json()).toMatchObject({ state: 'queued' })
    expect(stored(outbox)).toMatchObject({ message })
  })
})

describe('a message that is not of its encoding', () => {
  const broken = latin1('caf\xe9')
  const hongKong = Buffer.from([0x8b, 0xfa]) // a letter that browsers know, and Node's decoder does not
  const cases: [string, string | Buffer, string][] = [
    ['form', urlencoded({ ...formFields(), message: broken }), FORM],
    ['form that says UTF-8', `_charset_=utf-8&${urlencoded({ ...formFields(), message: broken })}`, FORM],
    ['form with half a letter', urlencoded({ ...formFields(), message: Buffer.from('é').subarray(0, 1) }), FORM],
    ['form in wrong Shift_JIS', `_charset_=Shift_JIS&${urlencoded({ ...formFields(), message: latin1('\x80\xff') })}`, FORM],
    ['form in EUC-KR with a letter that is not decoded', `_charset_=EUC-KR&${urlencoded({ ...formFields(), message: latin1('\xc7\xd1\x8cc') })}`, FORM],
    ['form with surrogates as UTF-8', urlencoded({ ...formFields(), message: latin1('\xed\xa0\x80') }), FORM],
    ['form in Big5 with a letter for private use', `_charset_=Big5&${urlencoded({ ...formFields(), message: hongKong })}`, FORM],
    ['form in UTF-8 that says windows-1252', `_charset_=windows-1252&${urlencoded(formFields({ message: 'café' }))}`, FORM],
    ['form in UTF-8 that says ISO-8859-5', urlencoded(formFields({ message: 'привет' })), `${FORM}; charset=iso-8859-5`],
    ['part in UTF-8 that says ISO-8859-1', multipart({ ...formFields(), message: { value: 'café', head: '\r\nContent-Type: text/plain; charset=iso-8859-1' } }), MULTIPART],
    ['multipart form', multipart({ ...formFields(), message: broken }), MULTIPART],
    ['part that says UTF-8', multipart({ ...formFields(), message: { value: broken, head: '\r\nContent-Type: text/plain; charset=utf-8' } }), MULTIPART],
  ] // prettier-ignore
  it.each(cases)('(%s) is refused by its name', async (_, body, type) => {
    const { post, outbox } = anApplication()
    const problem = await problemOf(await post(body, type))
    expect(problem).toMatchObject({ status: 422, code: 'invalid', fields: { message: 'invalid' } })
    expect(problem.message).toContain('charset')
    expect(outbox.counts().pending).toBe(0)
  })

  it('comes back to its visitor as a form, with a guess to mend', async () => {
    const { post, outbox } = anApplication()
    const body = urlencoded({ ...formFields(), message: latin1('caf\xe9 \x8010'), name: 'Ada' })
    const page = await post(body, FORM, { Accept: 'text/html' })
    expect(page.status).toBe(422)
    const text = await page.text()
    expect(text).toContain('café €10')
    expect(text).toContain('accept-charset="utf-8"')
    expect(text).toContain('id="message-problem"')
    expect(text).toContain('value="Ada"')
    expect(outbox.counts().pending).toBe(0)
  })

  it('that may be of two encodings comes back as the likelier of them', async () => {
    const { post } = anApplication()
    const body = `_charset_=iso-8859-1&${urlencoded(formFields({ message: 'Größe 10 €', name: 'Ada' }))}`
    const text = await (await post(body, FORM, { Accept: 'text/html' })).text()
    expect(text).toContain('Größe 10 €')
    expect(text).toContain('id="message-problem"')
  })

  it.each([
    ['UTF-8 that says ISO-8859-1', jsonIn('utf8', 'café'), 'application/json; charset=iso-8859-1'],
    ['ISO-8859-1 without a word', jsonIn('latin1', 'café'), 'application/json'],
    ['ISO-8859-1 that says UTF-8', jsonIn('latin1', 'café'), 'application/json; charset=utf-8'],
    ['UTF-16 without a word', jsonIn('utf16le', 'café'), 'application/json'],
  ])('(JSON in %s) is refused', async (_, body, type) => {
    const { post } = anApplication()
    expect(await problemOf(await post(body, type))).toMatchObject({ status: 400, code: 'bad_body' })
  })

  it.each([
    ['JSON', jsonIn('utf8', 'x'), 'application/json; charset=utf-7'],
    ['a form', urlencoded({ ...formFields(), _charset_: 'klingon' }), FORM],
    [
      'a part',
      multipart({
        ...formFields(),
        message: { value: 'x', head: '\r\nContent-Type: text/plain; charset=x-user-defined' },
      }),
      MULTIPART,
    ],
  ])('(%s in an encoding that nobody knows) is refused', async (_, body, type) => {
    const { post } = anApplication()
    const problem = await problemOf(await post(body, type))
    expect(problem).toMatchObject({ status: 415, code: 'bad_type' })
    expect(problem.message).toContain('Send UTF-8')
  })

  it('by the name of a field is refused', async () => {
    const { post } = anApplication()
    const body = `${urlencoded(formFields())}&caf%e9=1`
    expect(await problemOf(await post(body, FORM))).toMatchObject({ status: 400, code: 'bad_body' })
  })
})

describe('a part that says how it was encoded for mail', () => {
  const part = (encoding: string) => ({ value: 'eA==', head: `\r\nContent-Transfer-Encoding: ${encoding}` })

  it.each(['base64', 'quoted-printable', 'BASE64', 'x-uuencode'])('(%s) is refused', async (encoding) => {
    const { post, outbox } = anApplication()
    const problem = await problemOf(
      await post(multipart({ ...formFields(), message: part(encoding) }), MULTIPART),
    )
    expect(problem).toMatchObject({ status: 400, code: 'bad_body' })
    expect(problem.message).toContain('Content-Transfer-Encoding')
    expect(outbox.counts().pending).toBe(0)
  })

  it.each(['7bit', '8bit', 'Binary'])('(%s) is read', async (encoding) => {
    const { post, outbox } = anApplication()
    expect((await post(multipart({ ...formFields(), message: part(encoding) }), MULTIPART)).status).toBe(202)
    expect(stored(outbox)).toMatchObject({ message: 'eA==' })
  })
})

describe('the name of a file in another encoding', () => {
  const named = (head: string | Buffer) => ({ value: 'line\n', head })
  const cases: [string, Record<string, string>, string | Buffer, string][] = [
    ['of the form', { _charset_: 'Shift_JIS' }, Buffer.concat([latin1('; filename="'), SJIS, latin1('.log"')]), '日本表.log'],
    ['of the form, before its folder', { _charset_: 'windows-1252' }, latin1('; filename="C:\\t\xebmp\\\x80.log"'), '€.log'],
    ['of its own', {}, "; filename=\"_.log\"; filename*=iso-8859-1''caf%e9.log", 'café.log'],
    ['of its own, first', {}, "; filename*=UTF-8''caf%C3%A9.log; filename=_.log", 'café.log'],
    ['UTF-8', {}, '; filename="café.log"', 'café.log'],
    ['UTF-8, with the replacement character', {}, '; filename="a\uFFFDb.log"', 'a\uFFFDb.log'],
    ['with quotes in it', {}, '; filename="a\\"b\\\\c\\".log"', 'c_.log'],
    ['in pieces', {}, "; filename*0*=UTF-8''caf%C3; filename*1*=%A9; filename*2=\".log\"", 'café.log'],
    ['in pieces out of order, beside a plain one', {}, '; filename="_.log"; filename*1="b.log"; filename*0=a', 'ab.log'],
    ['in pieces and whole', {}, "; filename*0=a; filename*=utf-8''caf%C3%A9.log", 'café.log'],
    ['an encoded word in base64', {}, '; filename="=?utf-8?B?Y2Fmw6kubG9n?="', 'café.log'],
    ['an encoded word of another encoding', {}, '; filename="=?ISO-8859-1?Q?caf=E9_1%.log?="', 'café 1%.log'],
    ['an encoded word, and its own', {}, "; filename==?utf-8?B?eA==?=; filename*=utf-8''caf%C3%A9.log", 'café.log'],
    ['almost an encoded word', {}, '; filename="=?utf-8?X?a?=.log"', '=_utf-8_X_a_=.log'],
    ['without quotes', {}, ';filename=plain.log;x=y', 'plain.log'],
  ] // prettier-ignore
  it.each(cases)('(%s) is read as it was meant', async (_, more, head, name) => {
    const { post, outbox } = anApplication()
    const fields = formFields()
    const body = multipart({ ...more, ...fields }, [named(head)])
    expect((await post(body, MULTIPART)).status).toBe(202)
    expect(outbox.files(fields['id']!)).toMatchObject([{ name, size: 5 }])
  })

  it('that is not of its encoding is refused, and named to its visitor', async () => {
    const { post, outbox } = anApplication()
    const body = multipart(formFields(), [named(latin1('; filename="\xdcbersicht.log"'))])
    const problem = await problemOf(await post(body, MULTIPART))
    expect(problem).toMatchObject({ status: 422, fields: { 'files[0]': 'invalid' } })
    expect(problem.message).toContain('UTF-8')
    expect(await (await post(body, MULTIPART, { Accept: 'text/html' })).text()).toContain('Übersicht.log')
    expect(outbox.counts().pending).toBe(0)
  })
})
