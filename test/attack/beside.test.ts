/** What strangers send to the addresses beside the API: the widget's files, and the operator's page. */
import { describe, expect, it } from 'vitest'
import { aSharedProxy, exchange, head, statusesOf } from '../harness/attack/raw-socket.ts'

const shared = aSharedProxy({ OPERATOR_SECRET: 'a-secret-of-the-operator-0123456789' })

/** Names of files are at most 255 bytes long, and `.br` is looked for as well. */
describe.each([250, 255, 256, 4000])('a name of %i characters', (length) => {
  it.each(['/assets/', '/0.1.0/', '/preview/', '/sandbox/', '/'])('is not found below %s', async (folder) => {
    const { url } = shared()
    const names = [`${folder}${'a'.repeat(length)}`, `${folder}a-${'a'.repeat(length)}.js`]
    for (const name of names) expect((await fetch(url + name)).status).toBe(404)
  })
})

describe('a form of the operator’s page', () => {
  const paths = ['login', 'logout', 'retry', 'export', 'check']
  const errors = () =>
    shared()
      .output()
      .match(/"level":"error"/g) ?? []

  it.each(paths)('that cannot be read is refused at %s, and no error of ours', async (path) => {
    const { url } = shared()
    for (const type of ['multipart/form-data; boundary=x', 'multipart/form-data']) {
      const init = { method: 'POST', body: 'secret=a', headers: { 'Content-Type': type } }
      expect((await fetch(`${url}/operator/${path}`, init)).status).toBe(400)
    }
    expect(errors()).toEqual([])
  })

  it('that breaks off is nobody’s error', async () => {
    const { port, url } = shared()
    const form = ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 100']
    const answer = await exchange(port, `${head('/operator/login', 'POST', form)}secret=`)
    expect(statusesOf(answer).filter((status) => status >= 500)).toEqual([])
    expect((await fetch(`${url}/health`)).status).toBe(200)
    expect(errors()).toEqual([])
  })
})
