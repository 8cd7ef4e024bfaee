/** Mail over SMTP, against a real server: what arrives, and what is to be done when it does not. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Mail } from '../../../proxy/email/mail.ts'
import { createMailer } from '../../../proxy/email/mailer.ts'
import { startSmtpServer, type TestSmtpServer } from '../../harness/proxy/smtp-server.ts'

const MAIL: Mail = {
  id: 'c0de-1',
  to: 'ann@example.com',
  subject: 'Ihr Code für shop.example',
  text: 'Ihr Code: 123456\n\nGültig für 10 Minuten.\n',
  language: 'de',
}

let server: TestSmtpServer | undefined
afterEach(() => server?.stop())

const start = async (options?: Parameters<typeof startSmtpServer>[0]) =>
  (server = await startSmtpServer(options))
const mailerFor = (port: number, scheme = 'smtp', login = '') =>
  createMailer({
    way: 'smtp',
    url: `${scheme}://${login}127.0.0.1:${port}`,
    from: 'Example Shop <no-reply@shop.example>',
    timeoutMs: 2000,
  })

/** An error with the number that the server is to answer. */
const answer = (responseCode: number) =>
  Object.assign(new Error('ann@example.com is unknown'), { responseCode })

describe('a mail', () => {
  it('arrives, marked as written by a machine, in its language, with nothing but text', async () => {
    const { port, mails } = await start()
    expect(await mailerFor(port).deliver(MAIL)).toEqual({ type: 'sent' })
    expect(mails).toHaveLength(1)
    const { from, to, raw } = mails[0]!
    expect([from, to]).toEqual(['no-reply@shop.example', ['ann@example.com']])
    const header = (name: string) => new RegExp(`^${name}: (.+)\r$`, 'im').exec(raw)?.[1]
    expect(header('From')).toBe('Example Shop <no-reply@shop.example>')
    expect(header('Auto-Submitted')).toBe('auto-generated')
    expect(header('X-Auto-Response-Suppress')).toBe('All')
    expect(header('Content-Language')).toBe('de')
    expect(header('Message-ID')).toBe('<c0de-1@shop.example>')
    expect(header('Content-Type')).toBe('text/plain; charset=utf-8')
    expect(raw).toMatch(/Ihr Code: 123456/)
    expect(raw).not.toMatch(/https?:|<html/i)
  })

  it('goes to one address, whatever is in it', async () => {
    const { port, mails } = await start()
    const to = 'ann@example.com, eve@evil.example'
    await mailerFor(port).deliver({ ...MAIL, to })
    expect(mails.flatMap((mail) => mail.to)).not.toContain('eve@evil.example')
    const broken = await mailerFor(port).deliver({
      ...MAIL,
      to: 'ann@example.com>\r\nRCPT TO:<eve@evil.example',
    })
    expect(broken.type).not.toBe('sent')
    expect(mails.flatMap((mail) => mail.to)).not.toContain('eve@evil.example')
    await mailerFor(port).deliver({ ...MAIL, subject: 'a\r\nBcc: eve@evil.example' })
    expect(mails.map(({ raw }) => raw).join('')).not.toMatch(/^Bcc:/im)
  })

  it('is sent after a login, whose signs may be percent-encoded', async () => {
    const { port, mails } = await start({ authOptional: false })
    expect(await mailerFor(port, 'smtp', 'user:p%40ss@').deliver(MAIL)).toEqual({ type: 'sent' })
    expect(mails).toHaveLength(1)
    expect(await mailerFor(port, 'smtp', 'user:wrong@').deliver(MAIL)).toEqual({
      type: 'later',
      reason: 'EAUTH 535 AUTH PLAIN',
    })
  })

  it.each([
    [
      'an unknown recipient',
      550,
      'refused',
      { onRcptTo: (_: unknown, __: unknown, done: (e: Error) => void) => done(answer(550)) },
    ],
    [
      'a recipient on a grey list',
      451,
      'later',
      { onRcptTo: (_: unknown, __: unknown, done: (e: Error) => void) => done(answer(451)) },
    ],
    [
      'a sender that it does not know',
      550,
      'later',
      { onMailFrom: (_: unknown, __: unknown, done: (e: Error) => void) => done(answer(550)) },
    ],
    [
      'a server that takes nobody',
      421,
      'later',
      { onConnect: (_: unknown, done: (e: Error) => void) => done(answer(421)) },
    ],
  ])('that meets %s, %i, is %s, without a word of the server', async (_, code, type, options) => {
    const { port } = await start(options)
    const outcome = await mailerFor(port).deliver(MAIL)
    expect(outcome).toEqual({ type, reason: expect.stringContaining(String(code)) })
    expect(JSON.stringify(outcome)).not.toMatch(/ann|example/)
  })

  // Postfix tells at the recipient what it has against the client, its name or the sender (smtpd_delay_reject).
  it.each([
    ['554 5.7.1 <ann@example.com>: Relay access denied', 'later'],
    ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked', 'later'],
    ['504 5.5.2 <proxy>: Helo command rejected: need fully-qualified hostname', 'later'],
    ['553 5.1.8 <no-reply@shop.example>: Sender address rejected: Domain not found', 'later'],
    ['550-5.7.26 Your email has been blocked because the sender is unauthenticated.', 'later'],
    // Of Exchange, for an address that it does not know.
    ['550 5.4.1 Recipient address rejected: Access denied', 'refused'],
    ['550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown', 'refused'],
    ['550 5.1.10 Recipient not found', 'refused'],
    ['552 5.2.2 Mailbox full', 'refused'],
    ['550 no such user here', 'refused'],
  ])('that is answered with "%s" is %s', async (line, type) => {
    const refuse = (_: unknown, __: unknown, done: (error: Error) => void) =>
      done(Object.assign(new Error(line.slice(4)), { responseCode: Number(line.slice(0, 3)) }))
    const { port } = await start({ onRcptTo: refuse, hideENHANCEDSTATUSCODES: true })
    expect(await mailerFor(port).deliver(MAIL)).toMatchObject({ type })
  })

  it('that is refused after it was read is refused, or tried again', async () => {
    const outcomeOf = async (code: number) => {
      const { port, stop } = await startSmtpServer({
        onData: (stream, _, done) => void stream.resume().on('end', () => done(answer(code))),
      })
      const { type } = await mailerFor(port).deliver(MAIL)
      await stop()
      return type
    }
    expect(await outcomeOf(554)).toBe('refused')
    expect(await outcomeOf(452)).toBe('later')
  })

  it('that gets no answer may have gone out, so nobody knows', async () => {
    let reading: Socket | undefined
    const { port } = await start({
      onData: (stream) => void stream.resume().on('end', () => reading?.destroy()),
    })
    const proxy = createServer((client) => {
      const upstream = connect(port, '127.0.0.1')
      reading = client
      client.pipe(upstream).pipe(client)
      for (const socket of [client, upstream]) socket.on('error', () => undefined)
      client.on('close', () => upstream.destroy())
    })
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
    const outcome = await mailerFor((proxy.address() as AddressInfo).port).deliver(MAIL)
    expect(outcome.type).toBe('unsure')
    proxy.close()
  })

  it('that reaches nobody is tried later', async () => {
    const { port, stop } = await startSmtpServer()
    await stop()
    expect(await mailerFor(port).deliver(MAIL)).toMatchObject({ type: 'later' })
    const nowhere = createMailer({ way: 'smtp', url: 'smtp://', from: 'no-reply@shop.example' })
    expect(await nowhere.deliver(MAIL)).toMatchObject({ type: 'later' })
  })
})

