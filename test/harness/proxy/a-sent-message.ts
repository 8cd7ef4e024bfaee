/** A visitor without JavaScript who has written to a whole proxy, with the sandbox and a real mail server. */
import PostalMime from 'postal-mime'
import { expect, onTestFinished } from 'vitest'
import { codeIn } from './a-code.ts'
import { aConversation } from './a-conversation.ts'
import { aPlainVisitor } from './a-plain-visitor.ts'
import { startSmtpServer } from './smtp-server.ts'

export const PROXY = 'http://proxy.example'
export const LETTER = { email: 'ada@example.com', message: 'The kettle leaks <b>badly</b>.' }

/** A visitor in front of a whole proxy, who has sent a message; with codes by e-mail unless told otherwise. */
export async function aSentMessage(
  site: object = {},
  env: Record<string, string> = {},
  letter: object = LETTER,
) {
  const smtp = await startSmtpServer()
  onTestFinished(() => smtp.stop())
  const mail = { SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, MAIL_FROM: 'no-reply@shop.example' }
  const talk = await aConversation(site, { ...mail, ...env })
  const visitor = aPlainVisitor(async (request) => talk.proxy.fetch(request), PROXY)
  await visitor.open('/embed/shop')
  await visitor.press('Send message', { ...letter })
  /** The code of the newest mail, when there are so many. */
  const code = async (count: number) => {
    await expect.poll(() => smtp.mails.length).toBe(count)
    const { text = '' } = await PostalMime.parse(smtp.mails.at(-1)!.raw)
    return codeIn({ text })
  }
  const ticket = async (count = 1) => {
    await expect.poll(async () => (await talk.tickets()).length).toBe(count)
    return (await talk.tickets()).at(-1)!.ulid
  }
  /** Looks until there is something. */
  const until = (text: string) =>
    expect
      .poll(
        async () => {
          await visitor.press('See what is new')
          return visitor.text()
        },
        { interval: 20 },
      )
      .toContain(text)
  return { ...talk, smtp, visitor, code, ticket, until }
}
