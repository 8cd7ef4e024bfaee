/** Uploads, against there-there-api.md ("The rest") and the helpdesk's page "Import" ("Attachments"). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aTicket, startSandbox, type TestSandbox } from '../../../harness/proxy/sandbox-server.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox()
})
afterEach(() => desk.stop())

function aFile(name = 'shot.png', type = 'image/png', bytes: Uint8Array<ArrayBuffer> = new Uint8Array(PNG)) {
  const form = new FormData()
  form.set('file', new File([bytes], name, { type }))
  return form
}

async function upload(form = aFile(), token = 'sandbox'): Promise<string> {
  return (await desk.api('POST', '/attachments', form, { token })).json.data.token
}

const create = (attachments: string[], body = 'x', token = 'sandbox') =>
  desk.api('POST', '/tickets', aTicket({ attachments, body }), { token })

const messages = async (ulid: string) => (await desk.api('GET', `/tickets/${ulid}`)).json.data.messages

describe('there-there-api, POST /attachments', () => {
  it('answers 201 with an upload token', async () => {
    const answer = await desk.api('POST', '/attachments', aFile())
    expect(answer.status).toBe(201)
    expect(answer.json.data).toEqual({
      token: expect.stringMatching(/^upl_/),
      filename: 'shot.png',
      mime_type: 'image/png',
      size: PNG.length,
      expires_at: '2026-06-01T11:30:00+00:00',
    })
  })

  it('refuses a missing file, and text in its place', async () => {
    expect((await desk.api('POST', '/attachments', new FormData())).json.errors).toEqual({
      file: ['The file field is required.'],
    })
    expect((await desk.api('POST', '/attachments', { file: 'text' })).json.errors).toEqual({
      file: ['The file field must be a file.'],
    })
  })

  it('takes 25 MB and refuses one byte more', async () => {
    const limit = 25 * 1024 * 1024
    expect((await desk.api('POST', '/attachments', aFile('a', '', new Uint8Array(limit)))).status).toBe(201)
    const over = await desk.api('POST', '/attachments', aFile('a', '', new Uint8Array(limit + 1)))
    expect(over.json.errors).toEqual({ file: ['The file field must not be greater than 25600 kilobytes.'] })
  })
})

describe('there-there-api, attachment_ids', () => {
  it('puts files on tickets, replies, forwards, notes and imports', async () => {
    const { ulid } = (await create([await upload()])).json.data
    const post = async (kind: string, more = {}) =>
      desk.api('POST', `/tickets/${ulid}/${kind}`, { body: 'x', attachment_ids: [await upload()], ...more })
    for (const answer of [
      await post('reply'),
      await post('note'),
      await post('forward', { to_recipients: ['a@b.example'] }),
    ]) {
      expect(answer.status).toBe(201)
      expect(answer.json.data.attachments).toMatchObject([
        { filename: 'shot.png', mime_type: 'image/png', size: PNG.length },
      ])
    }
    expect((await messages(ulid))[0].attachments).toHaveLength(1)
    const { channel, subject, from_contact } = aTicket()
    const imported = await desk.api('POST', '/tickets/import', {
      channel,
      subject,
      from_contact,
      status: 'closed',
      messages: [{ type: 'inbound', body: 'x', attachment_ids: [await upload()] }],
    })
    expect(imported.json.data.messages[0].attachments).toHaveLength(1)
  })

  it('takes a token once, and not twice in one list', async () => {
    const token = await upload()
    expect((await create([token])).status).toBe(201)
    expect((await create([token])).json.errors).toEqual({
      'message.attachment_ids.0': ['The selected message.attachment ids.0 is invalid.'],
    })
    const twice = await upload()
    expect(Object.keys((await create([twice, twice])).json.errors)).toEqual(['message.attachment_ids.1'])
  })

  it('uses no token up when the ticket is refused', async () => {
    const token = await upload()
    expect((await create([token, 'upl_unknown'])).status).toBe(422)
    expect((await create([token])).status).toBe(201)
  })

  it('takes only tokens of the same API token and workspace', async () => {
    expect((await create([await upload(aFile(), 'sandbox-member')])).status).toBe(422)
    const other = { token: 'sandbox-multi', headers: { 'X-Workspace-Id': '2' } }
    const { token } = (await desk.api('POST', '/attachments', aFile(), other)).json.data
    const here = { token: 'sandbox-multi', headers: { 'X-Workspace-Id': '1' } }
    expect((await desk.api('POST', '/tickets', aTicket({ attachments: [token] }), here)).status).toBe(422)
  })

  it('lets tokens expire', async () => {
    const token = await upload()
    desk.advance(60 * 60_000)
    expect((await create([token])).status).toBe(422)
  })

  it('takes ten, not eleven', async () => {
    const tokens: string[] = []
    for (let i = 0; i < 11; i++) tokens.push(await upload())
    expect((await create(tokens)).status).toBe(422)
    expect((await create(tokens.slice(0, 10))).status).toBe(201)
  })
})

describe('import page, Attachments, cid: rewriting', () => {
  it('turns cid:TOKEN into the address of the picture', async () => {
    const token = await upload()
    const { ulid } = (await create([token], `<p>See <img src="cid:${token}"></p>`)).json.data
    const [message] = await messages(ulid)
    const { url } = message.attachments[0]
    expect(message.body_html).toBe(`<p>See <img src="${url}"></p>`)
    const picture = await fetch(url)
    expect(picture.headers.get('Content-Type')).toBe('image/png')
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(PNG)
  })

  it('lists it among the inline images, with the name that both generations know', async () => {
    const [inline, beside] = [await upload(), await upload(aFile('log.txt', 'text/plain'))]
    const { ulid } = (await create([inline, beside], `<img src="cid:${inline}">`)).json.data
    const [message] = await messages(ulid)
    expect(
      message.attachments.map((file: { name: string; filename: string }) => [file.name, file.filename]),
    ).toEqual([
      ['shot.png', 'shot.png'],
      ['log.txt', 'log.txt'],
    ])
    const [image, ...more] = message.inline_images
    expect(more).toEqual([])
    expect(image).toEqual({
      id: expect.any(Number),
      name: 'shot.png',
      mime_type: 'image/png',
      size: PNG.length,
      content_id: inline,
      url: message.attachments[0].url,
      download_url: expect.any(String),
    })
    expect(message.body_html).toContain(image.url)
    const download = await fetch(image.download_url)
    expect(download.headers.get('Content-Disposition')).toMatch(/^attachment/)
    expect(Buffer.from(await download.arrayBuffer())).toEqual(PNG)
  })

  it.each(['text/html', 'image/svg+xml', 'application/javascript'])(
    'serves %s only as a harmless download',
    async (type) => {
      const token = await upload(aFile('evil"\r\nX: y.html', type))
      const { ulid } = (await create([token])).json.data
      const { headers } = await fetch((await messages(ulid))[0].attachments[0].url)
      expect(headers.get('Content-Type')).toBe('application/octet-stream')
      expect(headers.get('Content-Disposition')).toMatch(/^attachment; filename\*=UTF-8''evil[\w%.-]+$/)
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('Content-Security-Policy')).toMatch(/sandbox/)
    },
  )

  it('does not serve by the wrong secret, nor what is on no message yet', async () => {
    const token = await upload()
    const { ulid } = (await create([token])).json.data
    const { url } = (await messages(ulid))[0].attachments[0]
    expect((await fetch(`${url}x`)).status).toBe(404)
  })
})
