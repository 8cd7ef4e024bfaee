import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { callOver } from '../../../proxy/operator/admin-http.ts'
import { command } from '../../harness/proxy/a-queue.ts'
import { aFolder } from '../../harness/proxy/builders.ts'

/** A proxy that is killed in the middle of a call, after so many of them. */
async function aDyingProxy(answers: number) {
  const dataDir = aFolder()
  const socketPath = join(dataDir, 'admin.sock')
  const server = createServer((request, response) => {
    if (answers-- > 0) response.end('{}')
    else request.socket.destroy()
  })
  await new Promise<void>((done) => server.listen(socketPath, done))
  onTestFinished(() => void server.close())
  return { dataDir, socketPath }
}

it('says of a proxy that ends in the middle of a call what is known of it, and keeps the code', async () => {
  const { socketPath } = await aDyingProxy(0)
  await expect(callOver({ socketPath })(new Request('http://socket/'))).rejects.toMatchObject({
    message: expect.stringContaining('The proxy ended before it had answered.'),
    code: 'ECONNRESET',
  })
})

it('has a command end with that sentence, and not with the name of an error', async () => {
  const { dataDir } = await aDyingProxy(1)
  const { code, err } = await command(dataDir, 'outbox', 'retry', '--all-dead')
  expect(code).toBe(1)
  expect(err).toContain('run the command again')
  expect(err).not.toContain('ECONNRESET')
})
