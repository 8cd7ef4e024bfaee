/** Mailboxes as programs really write them: their marks, encodings and omissions; and what stays the same when one changes. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readTickets } from '../../../../proxy/import/read-tickets.ts'
import { openScratch } from '../../../../proxy/import/read/scratch.ts'
import { mail } from '../../../../proxy/import/sources/mail.ts'
import { aFile, found, linesOf, SHAPE } from '../../../harness/proxy/an-import.ts'
import { aFolder } from '../../../harness/proxy/builders.ts'

const FROM = 'From ada@example.com Wed Jan 10 09:00:00 2024\n'

/** A mail whose fields are replaced, or left out where they are undefined. */
function aMail(fields: Record<string, string | undefined> = {}, body = 'Hello'): string {
  const all = {
    From: 'Ada <ada@example.com>',
    To: 'help@shop.example',
    Subject: 'Price',
    Date: 'Wed, 10 Jan 2024 09:00:00 +0000',
    'Message-ID': '<a@x>',
    ...fields,
  }
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  )
  return `${lines.join('\n')}\n\n${body}\n`
}
const MIXED = { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=q' }
const mbox = (...mails: string[]) => mails.map((one) => `${FROM}${one}\n`).join('')

const own = new Set(['@shop.example'])
const read = (content: string | Buffer, name = 'old.mbox') => found(mail, [aFile(name, content)], { own })
const messagesOf = async (content: string | Buffer, name?: string) =>
  linesOf(await read(content, name)).flatMap(({ messages }) => messages)
const rulesOf = async (content: string) =>
  (await read(content)).flatMap((one) => (one.type === 'skipped' ? [one.rule] : []))

/** The tickets of files with their fingerprints, by which a run knows what has changed. */
async function fingerprints(files: readonly string[]) {
  const scratch = openScratch()
  const all: Record<string, string> = {}
  const reading = {
    source: mail,
    files,
    own,
    folder: dirname(files[0]!),
    mapping: undefined,
    scratch,
    shape: SHAPE,
  }
  for await (const one of readTickets(reading))
    if (one.type === 'ticket') all[one.line.external_id] = one.digest
  scratch.close()
  return all
}

describe('a mailbox that has changed', () => {
  const file = aMail(
    { ...MIXED, 'Message-ID': undefined },
    '--q\nContent-Type: text/html\n\n<p>one</p>\n<p>two</p>\n--q\nContent-Type: image/png; name=p.png\nContent-Transfer-Encoding: base64\n\nAAEC\n--q\nContent-Type: text/plain; name=log.txt\nContent-Disposition: attachment\n\na\nb\n--q--',
  )
  const known = mbox(aMail(), file)
  const newer = aMail({ 'Message-ID': '<new@x>', Subject: 'New' })

  it.each([
    ['under another name', () => aFile('renamed.mbox', known)],
    ['with lines that end as in Windows', () => aFile('old.mbox', known.replaceAll('\n', '\r\n'))],
    ['with the mails in another order', () => aFile('old.mbox', mbox(file, aMail()))],
    [
      'with what programs write into heads',
      () => aFile('old.mbox', known.replaceAll('Subject:', 'X-Mozilla-Status: 0001\nStatus: RO\nSubject:')),
    ],
    ['that has grown', () => aFile('old.mbox', mbox(newer) + known)],
    [
      'as a folder of .eml files',
      () => {
        const folder = aFolder()
        aFile('1.eml', aMail(), folder)
        aFile('2.eml', file, folder)
        return folder
      },
    ],
  ])('%s has the same tickets, and none of them counts as changed', async (_, changed) => {
    const before = await fingerprints([aFile('old.mbox', known)])
    expect(Object.keys(before)).toHaveLength(2)
    expect(await fingerprints([changed()])).toMatchObject(before)
  })

  it('in what an attachment holds counts as changed', async () => {
    const [before] = Object.values(await fingerprints([aFile('old.mbox', mbox(file))]))
    const [after] = Object.values(await fingerprints([aFile('old.mbox', mbox(file.replace('AAEC', 'AAED')))]))
    expect(after).not.toBe(before)
  })

  it('keeps mails without a Message-ID apart by what they say', async () => {
    const form = { 'Message-ID': undefined }
    expect(await messagesOf(mbox(aMail(form, 'one'), aMail(form, 'two'), aMail(form, 'one')))).toHaveLength(2)
  })
})

describe('a mail is left out, and counted, that', () => {
  it.each([
    ['Gmail has as spam', { 'X-Gmail-Labels': 'Spam,Unread' }, 'spam in Gmail'],
    ['Gmail has in the bin', { 'X-Gmail-Labels': 'Bin' }, 'deleted in the mailbox'],
    [
      'Gmail has as a draft, in German',
      { 'X-Gmail-Labels': '=?UTF-8?Q?Entw=C3=BCrfe?=' },
      'drafts, never sent',
    ],
    ['Thunderbird has deleted', { 'X-Mozilla-Status': '0009' }, 'deleted in the mailbox'],
    ['mutt has deleted', { 'X-Status': 'AD' }, 'deleted in the mailbox'],
    [
      'is a mark of the server',
      { Subject: "DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA", 'X-IMAP': '1704877200 2' },
      'marks of mail servers',
    ],
  ])('%s', async (_, fields, rule) => {
    expect(await rulesOf(mbox(aMail(fields)))).toEqual([rule])
  })

  it.each([
    { 'X-Gmail-Labels': 'Inbox,Important,Spam report' },
    { 'X-Mozilla-Status': '0011' },
    { 'X-Status': 'AF' },
  ])('is not one with %o', async (fields) => expect(await messagesOf(mbox(aMail(fields)))).toHaveLength(1))
})

describe('an mbox file', () => {
  it('without blank lines between its mails is split all the same', async () => {
    const all = await messagesOf(FROM + aMail() + FROM + aMail({ 'Message-ID': '<b@x>' }, 'two'))
    expect(all.map(({ body }) => body)).toEqual(['<p>Hello</p>', '<p>two</p>'])
  })

  it('is not split at a sentence that begins like a separator', async () => {
    expect(await messagesOf(mbox(aMail({}, `x\n${FROM}wrote: yes`)))).toHaveLength(1)
  })

  it('has its first mail behind a mark of Windows, too', async () => {
    expect(await messagesOf(`\uFEFF${mbox(aMail(), aMail({ 'Message-ID': '<b@x>' }))}`)).toHaveLength(2)
  })

  it('that is empty is a folder without a mail, and no fault', async () => {
    expect(await read('')).toContainEqual({ type: 'skipped', at: 'old.mbox', rule: 'folders without a mail' })
  })
})

describe('a folder', () => {
  it('of Thunderbird has mbox files without an ending, and one of Apple Mail has .emlx files', async () => {
    const root = join(aFolder(), 'Mail')
    const files = {
      Inbox: mbox(aMail()),
      'Inbox.msf': '// <!-- <mdb:mork:z v="1.4"/> -->',
      'Inbox.sbd/Old': mbox(aMail({ 'Message-ID': '<b@x>' })),
      'Apple.mbox/Messages/1.emlx': `${aMail({ 'Message-ID': '<c@x>' }).length}      \n${aMail({ 'Message-ID': '<c@x>' })}<?xml version="1.0"?><plist/>`,
    }
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true })
      writeFileSync(join(root, name), content)
    }
    const lines = linesOf(await found(mail, [root], { own }))
    expect(lines.map(({ messages: [one] }) => `${one!.external_id} ${one!.body}`).toSorted()).toEqual([
      'a@x <p>Hello</p>',
      'b@x <p>Hello</p>',
      'c@x <p>Hello</p>',
    ])
  })

  it.each([
    ['1.eml', Buffer.from(`\uFEFF${aMail()}`, 'utf16le'), 'UTF-16'],
    ['1.eml', gzipSync(aMail()), 'unpack it'],
    ['1.eml', '', 'empty'],
    ['old.mbox', gzipSync(mbox(aMail())), 'unpack it'],
  ])('with a file %s that cannot be read says what to do', async (name, content, why) => {
    expect(await read(content, name)).toContainEqual(
      expect.objectContaining({ type: 'problem', why: expect.stringContaining(why) }),
    )
  })
})

