/** Answers to those who are still sending: over real sockets, since only the system takes an answer away. */
import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { aFolder, UNLIMITED } from '../harness/proxy/builders.ts'
import { aPort, start } from '../harness/proxy/proxy-process.ts'

const SIZE = 20_000_000

/** Sends a large body whole, as simple clients do, and reads the answer only then. */
function upload(url: string, headers: Record<string, string>): Promise<number | string> {
  return new Promise((resolve) => {
    const sending = request(url, {
      method: 'POST',
      agent: false,
      headers: { 'Content-Length': SIZE, ...headers },
    })
    sending.on('response', (answer) => {
      answer.resume().on('end', () => sending.writableFinished && resolve(answer.statusCode!))
      sending.once('finish', () => answer.complete && resolve(answer.statusCode!))
    })
    sending.on('error', ({ message }) => resolve(message))
    sending.end(Buffer.alloc(SIZE))
  })
}

describe.each([
  ['proxy', 'dist/proxy/main.js', 'Paste this'],
  ['sandbox started alone', 'dist/proxy/sandbox/main.js', 'Sandbox helpdesk'],
])('the %s', (_, file, ready) => {
  it('answers an upload without a token with 401, and others with what is wrong, before it closes', async () => {
    const port = await aPort()
    await start({ PORT: String(port), DATA_DIR: aFolder(), ...UNLIMITED }, file, [], undefined, ready)
    const url = `http://127.0.0.1:${port}`
    const type = { 'Content-Type': 'multipart/form-data; boundary=x' }
    for (const Connection of ['close', 'keep-alive'])
      for (const [path, status] of [
        ['/sandbox/api/attachments', 401],
        ['/sandbox/api/nothing', 404],
        ['/nothing', 404],
      ] as const)
        for (let time = 0; time < 5; time++)
          expect(await upload(url + path, { ...type, Connection }), `${path} ${Connection}`).toBe(status)
  })
})
