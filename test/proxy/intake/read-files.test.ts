/** Files that come with a message: what is taken, what is refused, and what is left on the disk. */
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { referredFiles } from '../../../proxy/store/sqlite/attachments.ts'
import { anApp, problemOf, WITHOUT_CHALLENGES } from '../../harness/proxy/an-app.ts'
import { formFields } from '../../harness/proxy/builders.ts'

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(2000)])
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(500)])

const aFile = (name: string, content: Uint8Array<ArrayBuffer> | string, type = '') =>
  new File([content], name, { type })

const RULES = {
  max: 3,
  maxBytes: 100_000,
  types: ['image/*', 'application/pdf', '.log', '.zip', 'text/plain'],
}

/** An app whose sites take files, and a function that posts a message with some. */
function aFilingApp(options: Parameters<typeof anApp>[0] = {}) {
  const app = anApp({ form: { files: RULES }, sites: WITHOUT_CHALLENGES, ...options })
  const send = (files: File[], changes: Record<string, string> = {}) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(formFields(changes))) form.append(name, value)
    for (const file of files) form.append('files', file)
    return Promise.resolve(app.post(form))
  }
  const spooled = () => {
    const folder = join(app.folder, 'files')
    return existsSync(folder) ? readdirSync(folder) : []
  }
  return { ...app, send, spooled }
}