describe('the signs of a mail', () => {
  const bytes = (fields: Record<string, string>, body: string) =>
    Buffer.from(mbox(aMail(fields, body)), 'latin1')
  const typed = (type: string) => ({ 'Content-Type': type, 'Content-Transfer-Encoding': '8bit' })

  it.each([
    [
      'Windows-1252',
      typed('text/plain; charset=windows-1252'),
      '\x84Gr\xfc\xdfe\x93 \x80 5',
      '„Gr\u00fc\u00dfe“ € 5',
    ],
    [
      'what calls itself ISO-8859-1',
      typed('text/plain; charset=iso-8859-1'),
      '\x93q\x94 \x96 \x80',
      '“q” – €',
    ],
    ['ISO-2022-JP', typed('text/plain; charset=iso-2022-jp'), '\x1b$B;vED\x1b(B', '事田'],
  ])('of %s are all there', async (_, fields, body, text) => {
    expect((await messagesOf(bytes(fields, body)))[0]!.body).toBe(`<p>${text}</p>`)
  })

  it.each([
    ['that names UTF-8 and is not', typed('text/plain; charset=utf-8'), 'Gr\xfc\xdfe \x80'],
    ['that names nothing', {}, 'Gr\xfc\xdfe \x80'],
    [
      'that says in its HTML alone what it is',
      typed('text/html'),
      '<meta charset="windows-1252">Gr\xfc\xdfe \x80',
    ],
  ])('%s are taken for Windows-1252, and that is told', async (_, fields, body) => {
    const all = await read(bytes(fields, body))
    expect(linesOf(all)[0]!.messages[0]!.body).toContain('Gr\u00fc\u00dfe €')
    expect(all).toContainEqual({ type: 'lacks', what: expect.stringMatching(/Windows-1252 \(old\.mbox#1\)/) })
  })

  it('in its fields that are in no encoding are taken for Windows-1252, too', async () => {
    const [line] = linesOf(
      await read(bytes({ Subject: 'Gr\xfc\xdfe', From: 'J\xf6rg <j@example.com>' }, 'x')),
    )
    expect(line).toMatchObject({ subject: 'Gr\u00fc\u00dfe', from_contact: { name: 'J\u00f6rg' } })
  })

  it('that cannot be read are told with their place', async () => {
    const fields = {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Transfer-Encoding': 'quoted-printable',
    }
    expect(await read(mbox(aMail(fields, 'Gr=FC=DFe')))).toContainEqual({
      type: 'lacks',
      what: expect.stringMatching(/signs of one mail.*charset.*\(old\.mbox#1\)/),
    })
  })

  it('of an attachment stay as they are, whatever its mail is taken for', async () => {
    const body =
      '--q\nContent-Type: text/plain\n\nGr\xfc\xdfe\n--q\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nGr\xfc\xdfe\n--q--'
    const [first] = await messagesOf(bytes(MIXED, body))
    const [again] = await messagesOf(
      bytes({ ...MIXED, Subject: 'plain' }, body.replace('Gr\xfc\xdfe', 'Hello')),
    )
    expect(first!.body).toBe('<p>Gr\u00fc\u00dfe</p>')
    expect(first!.files![0]!.part!.hash).toBe(again!.files![0]!.part!.hash)
  })
})

describe('a mail', () => {
  it('of several parts that was cut off in its files is told, with the line that it lacks', async () => {
    const body =
      '--q\nContent-Type: text/plain\n\nhi\n--q\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nAAECAw'
    expect(await read(aMail(MIXED, body), '1.eml')).toContainEqual({
      type: 'problem',
      at: '1.eml',
      why: 'it is cut off in its files: get it once more, or end it with a line "--q--"',
    })
  })

  it('that was cut off in its text is imported as far as it goes, and that is told', async () => {
    const all = await read(aMail(MIXED, '--q\nContent-Type: text/plain\n\nhi the'), '1.eml')
    expect(linesOf(all)[0]!.messages[0]!.body).toBe('<p>hi the</p>')
    expect(all).toContainEqual({ type: 'lacks', what: 'the end of one mail, cut off (1.eml)' })
  })

  it.each(['', '<html><body><br></body></html>'])('has its text where its HTML is %j', async (html) => {
    const body = `--q\nContent-Type: text/plain\n\nthe text\n--q\nContent-Type: text/html\n\n${html}\n--q--`
    const fields = { ...MIXED, 'Content-Type': 'multipart/alternative; boundary=q' }
    expect((await messagesOf(mbox(aMail(fields, body))))[0]!.body).toBe('<p>the text</p>')
  })

  it('of an archive of Mailman is of who wrote it', async () => {
    const content = `From ada at example.com  Wed Jan 10 09:00:00 2024\n${aMail({ From: 'ada at example.com (Ada L.)' })}`
    expect(linesOf(await read(content))[0]!.from_contact).toEqual({
      email: 'ada@example.com',
      name: 'Ada L.',
    })
  })

  it('whose ids are without brackets has its answers', async () => {
    const answer = aMail({ 'Message-ID': 'b@x', 'In-Reply-To': 'a@x' })
    expect(linesOf(await read(mbox(aMail({ 'Message-ID': 'a@x' }), answer)))).toHaveLength(1)
  })

  it('that nobody outside of the team wrote or got has no contact, and never one of the team', async () => {
    const unknown = mbox(aMail({ From: '"Ada"' }), aMail({ 'Message-ID': '<b@x>', From: 'a@shop.example' }))
    expect(linesOf(await read(unknown)).map(({ from_contact: { email } }) => email)).toEqual([
      undefined,
      undefined,
    ])
  })

  it('without a time has that of its arrival, and without both is told', async () => {
    const arrived = { Date: undefined, Received: 'from a by b; Wed, 10 Jan 2024 09:00:05 +0000' }
    expect((await messagesOf(mbox(aMail(arrived))))[0]!.created_at).toBe('2024-01-10T09:00:05+00:00')
    expect(await read(mbox(aMail({ Date: 'Sat, 31 Feb 2024 09:00:00 +0000' })))).toContainEqual({
      type: 'lacks',
      what: expect.stringContaining('the time of one mail'),
    })
  })
})