describe('the check', () => {
  it('connects and logs in, and sends nothing', async () => {
    const { port, mails } = await start({ authOptional: false })
    expect(await mailerFor(port, 'smtp', 'user:p%40ss@').check()).toEqual({ ok: true })
    expect(mails).toEqual([])
  })

  it.each([
    ['user:wrong@', 'smtp', /user and password/],
    ['', 'smtps', /certificate|encryption|reached/],
  ])('says what is wrong with %j by %s', async (login, scheme, advice) => {
    const { port } = await start({ authOptional: false })
    expect(await mailerFor(port, scheme, login).check()).toEqual({
      ok: false,
      detail: expect.any(String),
      advice: expect.stringMatching(advice),
    })
  })

  it('gives its password to nobody without encryption, but on this machine', async () => {
    const logins: unknown[] = []
    const { port } = await start({
      disabledCommands: ['STARTTLS'],
      onAuth: (login, _, done) => done(void logins.push(login), { user: 'user' }),
    })
    // This machine, by an address that does not look like it.
    const url = `smtp://user:p%40ss@[::ffff:127.0.0.1]:${port}`
    const mailer = createMailer({ way: 'smtp', url, from: 'no-reply@shop.example', timeoutMs: 2000 })
    expect(await mailer.check()).toMatchObject({ ok: false, advice: expect.stringMatching(/encryption/) })
    expect(await mailer.deliver(MAIL)).toMatchObject({ type: 'later' })
    expect(logins).toEqual([])
  })

  it('does not trust a certificate that nobody signed', async () => {
    const { port } = await start({ secure: true })
    expect(await mailerFor(port, 'smtps').check()).toMatchObject({ ok: false })
    expect(await mailerFor(port, 'smtps').deliver(MAIL)).toMatchObject({ type: 'later' })
  })
})
