/** Tickets with files, against the sandbox over real HTTP. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportLine } from '../../../../proxy/import/line.ts'
import { addressOf, aMigration } from '../../../harness/proxy/a-migration.ts'
import { aFile, aLine } from '../../../harness/proxy/an-import.ts'
import { startSandbox, type TestSandbox } from '../../../harness/proxy/sandbox-server.ts'

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox({ importRate: 100_000 })
})
afterEach(() => desk.stop())

const tickets = async () => (await desk.api('GET', '/tickets?per_page=100')).json.data as { ulid: string }[]
const total = async () => (await desk.api('GET', '/tickets')).json.meta.total as number
const ticketOf = async (ulid: string) => (await desk.api('GET', `/tickets/${ulid}`)).json.data

describe('the files of a ticket', () => {
  const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
  const withFiles = (files: ImportLine['messages'][number]['files'], body = 'x') =>
    aLine({ messages: [{ type: 'inbound', body, files }] })

  it('are uploaded, and pictures in the text become those of the helpdesk', async () => {
    const { run, folder, journal } = aMigration(desk)
    aFile('a.png', PNG, folder)
    const line = withFiles(
      [
        { name: 'a.png', type: 'image/png', path: 'a.png', content_id: 'a' },
        { name: 'b.txt', type: 'text/plain', content: Buffer.from('hello').toString('base64') },
      ],
      '<p>See <img src="cid:a"></p>',
    )
    expect((await run([line])).progress.done).toBe(1)
    const [{ ulid }] = (await tickets()) as [{ ulid: string }]
    const [message] = (await ticketOf(ulid)).messages
    const names = [...message.attachments, ...message.inline_images].map(({ name }: { name: string }) => name)
    expect(new Set(names)).toEqual(new Set(['a.png', 'b.txt']))
    expect(message.body_html).not.toContain('cid:import')
    expect(journal.counts().lostFiles).toBe(0)
  })

  it('that are missing, outside of the folder, too large or elsewhere are named in a note', async () => {
    const { run, folder, journal } = aMigration(desk)
    aFile('large', Buffer.alloc(25_000_001), folder)
    const line = withFiles(
      [
        { name: 'gone', path: 'gone' },
        { name: 'passwords', path: '../../../../etc/hostname' },
        { name: 'large', path: 'large' },
        { name: 'there', url: 'https://old.example/there' },
      ],
      'x',
    )
    await run([line], {}, { missing: 'note' })
    const [{ ulid }] = (await tickets()) as [{ ulid: string }]
    const { messages } = await ticketOf(ulid)
    expect(messages).toHaveLength(2)
    expect(messages[1]).toMatchObject({ type: 'note' })
    for (const words of [
      'gone: not in the folder of the export',
      'passwords: not in the folder of the export',
      'large: larger than 25 MB',
      'there: at https://old.example/there, which --fetch-from does not name',
    ])
      expect(messages[1].body_html).toContain(words)
    expect(journal.counts().lostFiles).toBe(4)
  })

  it('are uploaded once more after a 422, and only once', async () => {
    let refusals = 1
    const uploads: string[] = []
    const { run } = aMigration(desk, {
      fetch: (address, init) => {
        const path = addressOf(address)
        if (path.endsWith('/attachments')) uploads.push(path)
        if (path.endsWith('/import') && refusals-- > 0)
          return Promise.resolve(
            Response.json(
              { message: 'x', errors: { 'messages.0.attachment_ids.0': ['The selected token is invalid.'] } },
              { status: 422 },
            ),
          )
        return fetch(address, init)
      },
    })
    const line = withFiles([{ name: 'a', content: 'YQ==' }])
    expect((await run([line])).progress).toMatchObject({ done: 1 })
    expect(uploads).toHaveLength(2)
    refusals = 5
    expect((await run([{ ...line, external_id: 'b' }])).progress).toMatchObject({ refused: 1 })
    expect(uploads).toHaveLength(4)
  })

  it('that cannot be uploaded for now keep their ticket back', async () => {
    const { run, journal } = aMigration(desk, {
      fetch: (address, init) =>
        addressOf(address).endsWith('/attachments')
          ? Promise.resolve(new Response('', { status: 500 }))
          : fetch(address, init),
    })
    expect((await run([withFiles([{ name: 'a', content: 'YQ==' }])])).progress).toMatchObject({ failed: 1 })
    expect(journal.undone(1)).toMatchObject([{ state: 'failed', why: 'file a: upload 500' }])
    expect(await total()).toBe(0)
  })
})
