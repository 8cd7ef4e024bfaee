/**
 * What strangers send is read by expressions: twice the length may cost twice the time, and little more. Every function
 * that runs one stands in this table.
 */
import { describe, expect, it } from 'vitest'
import { shapeArticle } from '../../proxy/articles/shape-article.ts'
import { networkOf } from '../../proxy/admission/client/client-address.ts'
import { forwardedBy } from '../../proxy/admission/client/forwarded.ts'
import { problemOf } from '../../proxy/contract/field-rules.ts'
import { cleanName } from '../../proxy/contract/files/file-names.ts'
import { endingOf, fileProblem, mimeOf } from '../../proxy/contract/files/file-types.ts'
import { WRITTEN_TYPES } from '../harness/attack/field-types.ts'
import { growthProblem, TELLING_MS } from '../harness/attack/growth.ts'
import type { FormDefinition } from '../../proxy/contract/form.ts'
import { alsoWrong } from '../../proxy/intake/check-form.ts'
import { PIECES, repeated } from '../harness/attack/pieces.ts'
import { acceptedLanguages, negotiate } from '../../proxy/embed/texts.ts'
import { recognise, recogniseNote } from '../../proxy/helpdesk/recognition.ts'
import { pageOf, subjectOf, ticketOf } from '../../proxy/helpdesk/ticket.ts'
import { toBlocks } from '../../proxy/conversation/html/blocks.ts'
import { readBody, parseSubmission } from '../../proxy/intake/body.ts'
import { unknownEncoding } from '../../proxy/import/read/mail/mail-encodings.ts'
import { writerOf } from '../../proxy/import/read/mail/mail-message.ts'
import { withPicturesOf } from '../../proxy/import/read/attachments.ts'
import { cleanHtml, visibleText } from '../../proxy/import/shape/clean-html.ts'
import { shapeMessage } from '../../proxy/import/shape/shape-message.ts'
import { SHAPE } from '../harness/proxy/an-import.ts'
import { addressIn, withPictures } from '../../proxy/import/sources/zammad.ts'
import { contradicts, headOf } from '../../proxy/contract/files/file-content.ts'
import { filedReference } from '../../proxy/reference.ts'
import { aSubmission } from '../harness/proxy/builders.ts'
import { cleanEmail, isEmail } from '../../proxy/contract/email/address.ts'
import { retryAfter } from '../../proxy/contract/retry-after.ts'
import { cleanText, cleanLine, mayBeEmail } from '../../proxy/contract/text.ts'

const site = { id: 'demo', channel: 'channel' }
const SOUGHT = {
  reference: 'S7K2M9QX4TAB',
  mark: 'ABCDEFGHJKMNPQRSTVWX',
  email: 'ada@example.com',
  channel: undefined,
  message: 'Where is my order?',
  acceptedAt: 0,
}
const rules = { types: ['text/plain', 'image/*'], max: 1, maxBytes: 10 }

const fromField = (value: string) => ({ key: 'from', originalKey: 'From', value })

/** A message of an import with all pictures of its text as files. */
function withFiles(body: string) {
  const files = withPicturesOf(body, [], /^https:/)
  const context = { ...SHAPE, contact: 'a@b.example', latest: SHAPE.now, note: () => undefined }
  return shapeMessage({ type: 'inbound', body, ...(files && { files }) }, context)
}

const READERS: Record<string, (text: string) => unknown> = {
  cleanText,
  cleanLine,
  cleanEmail,
  cleanName,
  endingOf,
  mimeOf,
  isEmail,
  mayBeEmail,
  networkOf,
  pageOf,
  filedReference,
  'a file’s name and type': (text) => fileProblem(rules, { name: text, type: text, size: 1 }),
  'a file’s first bytes': (text) =>
    ['', '.bin', '.txt', '.docx', '.pdf', '.mp3'].map((ending) =>
      contradicts(headOf(Buffer.from(text)), ending, ''),
    ),
  'the languages of a browser': (text) => negotiate(acceptedLanguages(text), ['en', 'de']),
  'the language of a form': (text) => negotiate([`en${text.slice(1, -1)}`], ['de']),
  'a time to wait': (text) => retryAfter(text, 0),
  'a list of dates': (text) => retryAfter(`0:00:00 GMT,${text}`, 0),
  'X-Forwarded-For': (text) => forwardedBy({ 'x-forwarded-for': text }),
  Forwarded: (text) => forwardedBy({ forwarded: text }),
  'a quoted Forwarded': (text) => forwardedBy({ forwarded: `for="${text}` }),
  'a subject': (text) => subjectOf({ message: text }),
  'an element of an answer': (text) => toBlocks(`<p style="${text}" class="${text}">a</p>`, () => undefined),
  'an element of an import': (text) => cleanHtml(`<p style="${text}" class="${text}">a</p>`, () => undefined),
  'a message of an import': withFiles,
  'the pictures of Zammad': (text) => withPictures(text, []),
  visibleText,
  'a ticket that may be ours': (text) => recognise(SOUGHT, { data: { messages: [{ body_html: text }] } }),
  'a note that may be ours': (text) => recogniseNote('<p>a</p>', SOUGHT.mark, [{ body_html: text }]),
  'an article': (text) => shapeArticle({ title: 'a', body: text }),
  'an article without a first line': (text) => shapeArticle({ title: 'a', body: text.slice(1) }),
  'who wrote a mail': (text) => writerOf({ from: undefined, headers: [fromField(`x at y.z${text}`)] }),
  'who wrote an article of Zammad': addressIn,
  'who wrote it, without a name': (text) => addressIn(` ${text}`.replace('a', '')),
  'the encodings of a mail': (text) => unknownEncoding(Buffer.from(text), 'é'),
  'a ticket': (text) => ticketOf(aSubmission({ message: text, name: text }), site, 'S0123456789A'),
  ...Object.fromEntries(
    WRITTEN_TYPES.map((type) => [
      `a field of type ${type}`,
      (text: string) => problemOf({ key: 'a', type, label: 'A', required: true }, text),
    ]),
  ),
}

