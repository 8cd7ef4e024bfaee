/** What the doctor says of the e-mails, with a real mail server; of the DNS a table stands in. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { run } from '../../../proxy/cli/main.ts'
import { loadConfig } from '../../../proxy/config/config.ts'
import { checkMail } from '../../../proxy/operator/mail-check.ts'
import { aFolder, CHANNEL } from '../../harness/proxy/builders.ts'
import { startSmtpServer } from '../../harness/proxy/smtp-server.ts'

const DNS: Record<string, string[]> = {
  'shop.example': ['v=spf1 include:mail.example -all'],
  '_dmarc.shop.example': ['v=DMARC1; p=reject'],
}
const lookUp = async (name: string) => DNS[name] ?? []

async function aServer() {
  const server = await startSmtpServer({ authOptional: false })
  onTestFinished(server.stop)
  const environment = (login: string, from = 'no-reply@shop.example') => ({
    SMTP_URL: `smtp://${login}@127.0.0.1:${server.port}`,
    MAIL_FROM: from,
  })
  return {
    ...server,
    environment,
    configOf: (...args: Parameters<typeof environment>) => loadConfig(environment(...args)),
  }
}

describe('the doctor', () => {
  it('logs in at the mail server, and finds who may send for the sender', async () => {
    const { configOf, mails } = await aServer()
    expect(await checkMail(configOf('user:p%40ss'), undefined, lookUp)).toEqual([
      { check: 'mail server', ok: true, detail: 'it takes the login' },
      { check: 'domain of MAIL_FROM', ok: true, detail: 'shop.example has SPF, DMARC reject' },
    ])
    expect(mails).toEqual([])
  })

  it('says when the login is wrong, and when nobody may send for the sender', async () => {
    const { configOf } = await aServer()
    const from = 'Shop <no-reply@elsewhere.example>'
    expect(await checkMail(configOf('ann%40shop.example:wrong', from), undefined, lookUp)).toEqual([
      expect.objectContaining({
        check: 'mail server',
        ok: false,
        advice: expect.stringContaining('password'),
      }),
      {
        check: 'domain of MAIL_FROM',
        ok: false,
        detail:
          'elsewhere.example has no SPF, no DMARC; the login is of shop.example, so see that the server may send for elsewhere.example',
        advice: expect.stringContaining('v=spf1'),
      },
    ])
  })

  it('does not take a network without DNS for a fault', async () => {
    const { configOf } = await aServer()
    const [, domain] = await checkMail(configOf('user:p%40ss'), undefined, () => Promise.reject(new Error()))
    expect(domain).toMatchObject({ ok: true, detail: expect.stringContaining('not looked up') })
  })

  it('says what is missing where nothing is configured, and what the sandbox does with mails', async () => {
    const real = {
      THERE_THERE_TOKEN: 't',
      THERE_THERE_CHANNEL: CHANNEL,
      ALLOWED_ORIGINS: 'https://a.example',
    }
    expect(await checkMail(loadConfig(real))).toEqual([
      { check: 'e-mails', ok: true, detail: expect.stringContaining('Set SMTP_URL and MAIL_FROM') },
    ])
    const [tray, trial] = await checkMail(loadConfig({}), 'you@example.com')
    expect(tray).toMatchObject({ ok: true, detail: expect.stringContaining('tray') })
    expect(trial).toMatchObject({ check: 'test mail', ok: false })
  })

  it('sends a mail on trial when it is asked to, by the command', async () => {
    const { environment, mails } = await aServer()
    let out = ''
    const env = { ...environment('user:p%40ss'), DATA_DIR: aFolder() }
    const doctor = (...argv: string[]) =>
      run({
        argv: ['doctor', ...argv],
        env,
        stdout: (text) => (out += text),
        stderr: (text) => (out += text),
      })
    await doctor('--mail', 'you@example.com')
    expect(out).toContain('ok    test mail: taken')
    expect(mails).toMatchObject([{ to: ['you@example.com'] }])
    expect(await doctor('--mail', 'you')).toBe(2)
  })
})
