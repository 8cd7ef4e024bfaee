/** Addresses and sizes of what people read, asked of the built proxy. */
import { describe, expect, it } from 'vitest'
import { aSharedProxy } from '../../harness/attack/raw-socket.ts'

const shared = aSharedProxy()
const get = (path: string, init?: RequestInit) => fetch(shared().url + path, init)

describe('an address with a slash too many', () => {
  it.each([
    ['/embed/demo/', '/embed/demo'],
    ['/embed/demo/?locale=nl&x=/', '/embed/demo?locale=nl&x=/'],
    ['/embed/demo//', '/embed/demo'],
    ['/preview/', '/preview'],
    ['/health/', '/health'],
    ['/ready/', '/ready'],
    ['/api/form/?site=demo', '/api/form?site=demo'],
  ])('%s is %s', async (path, meant) => {
    const answer = await get(path)
    expect(answer.status).toBe(200)
    expect(answer.url).toBe(shared().url + meant)
  })

  it.each([
    '/nothing/',
    '//evil.example/',
    '/embed//evil.example/',
    '/evil.example//',
    '/%2f%2fevil.example/',
    // Looked at once, not from each of its characters on: that took seconds (test/attack/documents.test.ts).
    `/embed/${'x/'.repeat(6000)}x`,
  ])('%s leads nowhere else', async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(404)
    expect(new URL(answer.url).host).toBe(new URL(shared().url).host)
  })

  it('is nothing for what is sent', async () => {
    expect((await get('/api/tickets/', { method: 'POST', body: '{}' })).status).toBe(404)
  })

  it('stays below the folder that a server in front puts before it', async () => {
    const answer = await get('/embed/demo/?locale=nl', { redirect: 'manual' })
    expect(answer.headers.get('Location')).toBe('../demo?locale=nl')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
  })
})

describe('documents', () => {
  it.each(['/', '/embed/demo', '/embed/workshop', '/preview', '/preview/stage'])(
    '%s is compressed',
    async (path) => {
      const bare = await get(path, { headers: { 'Accept-Encoding': 'identity' } })
      expect(bare.headers.get('Content-Encoding')).toBeNull()
      const packed = await get(path, { headers: { 'Accept-Encoding': 'gzip, br' } })
      expect(packed.headers.get('Content-Encoding')).toBe('gzip')
      for (const answer of [bare, packed]) expect(answer.headers.get('Vary')).toContain('Accept-Encoding')
      const steady = (text: string) => text.replaceAll(/value="[\w.-]{30,}"/g, '')
      expect(steady(await packed.text())).toBe(steady(await bare.text()))
    },
  )
})