const LONGEST = 1 << 17
/** What the schema bounds before: a message has 10,000 code points. */
const BOUNDED: Record<string, number> = { 'a subject': 1 << 14, 'a ticket': 1 << 14 }

describe.each(Object.entries(READERS))('%s', (name, read) => {
  it('costs about as much more as it is longer, whatever is repeated in it', () => {
    for (const piece of PIECES) {
      // In the middle: what stands at the beginning is often taken away first.
      const text = (length: number) => `a${repeated(piece, length)}!`
      const problem = growthProblem(read, text, BOUNDED[name] ?? LONGEST)
      expect(problem, JSON.stringify(piece)).toBeUndefined()
    }
  })
})

it('work that grows with the square is noticed', () => {
  const pairs = (text: string) => {
    let sum = 0
    for (let at = 0; at < text.length; at++) for (let to = 0; to < text.length; to++) sum += at ^ to
    return sum
  }
  expect(growthProblem(pairs, (length) => ' '.repeat(length), LONGEST, 5)).toBeDefined()
})

describe('a body', () => {
  const limits = { upload: 0, timeoutMs: 1000 }
  /** What it costs to read and refuse, in ms. */
  const costOf = async (body: string, type: string) => {
    let least = Infinity
    for (let tries = 0; tries < 3; tries++) {
      const before = process.cpuUsage()
      const headers = { 'Content-Type': type, 'Content-Length': String(body.length) }
      const read = await readBody(
        new Request('https://support.example', { method: 'POST', body, headers }),
        limits,
      ).catch(() => undefined)
      if (read) expect(() => parseSubmission(read.fields)).toThrow()
      const { user, system } = process.cpuUsage(before)
      least = Math.min(least, (user + system) / 1000)
    }
    return least
  }
  const usual = 10 * TELLING_MS

  it.each([100, 250, 4000, 15_000])(
    'of many lines that nearly begin a part costs little where that has %i letters',
    async (length) => {
      const nearly = `\r\n--${'a'.repeat(length - 5)}`
      const body = nearly.repeat(Math.floor(240_000 / nearly.length))
      expect(await costOf(body, `multipart/form-data; boundary=${'a'.repeat(length)}`)).toBeLessThan(usual)
    },
  )

  it.each(['fields', 'context', 'facts', 'identity'])(
    'of 250,000 bytes costs little when it is full of names in %s',
    async (group) => {
      const names = Array.from({ length: 25_000 }, (_, at) => [String.fromCharCode(0x100 + at), {}])
      const body = JSON.stringify({ [group]: Object.fromEntries(names) })
      expect(await costOf(body, 'application/json')).toBeLessThan(usual)
    },
  )

  const items = [0, {}, [], '', ['a'], { a: 'b' }]
  /** Where a list of 240,000 bytes may stand, and in which there are names as well. */
  const places: Record<string, (list: unknown) => unknown> = {
    'of a field that is a text': (message) => ({ message }),
    'of a group': (fields) => ({ fields }),
    'of a field of the site': (a) => ({ fields: { a } }),
    'of a list': (a) => ({ fields: { a: [a] } }),
    'of an unknown field': (strange) => ({ strange }),
    'of what shall be a text in a group': (token) => ({ identity: { token } }),
  }
  it.each(
    Object.entries(places).flatMap(([place, within]) => items.map((item) => [place, item, within] as const)),
  )(
    'of 240,000 bytes is refused before the schema sees it when it is a list %s, full of %j',
    async (_, item, within) => {
      const list = Array.from({ length: Math.floor(240_000 / (JSON.stringify(item).length + 1)) }, () => item)
      const request = new Request('https://support.example', {
        method: 'POST',
        body: JSON.stringify(within(list)),
        headers: { 'Content-Type': 'application/json' },
      })
      await expect(readBody(request, limits)).rejects.toMatchObject({ code: 'bad_body' })
    },
  )

  it('is read once by the schema of what the form asks for, when that is wrong', () => {
    let reads = 0
    const sent = {
      ...aSubmission(),
      get fields() {
        reads++
        return 'no group'
      },
    }
    const form = { site: 'demo', locale: 'en' } as FormDefinition // as: whatever it asks for
    expect(() => parseSubmission(sent, (again, wrong) => alsoWrong(form, again, wrong))).toThrow(
      'fields (invalid)',
    )
    const once = reads
    expect(() => parseSubmission(sent)).toThrow('fields (invalid)')
    expect(reads - once).toBe(once)
  })

  it('may have as many boxes ticked as a form can send, as JSON too', async () => {
    const fields = { a: Array.from({ length: 200 }, () => 'x'), b: Array.from({ length: 80 }, () => 'x') }
    const headers = { 'Content-Type': 'application/json' }
    const body = JSON.stringify({ ...aSubmission(), fields })
    const read = await readBody(
      new Request('https://support.example', { method: 'POST', body, headers }),
      limits,
    )
    expect(parseSubmission(read.fields).fields).toEqual(fields)
  })
})
