/** Mails in encodings that are not read here, and with ends of lines that no mail has: told by name, never imported wrong. */
import { describe, expect, it } from 'vitest'
import { mail } from '../../../../proxy/import/sources/mail.ts'
import { aFile, found, linesOf } from '../../../harness/proxy/an-import.ts'

const aMail = (type: string, body: string, subject = 'Price', more = '') =>
  `From: Ada <ada@example.com>\nSubject: ${subject}\nMessage-ID: <a@x>\nDate: Wed, 10 Jan 2024 09:00:00 +0000\n${more}Content-Type: ${type}\n\n${body}\n`

const read = (content: string, name = 'a.eml') =>
  found(mail, [aFile(name, Buffer.from(content, 'latin1'))], { own: new Set(['@shop.example']) })
const problemsOf = async (content: string, name?: string) =>
  (await read(content, name)).flatMap((one) => (one.type === 'problem' ? [one.why] : []))
const told = async (content: string) =>
  (await read(content)).flatMap((one) => (one.type === 'lacks' ? [one.what] : [])).join('\n')

describe('a mail', () => {
  it.each([
    ['cp850', 'text/plain; charset=cp850', 'Gr\x81\xe1e'],
    ['ibm437', 'text/plain; charset="IBM437"', 'Gr\x81\xe1e'],
    ['utf-7', 'text/plain; charset=UTF-7', 'Gr+APwA3w-e'],
    ['unicode-1-1-utf-7', 'text/plain; charset=unicode-1-1-utf-7', 'Gr+APwA3w-e'],
    ['iso-2022-kr', 'text/plain; charset=iso-2022-kr', '\x1b$)C\x0e0!\x0f'],
    ['hz-gb-2312', 'text/plain; charset=hz-gb-2312', '~{<:Ky2;~}'],
  ])('in %s is refused by that name: imported wrong, it would stay wrong', async (name, type, body) => {
    const all = await read(aMail(type, body))
    expect(linesOf(all)).toEqual([])
    expect(all).toContainEqual({
      type: 'problem',
      at: 'a.eml',
      why: expect.stringMatching(new RegExp(`written in "${name}".*UTF-8`)),
    })
  })

  it('is refused for such a part among others, and for such a subject', async () => {
    const parts =
      '--q\nContent-Type: text/plain; charset=utf-8\n\nHi\n--q\nContent-Type: text/html; charset=cp850\n\n<p>Gr\x81\xe1e</p>\n--q--'
    expect(await problemsOf(aMail('multipart/alternative; boundary=q', parts))).toHaveLength(1)
    expect(await problemsOf(aMail('text/plain', 'x', '=?cp850?Q?Gr=81=E1e?='))).toHaveLength(1)
  })

  it.each([
    ['whose text is plain letters', aMail('text/plain; charset=cp850', 'Price?')],
    ['in an encoding of another spelling', aMail('text/plain; charset=x-shiftjis', '\x93\xfa\x96{')],
    [
      'with such a file, whose bytes stay as they are',
      aMail(
        'multipart/mixed; boundary=q',
        '--q\nContent-Type: text/plain; charset=utf-8\n\nGr\xc3\xbc\xc3\x9fe\n--q\nContent-Type: text/plain; charset=cp850; name=a.txt\nContent-Disposition: attachment\n\nGr\x81\xe1e\n--q--',
      ),
    ],
    ['that only speaks of one', aMail('text/plain; charset=utf-8', 'Gr\xc3\xbc\xc3\x9fe, charset=cp850?')],
  ])('%s is imported', async (_, content) => {
    expect(await problemsOf(content)).toEqual([])
    expect(linesOf(await read(content))).toHaveLength(1)
  })

  it.each(['unknown-8bit', 'x-unknown', 'default'])(
    'in %s, which names nothing, is taken for Windows-1252, and that is told',
    async (name) => {
      const content = aMail(`text/plain; charset=${name}`, 'Gr\xfc\xdfe \x80')
      expect(linesOf(await read(content))[0]!.messages[0]!.body).toBe('<p>Gr\u00fc\u00dfe €</p>')
      expect(await told(content)).toContain('read as Windows-1252 (a.eml)')
    },
  )
})

describe('lines that end in CR alone, as on old Macintoshes,', () => {
  const content = aMail('text/plain', 'Price?')
  it.each([
    ['an mbox file', `From ada@example.com Wed Jan 10 09:00:00 2024\n${content}`, 'old.mbox'],
    ['a mail', content, 'a.eml'],
  ])('are told of %s, with what to do', async (_, text, name) => {
    expect(await problemsOf(text.replaceAll('\n', '\r'), name)).toEqual([
      expect.stringMatching(/CR alone.*tr /),
    ])
  })
})
