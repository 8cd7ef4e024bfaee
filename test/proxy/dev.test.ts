/** `npm run dev`: the widget from its sources and the proxy with its sandbox, at one address. */
import { createLogger, createServer } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'

let url = ''
let close = async () => {}
const errors: string[] = []

beforeAll(async () => {
  const server = await createServer({
    mode: 'development',
    customLogger: { ...createLogger('silent'), error: (text) => void errors.push(text) },
    server: { host: '127.0.0.1', port: 0, hmr: false },
  })
  close = () => server.close()
  await server.listen()
  url = server.resolvedUrls!.local[0]!
})
afterAll(() => close())

/** What is there, without how it is written. */
const get = async (path: string) => {
  const answer = await fetch(new URL(path, url))
  return { status: answer.status, type: answer.headers.get('Content-Type') ?? '', text: await answer.text() }
}

it('serves the demo page with a loader that imports its source', async () => {
  expect((await get('/')).text).toContain('support.js')
  const loader = await get('/support.js')
  expect(loader.type).toBe('text/javascript')
  expect((await get(/\/widget\/[\w.]+/.exec(loader.text)![0])).text).toContain('import')
})

it('serves the form’s definition and its document by the proxy, from their sources', async () => {
  const form = await get('/api/form')
  expect([form.status, form.type]).toEqual([200, expect.stringContaining('application/json')])
  const document = await get('/embed/demo')
  expect(document.status).toBe(200)
  for (const [, address] of document.text.matchAll(/(?:src|href)="(\/widget\/[^"]+)"/g))
    expect((await get(address!.replaceAll('&amp;', '&'))).status).toBe(200)
})

it('serves the preview page and its script from their sources', async () => {
  expect((await get('/preview')).text).toContain('page.js')
  expect((await get('/preview/page.js')).text).toContain('/widget/preview/')
})

it('serves the sandbox’s inbox, its script and its styles from their sources, and its data from the proxy', async () => {
  expect((await get('/sandbox')).text).toContain('/sandbox/assets/inbox.js')
  expect((await get('/sandbox/assets/inbox.js')).text).toContain('/proxy/sandbox/inbox/page/')
  for (const sheet of ['inbox', 'message']) {
    const { type, text } = await get(`/sandbox/assets/${sheet}.css`)
    expect(type).toMatch(/^text\/css/)
    expect(text).toContain('--spruce')
  }
  expect((await get('/sandbox/assets/icon.svg')).type).toBe('image/svg+xml')
  expect((await get('/sandbox/inbox/channels')).type).toContain('application/json')
})

it('finds what the pages load also when Vite looks ahead, and has nothing to complain about', async () => {
  for (const page of ['/preview', '/sandbox']) {
    const [, script = ''] = /src="(\/[\w/]+\.js)"/.exec((await get(page)).text) ?? []
    expect((await get(script)).status, page).toBe(200)
  }
  expect(errors).toEqual([])
})
