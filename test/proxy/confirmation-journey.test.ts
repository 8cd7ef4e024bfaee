/** A message that waits for its code, from a visitor's browser to the agent's inbox, on the real process and its sandbox. */
import { expect, it } from 'vitest'
import { aSecret, codeFields, codeIn } from '../harness/proxy/a-code.ts'
import { solved } from '../harness/proxy/an-app.ts'
import { aSubmission } from '../harness/proxy/builders.ts'
import { aSandboxedProxy } from '../harness/proxy/proxy-process.ts'
import type { TrayMail } from '../../proxy/sandbox/data/mail-tray.ts'
import type { Accepted, Problem } from '../../proxy/contract/problems.ts'

it('waits over a restart, leaves when its code is entered, and its ticket says that it is confirmed', async () => {
  const env = { CONFIRM: 'before', COPY: '1', THERE_THERE_RATE: '1000', SANDBOX_RATE: '1000' }
  const proxy = await aSandboxedProxy(env)
  const post = (path: string, fields: object) =>
    fetch(`${proxy.url}/api/${path}`, {
      method: 'POST',
      body: JSON.stringify(fields),
      headers: { Origin: proxy.url, 'Content-Type': 'application/json' },
    })
  const mails = async () => {
    const tray = await (await fetch(`${proxy.url}/sandbox/mails`)).json()
    return (tray as { data: TrayMail[] }).data
  }
  const browser = aSecret()
  const message = { ...aSubmission(), site: 'demo', browser }
  const sent = (await (await post('tickets', message)).json()) as Accepted
  expect(sent).toMatchObject({ state: 'queued', confirm: 'before' })
  await proxy.stop()
  await proxy.restart()
  const wanted = codeFields({ site: 'demo', browser })
  const { challenge } = (await (await post('code', wanted)).json()) as Problem
  expect((await post('code', { ...wanted, challenge: await solved(challenge) })).status).toBe(202)
  await expect.poll(mails).toMatchObject([{ to: message.email, subject: 'Your code for localhost' }])
  expect(await proxy.tickets()).toEqual([])
  const code = codeIn((await mails())[0]!)
  const opened = await post('session', { site: 'demo', browser, code })
  expect(opened.status).toBe(200)
  await expect.poll(async () => (await proxy.tickets())[0]?.messages.length).toBe(2)
  const [ticket] = await proxy.tickets()
  expect(ticket!.messages[1]!.body_html).toContain('Address confirmed')
  await expect.poll(async () => (await mails())[0]).toMatchObject({ subject: 'Your message to localhost' })
  const [copy] = await mails()
  expect(copy!.text).toContain(sent.reference)
  expect(copy!.text).toContain(message.message)
  // With the session, the next one waits for nothing.
  const { session } = (await opened.json()) as { session: string }
  const next = await post('tickets', { ...aSubmission(), site: 'demo', session })
  expect(await next.json()).not.toHaveProperty('confirm')
  await expect.poll(async () => (await proxy.tickets()).length).toBe(2)
})
