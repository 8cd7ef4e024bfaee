/** Mailboxes: what belongs together, who wrote it, and the dialects of mbox. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkLine } from '../../../../proxy/import/line.ts'
import { attachmentOf } from '../../../../proxy/import/read/mail/mail-message.ts'
import { mail } from '../../../../proxy/import/sources/mail.ts'
import { openFile } from '../../../../proxy/import/send/open-file.ts'
import { aFile, found, linesOf } from '../../../harness/proxy/an-import.ts'
import { aFolder } from '../../../harness/proxy/builders.ts'

const FROM = 'From ada@example.com Wed Jan 10 09:00:00 2024\n'

interface Parts {
  id?: string
  from?: string
  to?: string
  subject?: string
  date?: string
  more?: string[]
  body?: string
}

const aMail = ({
  id = 'a@x',
  from = 'Ada <ada@example.com>',
  to = 'help@shop.example',
  subject = 'Price',
  date = 'Wed, 10 Jan 2024 09:00:00 +0000',
  more = [],
  body = 'Hello',
}: Parts = {}) =>
  [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${date}`,
    `Message-ID: <${id}>`,
    ...more,
    '',
    body,
    '',
  ].join('\n')

const own = new Set(['@shop.example'])
const mbox = (...mails: string[]) => aFile('old.mbox', mails.map((one) => `${FROM}${one}\n`).join(''))
const read = (file: string) => found(mail, [file], { own })

describe('mails', () => {
  it('that name each other are one ticket, in order of time, whatever their order in the file', async () => {
    const question = aMail()
    const answer = aMail({
      id: 'b@x',
      from: 'Sara <SARA@shop.example>',
      to: 'ada@example.com',
      date: 'Thu, 11 Jan 2024 10:00:00 +0100',
      more: ['In-Reply-To: <a@x>'],
      body: 'Two',
    })
    const thanks = aMail({
      id: 'c@x',
      date: 'Fri, 12 Jan 2024 09:00:00 +0000',
      more: ['References: <a@x> <b@x>'],
    })
    const other = aMail({ id: 'd@x', subject: 'Price' })
    const [line, second, ...rest] = linesOf(await read(mbox(thanks, other, answer, question)))
    expect(rest).toEqual([])
    expect(checkLine(line)).toEqual({ line })
    expect(line).toMatchObject({
      subject: 'Price',
      status: 'closed',
      from_contact: { email: 'ada@example.com', name: 'Ada' },
    })
    expect(
      line!.messages.map(({ type, author_email, created_at, external_id: id }) => [
        type,
        author_email,
        created_at,
        id,
      ]),
    ).toEqual([
      ['inbound', 'ada@example.com', '2024-01-10T09:00:00+00:00', 'a@x'],
      ['outbound', 'sara@shop.example', '2024-01-11T09:00:00+00:00', 'b@x'],
      ['inbound', 'ada@example.com', '2024-01-12T09:00:00+00:00', 'c@x'],
    ])
    expect(second!.messages).toHaveLength(1)
  })

  it('join threads that only a later one knows to be one', async () => {
    const [one, two] = [aMail({ id: 'a@x' }), aMail({ id: 'b@x', date: 'Thu, 11 Jan 2024 09:00:00 +0000' })]
    const joint = aMail({
      id: 'c@x',
      date: 'Fri, 12 Jan 2024 09:00:00 +0000',
      more: ['References: <a@x> <b@x>'],
    })
    const later = aMail({ id: 'd@x', date: 'Sat, 13 Jan 2024 09:00:00 +0000', more: ['In-Reply-To: <b@x>'] })
    expect(linesOf(await read(mbox(one, two, joint, later))).map(({ messages }) => messages.length)).toEqual([
      4,
    ])
  })

  it('keep their id when the thread grows, and when its first mail turns up', async () => {
    const root = aMail()
    const reply = aMail({ id: 'b@x', date: 'Thu, 11 Jan 2024 09:00:00 +0000', more: ['References: <a@x>'] })
    const ids = await Promise.all(
      [[root], [root, reply], [reply]].map(
        async (mails) => linesOf(await read(mbox(...mails)))[0]!.external_id,
      ),
    )
    expect(new Set(ids).size).toBe(1)
  })

  it('that are there twice count once', async () => {
    const all = await read(mbox(aMail(), aMail()))
    expect(linesOf(all)[0]!.messages).toHaveLength(1)
    expect(all).toContainEqual({
      type: 'skipped',
      at: 'old.mbox#2',
      rule: expect.stringContaining('Message-ID'),
    })
  })

  it('have the first who was written to as their contact when nobody but the team wrote', async () => {
    const [line] = linesOf(
      await read(mbox(aMail({ from: 'help@shop.example', to: 'Bob <bob@example.com>' }))),
    )
    expect(line!.from_contact).toEqual({ email: 'bob@example.com', name: 'Bob' })
  })

  it('without --own are all inbound, and that is said', async () => {
    const all = await found(mail, [mbox(aMail({ from: 'help@shop.example' }))])
    expect(linesOf(all)[0]!.messages[0]!.type).toBe('inbound')
    expect(all.at(-1)).toMatchObject({ type: 'lacks', what: expect.stringContaining('--own') })
  })

  it.each([
    ['=?UTF-8?B?R3LD?=\n =?UTF-8?B?vMOfZQ==?=', 'Gr\u00fc\u00dfe'],
    ['=?utf-8?Q?Gr=C3?=\n =?utf-8?Q?=BC=C3=9Fe?=', 'Gr\u00fc\u00dfe'],
  ])('have subjects whose encoded words are split inside of a sign: %s', async (subject, text) => {
    expect(linesOf(await read(mbox(aMail({ subject }))))[0]!.subject).toBe(text)
  })

  it('have their HTML, pictures and files', async () => {
    const parts = ['MIME-Version: 1.0', 'Content-Type: multipart/related; boundary=q']
    const body =
      '--q\nContent-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n<p>Gr=FC=DFe <img src=3D"cid:p@x"></p>\n--q\nContent-Type: image/png; name="p.png"\nContent-ID: <p@x>\nContent-Transfer-Encoding: base64\n\nAAEC\n--q--\n'
    const file = mbox(aMail({ id: 'z@x', body: 'first' }), aMail({ more: parts, body }))
    const line = linesOf(await read(file)).find(({ messages }) => messages[0]!.files)!
    const [message] = line.messages
    expect(message!.body).toContain('Gr\u00fc\u00dfe')
    expect(message!.files).toMatchObject([
      { name: 'p.png', type: 'image/png', content_id: '<p@x>', part: { path: 'old.mbox', index: 0 } },
    ])
    const access = { folder: join(file, '..'), origins: new Set<string>(), fetch, timeoutMs: 1000 }
    const opened = await openFile(access, message!.files![0]!)
    expect(opened.type === 'file' && [...new Uint8Array(await opened.blob.arrayBuffer())]).toEqual([0, 1, 2])
    expect(await attachmentOf(Buffer.from(aMail()), 0)).toBeUndefined()
  })

  it('have text files without the ">" that mbox has put into them', async () => {
    const more = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=q']
    const body =
      '--q\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\n>From x\n--q--'
    const path = mbox(aMail({ more, body }))
    const [line] = linesOf(await read(path))
    const file = line!.messages[0]!.files![0]!
    expect(file.part).toMatchObject({ index: 0, quoted: true })
    const access = { folder: join(path, '..'), origins: new Set<string>(), fetch, timeoutMs: 1000 }
    const opened = await openFile(access, file)
    expect(opened.type === 'file' && (await opened.blob.text()).trim()).toBe('From x')
  })
})

describe('an mbox file', () => {
  const bodies = async (content: string) =>
    linesOf(await read(aFile('old.mbox', content))).flatMap(({ messages }) =>
      messages.map(({ body }) => body),
    )

  it('as mboxrd and mboxo has one ">" less before "From "', async () => {
    const body = 'x\n\n>From here on\n>>From there\n> From a quote'
    expect(await bodies(`${FROM}${aMail({ body })}\n`)).toEqual([
      '<p>x</p><p>From here on<br>&gt;From there<br>&gt; From a quote</p>',
    ])
  })

  it('as mboxcl2 is read by its Content-Length, and its lines stay', async () => {
    const body = `x\n\n${FROM.trim()}\nSubject: no mail\n\n>From here\n`
    const counted = (text: string, id: string) =>
      aMail({ id, more: [`Content-Length: ${Buffer.byteLength(text)}`], body: text }).replace(/\n$/, '')
    const all = await bodies(`${FROM}${counted(body, 'a@x')}\n${FROM}${counted('second\n', 'b@x')}\n`)
    expect(all).toHaveLength(2)
    expect(all[0]).toContain('no mail')
    expect(all[0]).toContain('&gt;From here')
  })

  it('with a Content-Length that is wrong is read by its separators', async () => {
    const mails = [aMail({ more: ['Content-Length: 3'] }), aMail({ id: 'b@x', body: 'second' })]
    expect(await bodies(mails.map((one) => `${FROM}${one}\n`).join(''))).toEqual([
      '<p>Hello</p>',
      '<p>second</p>',
    ])
  })

  it.each([
    'From - Wed Jan 10 09:00:00 2024',
    'From MAILER-DAEMON Wed Jan 10 09:00:00 2024',
    'From 1788000000000000000@xxx Wed Jan 10 09:00:00 +0000 2024',
    'From ada@example.com Wed Jan 10 09:00:00 2024 +0100',
    'From ada@example.com Wed Jan 10 09:00 CET 2024',
    'From "Ada L."@example.com  Wed Jan 10 09:00:00 2024',
  ])('is split at "%s"', async (separator) => {
    expect(
      await bodies(`${separator}\n${aMail()}\n${separator}\r\n${aMail({ id: 'b@x', body: 'second' })}\n`),
    ).toHaveLength(2)
  })

  it.each([
    'From here on we go',
    'From Monday to Wed Jan 10 09:00:00 2024',
    'From ada@example.com Wed Jan 10 09:00:00 2024\nwrote:',
  ])('is not split at "%s" in a text', async (text) =>
    expect(await bodies(`${FROM}${aMail({ body: `x\n\n${text}` })}\n`)).toHaveLength(1),
  )

  it('that is none is told', async () => {
    expect(await read(aFile('old.mbox', 'no mail\n'))).toContainEqual({
      type: 'problem',
      at: 'old.mbox',
      why: expect.stringContaining('no mail in it'),
    })
  })

  it('with lines that never end is read in pieces', async () => {
    const [body] = await bodies(`${FROM}${aMail({ body: 'x'.repeat(3_000_000) })}\n`)
    expect(body).toHaveLength(3_000_007)
  })
})

describe('a Maildir', () => {
  it('is read with its folders, without what was deleted, drafted or never delivered', async () => {
    const root = join(aFolder(), 'Maildir')
    const put = (path: string, id: string) => {
      mkdirSync(join(root, path, '..'), { recursive: true })
      writeFileSync(join(root, path), aMail({ id }))
    }
    put('cur/1.host:2,S', 'a@x')
    put('new/2.host', 'b@x')
    put('.Sent/cur/3.host:2,RS', 'c@x')
    put('cur/4.host:2,ST', 'd@x')
    put('cur/5.host:2,D', 'e@x')
    put('tmp/6.host', 'f@x')
    writeFileSync(join(root, 'dovecot-uidlist'), '3')
    const all = await read(root)
    expect(
      new Set(linesOf(all).flatMap(({ messages }) => messages.map(({ external_id: id }) => id))),
    ).toEqual(new Set(['a@x', 'b@x', 'c@x']))
    expect(all.flatMap((item) => (item.type === 'skipped' ? [item.rule] : [])).toSorted()).toEqual([
      'deleted in the mailbox',
      'drafts, never sent',
      'files that are no mails',
    ])
  })

  it('may be a folder of .eml files, or one of them', async () => {
    const folder = aFolder()
    const file = aFile('a.eml', aMail().replaceAll('\n', '\r\n'), folder)
    aFile('b.eml', aMail({ id: 'b@x' }), folder)
    expect(linesOf(await read(folder))).toHaveLength(2)
    expect(linesOf(await read(file))[0]!.messages[0]!.body).toBe('<p>Hello</p>')
  })
})
