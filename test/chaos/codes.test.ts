/** A proxy that is killed while a mail is on its way: nobody is sent two mails for one request, and no other one is lost. */
import { expect, it, onTestFinished } from 'vitest'
import { aSecret, codeFields, codeIn } from '../harness/proxy/a-code.ts'
import { solved } from '../harness/proxy/an-app.ts'
import { aSandboxedProxy } from '../harness/proxy/proxy-process.ts'
import { startSmtpServer } from '../harness/proxy/smtp-server.ts'
import type { ReceivedMail } from '../harness/proxy/smtp-server.ts'
import type { Problem } from '../../proxy/contract/problems.ts'

/** A mail server that takes mails and does not say so until it is let. */
async function aSilentServer() {
  const mails: ReceivedMail[] = []
  const state = { silent: true }
  const server = await startSmtpServer({
    onData(stream, { envelope }, done) {
      let raw = ''
      stream.on('data', (chunk) => (raw += chunk))
      stream.on('end', () => {
        mails.push({ from: '', to: envelope.rcptTo.map(({ address }) => address), raw })
        if (!state.silent) done()
      })
    },
  })
  onTestFinished(server.stop)
  return { port: server.port, mails, state }
}

it('sends one mail for a request, though it was killed before it knew', async () => {
  const { port, mails, state } = await aSilentServer()
  const env = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'no-reply@shop.example' }
  const proxy = await aSandboxedProxy(env)
  const post = (path: string, fields: Record<string, string>) =>
    fetch(`${proxy.url}/api/${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { Origin: proxy.url },
    })
  const ask = async (fields: Record<string, string>) => {
    const first = await post('code', fields)
    if (first.status !== 403) return first.status
    const { challenge } = (await first.json()) as Problem
    return (await post('code', { ...fields, challenge: await solved(challenge) })).status
  }
  const browser = aSecret()
  const lost = codeFields({ site: 'demo', email: 'lost@example.com', browser })
  expect(await ask(lost)).toBe(202)
  await expect.poll(() => mails.length).toBe(1)
  await proxy.stop('SIGKILL')
  state.silent = false
  await proxy.restart()
  // The browser never had its answer, and asks again.
  expect(await ask(lost)).toBe(202)
  const other = codeFields({ site: 'demo', email: 'other@example.com' })
  expect(await ask(other)).toBe(202)
  await expect.poll(() => mails.length).toBe(2)
  expect(mails.map(({ to }) => to)).toEqual([['lost@example.com'], ['other@example.com']])
  // What was sent counts: the server had it.
  const code = codeIn({ text: mails[0]!.raw })
  expect((await post('session', { site: 'demo', browser, code })).status).toBe(200)
  await proxy.stop()
  expect(mails).toHaveLength(2)
  expect(proxy.output()).not.toMatch(/lost@|other@/)
})
