/** How e-mails leave, as the environment says, and what is wrong with it. */
import { describe, expect, it } from 'vitest'
import { ConfigError, loadConfig } from '../../../proxy/config/config.ts'
import { CHANNEL } from '../../harness/proxy/builders.ts'
import type { Environment } from '../../../proxy/config/environment.ts'

const SMTP_URL = 'smtps://user:p%40ss@mail.example.com'
const MAIL_FROM = 'Example Shop <no-reply@example.com>'
const MAIL_WEBHOOK = 'https://www.example.com/hooks/mail'
const MAIL_WEBHOOK_SECRET = 'a secret of at least 24 bytes'

function problemsOf(environment: Environment): string {
  try {
    loadConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.join('\n')
    throw error
  }
  return ''
}

describe('e-mails', () => {
  it('go nowhere until something is configured', () => {
    expect(loadConfig({}).mail).toBeUndefined()
  })

  it('are offered to no visitor where nothing sends them', () => {
    const desk = {
      THERE_THERE_TOKEN: 't',
      THERE_THERE_CHANNEL: CHANNEL,
      ALLOWED_ORIGINS: 'https://a.example',
    }
    const told = (more: Environment) =>
      loadConfig({ ...desk, CONVERSATION: 'confirmed', ...more }).sites.get('default')!.form.conversation
    expect(told({})).toBeUndefined()
    expect(told({ SMTP_URL, MAIL_FROM })).toBe('confirmed')
  })

  it('go by a mail server, from one address', () => {
    expect(loadConfig({ SMTP_URL, MAIL_FROM }).mail).toEqual({ way: 'smtp', url: SMTP_URL, from: MAIL_FROM })
    const from = 'no-reply@example.com'
    expect(loadConfig({ SMTP_URL: 'smtp://localhost:1025', MAIL_FROM: from }).mail).toMatchObject({ from })
  })

  it('go by the backend of the site, signed', () => {
    const mail = { way: 'webhook', url: MAIL_WEBHOOK, secret: MAIL_WEBHOOK_SECRET }
    expect(loadConfig({ MAIL_WEBHOOK, MAIL_WEBHOOK_SECRET }).mail).toEqual(mail)
  })

  it('take secrets from files, too', () => {
    const read = (path: string) => `${path === '/s' ? SMTP_URL : MAIL_WEBHOOK_SECRET}\n`
    expect(loadConfig({ SMTP_URL_FILE: '/s', MAIL_FROM }, read).mail).toMatchObject({ url: SMTP_URL })
    const file = { MAIL_WEBHOOK, MAIL_WEBHOOK_SECRET_FILE: '/w' }
    expect(loadConfig(file, read).mail).toMatchObject({ secret: MAIL_WEBHOOK_SECRET })
  })

  it.each<[string, Environment, RegExp]>([
    ['a server without a sender', { SMTP_URL }, /^MAIL_FROM is missing/],
    ['a sender without a server', { MAIL_FROM }, /^MAIL_FROM counts with SMTP_URL only/],
    ['both ways', { SMTP_URL, MAIL_FROM, MAIL_WEBHOOK, MAIL_WEBHOOK_SECRET }, /^MAIL_WEBHOOK is set beside/],
    [
      'a secret without a backend',
      { MAIL_WEBHOOK_SECRET },
      /^MAIL_WEBHOOK_SECRET counts with MAIL_WEBHOOK only/,
    ],
    [
      'an alert secret for nobody',
      { ALERT_WEBHOOK_SECRET: MAIL_WEBHOOK_SECRET },
      /^ALERT_WEBHOOK_SECRET counts/,
    ],
    ['a backend without a secret', { MAIL_WEBHOOK }, /^MAIL_WEBHOOK_SECRET is missing/],
    ['a short secret', { MAIL_WEBHOOK, MAIL_WEBHOOK_SECRET: 'whsec_c2hvcnQ=' }, /at least 24 bytes/],
    [
      'another protocol',
      { SMTP_URL: 'https://user:p%40ss@mail.example.com', MAIL_FROM },
      /^SMTP_URL must be/,
    ],
    ['no host', { SMTP_URL: 'smtp://', MAIL_FROM }, /^SMTP_URL must be/],
    ['options that nobody reads', { SMTP_URL: `${SMTP_URL}/?pool=true`, MAIL_FROM }, /must end with host/],
    ['two senders', { SMTP_URL, MAIL_FROM: 'Shop, Inc <a@example.com>' }, /one address/],
    ['a sender that is no address', { SMTP_URL, MAIL_FROM: 'Example Shop' }, /one address/],
    ['a sender with a line end', { SMTP_URL, MAIL_FROM: 'A\nBcc: <a@example.com>' }, /one address/],
  ])('are refused with %s, and no secret is repeated', (_, environment, why) => {
    const problems = problemsOf(environment)
    expect(problems).toMatch(why)
    expect(problems).not.toMatch(/p%40ss@mail\.example|c2hvcnQ/)
  })
})

describe('confirming addresses', () => {
  const real = {
    THERE_THERE_TOKEN: 't',
    THERE_THERE_CHANNEL: CHANNEL,
    ALLOWED_ORIGINS: 'https://shop.example',
  }

  it('is off unless the environment or a site says otherwise', () => {
    expect(loadConfig({}).sites.get('demo')!.confirm).toEqual({ confirm: 'off', copy: false })
    expect(loadConfig({}).sites.get('demo')!.form).not.toHaveProperty('confirm')
    const { sites } = loadConfig({ CONFIRM: 'before', COPY: '1' })
    expect(sites.get('demo')!.confirm).toEqual({ confirm: 'before', copy: true })
    expect(sites.get('demo')!.form).toMatchObject({ confirm: 'before', copy: true })
    const shop = { channel: CHANNEL, origins: ['https://shop.example'], confirm: 'after', copy: false }
    const file = { CONFIRM: 'before', COPY: '1', SITES_FILE: 'f' }
    const found = loadConfig(file, () => JSON.stringify({ sites: { shop } }))
    expect(found.sites.get('shop')!.confirm).toEqual({ confirm: 'after', copy: false })
  })

  it('needs a way for mails, and a mode that there is', () => {
    expect(problemsOf({ ...real, CONFIRM: 'after' })).toMatch(/^SMTP_URL is missing, and site "default"/)
    expect(problemsOf({ ...real, COPY: '1', SMTP_URL, MAIL_FROM })).toBe('')
    expect(problemsOf({ CONFIRM: 'yes', COPY: 'yes' })).toMatch(/^CONFIRM is "yes".*\nCOPY is "yes"/)
  })
})