describe('files', () => {
  it('are stored with their message, byte for byte, under clean names', async () => {
    const { send, outbox, folder } = aFilingApp()
    const id = randomUUID()
    const files = [aFile('../../Screen: "1".png', PNG, 'image/png'), aFile('C:\\logs\\a.log', 'line\n')]
    expect((await send(files, { id })).status).toBe(202)
    const stored = outbox.files(id)
    expect(stored).toMatchObject([
      { name: 'Screen_ _1_.png', type: 'image/png', size: PNG.length },
      { name: 'a.log', size: 5 },
    ])
    const contents = stored.map(({ file }) => readFileSync(join(folder, 'files', file)))
    expect(contents).toEqual([PNG, Buffer.from('line\n')])
  })

  it('with a name that no file system has are refused before anybody reads it', async () => {
    const { send, spooled } = aFilingApp()
    const response = await send([aFile(`${'x'.repeat(1021)}.log`, 'line\n')])
    expect(response.status).toBe(400)
    expect(await problemOf(response)).toMatchObject({ code: 'bad_body' })
    expect(spooled()).toEqual([])
    expect((await send([aFile(`${'x'.repeat(1020)}.log`, 'line\n')])).status).toBe(202)
  })

  it('that are refused are all told at once, and leave nothing behind', async () => {
    const { send, spooled, outbox } = aFilingApp()
    const response = await send([
      aFile('a.png', 'not a picture', 'image/png'),
      aFile('run.exe', 'MZ', 'image/png'),
      aFile('big.log', 'x'.repeat(100_001)),
    ])
    expect(await problemOf(response)).toMatchObject({
      status: 422,
      code: 'invalid',
      fields: { 'files[0]': 'bad_type', 'files[1]': 'bad_type', 'files[2]': 'too_large' },
    })
    expect(spooled()).toEqual([])
    expect(outbox.counts().pending).toBe(0)
  })

  it('that are too many, or empty, are refused', async () => {
    const { send, spooled } = aFilingApp()
    const log = (content: string) => aFile('a.log', content)
    expect(await problemOf(await send(['a', 'b', 'c', 'd'].map(log)))).toMatchObject({
      fields: { files: 'too_many' },
    })
    expect(await problemOf(await send([log('')]))).toMatchObject({ fields: { 'files[0]': 'empty' } })
    expect(spooled()).toEqual([])
  })

  it.each([
    ['a page', 'photo.png', 'image/png', '<!DOCTYPE html><script>alert(1)</script>'],
    ['a drawing with a script', 'photo.png', 'image/png', '<svg onload="alert(1)">'],
    ['a Windows program', 'notes.log', 'text/plain', 'MZ\x90\0\x03\0\0\0\x04\0'],
    ['a Linux program', 'notes.log', '', '\x7fELF\x02\x01\x01\0'],
    ['text', 'letter.pdf', 'application/pdf', 'Dear all'],
    ['an archive', 'photo.png', 'image/png', 'PK\x03\x04.....'],
    ['text without an ending', 'photo', 'image/png', 'Dear all'],
  ])('that are %s under another name are refused', async (_, name, type, content) => {
    const { send } = aFilingApp()
    const response = await send([aFile(name, Buffer.from(content, 'latin1'), type)])
    expect(await problemOf(response)).toMatchObject({ status: 422, fields: { 'files[0]': 'bad_type' } })
  })

  it('are what they are, and passed on as that, whatever system or phone declared them', async () => {
    const { send, outbox } = aFilingApp()
    const id = randomUUID()
    const files = [
      aFile('photo.jpg', PNG, 'image/jpeg'),
      aFile('1000012345', PNG),
      aFile('a.pdf', PDF, 'application/octet-stream'),
    ]
    expect((await send(files, { id })).status).toBe(202)
    expect(outbox.files(id).map(({ type }) => type)).toEqual(['image/png', 'image/png', 'application/pdf'])
  })

  it.each([
    ['a letter that begins with MZ', 'a.log', 'text/plain', Buffer.from('MZ is short for ...')],
    ['a log that quotes a page', 'a.log', '', Buffer.from('<html> was answered')],
    [
      'a polyglot of PDF and ZIP',
      'a.pdf',
      'application/pdf',
      Buffer.concat([PDF, Buffer.from('PK\x03\x04')]),
    ],
    [
      'a zip bomb, which is never opened',
      'a.zip',
      'application/zip',
      Buffer.from(`PK\x03\x04${'\0'.repeat(5000)}`),
    ],
  ])('may be %s', async (_, name, type, content) => {
    const { send, outbox, folder } = aFilingApp()
    const id = randomUUID()
    expect((await send([aFile(name, content, type)], { id })).status).toBe(202)
    expect(readFileSync(join(folder, 'files', outbox.files(id)[0]!.file))).toEqual(content)
  })

  it('of a site that takes none are refused, and the message with them', async () => {
    const { send, outbox } = aFilingApp({ form: {} })
    expect(await problemOf(await send([aFile('a.png', PNG)]))).toMatchObject({
      status: 422,
      fields: { files: 'unknown' },
    })
    expect(outbox.counts().pending).toBe(0)
  })

  it('that nobody chose are none: a form sends an empty part then', async () => {
    const { send, outbox, spooled } = aFilingApp()
    const id = randomUUID()
    expect((await send([new File([], '', { type: 'application/octet-stream' })], { id })).status).toBe(202)
    expect(outbox.files(id)).toEqual([])
    expect(spooled()).toEqual([])
  })

  it('must come after the other fields', async () => {
    const { post, spooled } = aFilingApp()
    const form = new FormData()
    form.append('files', aFile('a.png', PNG, 'image/png'))
    for (const [name, value] of Object.entries(formFields())) form.append(name, value)
    const { status, code } = await problemOf(await post(form))
    expect([status, code]).toEqual([422, 'invalid'])
    expect(spooled()).toEqual([])
  })

  it('may have what looks like a boundary in them, and so may the message', async () => {
    const { post, outbox } = aFilingApp()
    const fields = formFields({ message: 'See --b and --b--' })
    const parts = Object.entries(fields).map(
      ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    const file = '--b\r\nContent-Disposition: form-data; name="files"; filename="a.log"\r\n\r\nx --b y\r\n'
    const response = await post(`${parts.join('')}${file}--b--\r\n`, {
      'Content-Type': 'multipart/form-data; boundary=b',
    })
    expect(response.status).toBe(202)
    expect(outbox.files(fields['id']!)).toMatchObject([{ size: 7 }])
  })

  it('of which a part is malformed are refused whole: nothing is dropped without a word', async () => {
    const { post, outbox } = aFilingApp()
    const parts = Object.entries(formFields()).map(
      ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    for (const odd of [
      '--b\r\nContent-Type: text/plain\r\n\r\nlost\r\n',
      '--b\r\nContent-Disposition: attachment; name="name"\r\n\r\nlost\r\n',
    ]) {
      const response = await post(`${parts.join('')}${odd}--b--\r\n`, {
        'Content-Type': 'multipart/form-data; boundary=b',
        'Content-Length': '1000',
      })
      expect(await problemOf(response)).toMatchObject({ status: 400, code: 'bad_body' })
    }
    expect(outbox.counts().pending).toBe(0)
  })

  it('in a body that breaks off leave nothing behind', async () => {
    const { post, spooled } = aFilingApp()
    const fields = Object.entries(formFields())
      .map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
      .join('')
    const head = '--b\r\nContent-Disposition: form-data; name="files"; filename="a.log"\r\n\r\n'
    const response = await post(`${fields}${head}${'x'.repeat(50_000)}`, {
      'Content-Type': 'multipart/form-data; boundary=b',
    })
    expect(await problemOf(response)).toMatchObject({ status: 400, code: 'bad_body' })
    expect(spooled()).toEqual([])
  })
})

describe('the same id', () => {
  it('with the same files is the same message, and is stored once', async () => {
    const { send, spooled, outbox } = aFilingApp()
    const message = formFields()
    const first = await (await send([aFile('a.png', PNG, 'image/png')], message)).text()
    const again = await send([aFile('a.png', PNG, 'image/png')], message)
    expect([again.status, await again.text()]).toEqual([202, first])
    expect(spooled()).toHaveLength(1)
    expect(outbox.counts().pending).toBe(1)
  })

  it('with other files is a conflict', async () => {
    const { send, spooled } = aFilingApp()
    const message = formFields()
    await send([aFile('a.log', 'one')], message)
    for (const files of [[aFile('a.log', 'two')], [aFile('b.log', 'one')], []])
      expect(await problemOf(await send(files, message))).toMatchObject({ status: 409, code: 'conflict' })
    expect(spooled()).toHaveLength(1)
  })

  it('twice at once keeps one set of files', async () => {
    const { send, spooled, outbox } = aFilingApp()
    const message = formFields()
    const answers = await Promise.all([1, 2, 3].map(() => send([aFile('a.log', 'one')], message)))
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
    expect(outbox.files(message['id']!)).toHaveLength(1)
    await expect.poll(spooled).toHaveLength(1)
  })
})

describe('the room for files', () => {
  it('is bounded: then nothing is stored, and the answer says so', async () => {
    const { send, spooled, outbox } = aFilingApp({ spoolBytes: 3000 })
    expect((await send([aFile('a.png', PNG, 'image/png')])).status).toBe(202)
    const response = await send([aFile('b.png', PNG, 'image/png')])
    expect(response.headers.get('Retry-After')).toBe('300')
    expect(await problemOf(response)).toMatchObject({ status: 507, code: 'no_room' })
    expect(spooled()).toHaveLength(1)
    expect(outbox.counts().pending).toBe(1)
    expect((await send([])).status).toBe(202)
  })

  it('is made by what is delivered already', async () => {
    const { send, spooled, outbox } = aFilingApp({ spoolBytes: 3000 })
    const id = randomUUID()
    await send([aFile('a.png', PNG, 'image/png')], { id })
    outbox.settle(outbox.due(true)!, { state: 'delivered', ticket: '01JABCDEFGHJKMNPQRSTVWXYZ0' })
    expect((await send([aFile('b.png', PNG, 'image/png')])).status).toBe(202)
    expect(spooled()).toHaveLength(1)
    expect(outbox.files(id)).toEqual([])
  })

  it('is given back by a message that could not be stored', async () => {
    const { send, spooled, spool, sql } = aFilingApp()
    sql.run(`CREATE TRIGGER full BEFORE INSERT ON submission BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
    const response = await send([aFile('a.png', PNG, 'image/png')])
    expect(await problemOf(response)).toMatchObject({ status: 503, code: 'store_unavailable' })
    expect(spooled()).toEqual([])
    expect(spool.filled).toBe(0)
  })

  it('is cleared of orphans at the start, and of nothing else', async () => {
    const { send, spooled, spool, sql, folder } = aFilingApp()
    await send([aFile('a.png', PNG, 'image/png')])
    writeFileSync(join(folder, 'files', randomUUID()), 'left by a crash')
    const later = anApp({ folder })
    expect(later.spool.sweep(referredFiles(sql))).toBe(1)
    expect(spooled()).toHaveLength(1)
    expect(spool.sweep(referredFiles(sql))).toBe(0)
  })

  it('is cleared by the retention rule, and when a person is forgotten', async () => {
    const { send, outbox, folder } = aFilingApp({ retentionMs: 0 })
    const id = randomUUID()
    await send([aFile('a.png', PNG, 'image/png')], { id })
    const [stored] = outbox.files(id)
    outbox.erase()
    expect(readdirSync(join(folder, 'files'))).toEqual([stored!.file])
    outbox.settle(outbox.due(true)!, { state: 'delivered', ticket: '01JABCDEFGHJKMNPQRSTVWXYZ0' })
    await expect.poll(() => readdirSync(join(folder, 'files'))).toEqual([])
    expect(outbox.files(id)).toEqual([])
  })
})
