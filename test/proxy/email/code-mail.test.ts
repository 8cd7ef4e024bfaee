/** The mail with a code, in every language: what is in it, and what never is. And its way into the sandbox's tray. */
import { describe, expect, it } from 'vitest'
import { codeMail } from '../../../proxy/email/code-mail.ts'
import { copyMail } from '../../../proxy/email/copy-mail.ts'
import { createMailer } from '../../../proxy/email/mailer.ts'
import { languages } from '../../../widget/i18n/all-texts.ts'
import { startSandbox } from '../../harness/proxy/sandbox-server.ts'

const mailIn = (language: string) =>
  codeMail({
    id: 'c0de-1',
    to: 'ann@example.com',
    code: '012345',
    site: 'shop.example',
    minutes: 10,
    language,
    ...languages[language]!,
  })

describe.each(Object.keys(languages))('the mail with a code in %s', (language) => {
  it('has code, site and time in it, no link, and nothing left to fill in', () => {
    const { subject, text } = mailIn(language)
    expect(text).toContain('012345')
    expect(text).toMatch(/10|۱۰|١٠|१०/)
    expect(subject).toContain('shop.example')
    expect(subject).not.toContain('012345')
    expect(subject + text).not.toMatch(/[{}<>]|https?:|www\.|undefined/)
    expect(text.trimEnd().split('\n\n')).toHaveLength(4)
  })

  it('and that with a copy have site, reference and the words of the visitor, and nothing left to fill in', () => {
    const written = [[undefined, 'Hello {site}'] as const, ['Order', 'A1'] as const]
    const style = { site: 'shop.example', language, ...languages[language]! }
    const copy = copyMail({ id: 'm-1', to: 'ann@example.com', reference: 'SABC', written, ...style })
    expect(copy).toMatchObject({ id: 'copy-m-1', to: 'ann@example.com', language })
    expect(copy.subject).toContain('shop.example')
    const [intro = '', words = ''] = copy.text.split('\n\n----\n\n')
    expect(intro).toContain('SABC')
    expect(copy.subject + intro).not.toMatch(/[{}<>]|https?:|www\.|undefined/)
    expect(words).toBe('Hello {site}\n\nOrder: A1\n')
  })

  it('has texts of its own', () => {
    if (language !== 'en') expect(mailIn(language).text).not.toBe(mailIn('en').text)
  })
})

describe('the mail with a code', () => {
  it('says what it is for', () => {
    expect(mailIn('en')).toEqual({
      id: 'c0de-1',
      to: 'ann@example.com',
      subject: 'Your code for shop.example',
      text: `Your code: 012345

It is valid for 10 minutes, and only in the browser where it was requested.

If you did not request a code, you need not do anything. Do not pass it on to anybody.

Nobody reads replies to this email.
`,
      language: 'en',
    })
  })

  it('keeps a host in its own order among Arabic words', () => {
    expect(mailIn('ar').subject).toContain('\u2068shop.example\u2069')
  })

  it('comes into the tray of the sandbox, where nothing is sent', async () => {
    const desk = await startSandbox()
    const mailer = createMailer({ way: 'tray', put: desk.sandbox.deliverMail })
    expect(await mailer.check()).toEqual({ ok: true })
    expect(await mailer.deliver(mailIn('de'))).toEqual({ type: 'sent' })
    const [mail] = (await desk.send('GET', '/sandbox/mails')).json.data
    expect(mail).toMatchObject({ to: 'ann@example.com', subject: 'Ihr Code für shop.example' })
    expect(mail.text).toContain('012345')
    await desk.stop()
  })
})
