/** What a visitor without JavaScript sees after sending: the message, its answers, and a way to write again. */
import { describe, expect, it } from 'vitest'
import { aSentMessage, LETTER, PROXY } from '../../../harness/proxy/a-sent-message.ts'

describe('after sending without a script', () => {
  it('the own message, its state and its reference are there, and nothing of them is in an address', async () => {
    const { visitor, ticket, until } = await aSentMessage()
    expect(visitor.status()).toBe(200)
    expect(visitor.header('Cache-Control')).toBe('no-store')
    expect(visitor.url()).toBe(`${PROXY}/api/tickets?site=shop`)
    expect(visitor.text()).toContain('Message sent')
    expect(visitor.text()).toContain('We will reply to ada@example.com.')
    expect(visitor.text()).toContain('We have your message')
    expect(visitor.html()).toContain('The kettle leaks &lt;b&gt;badly&lt;/b&gt;.')
    expect(visitor.html()).toMatch(/data-reference="S[0-9A-Z]{11}"/)
    const { receipt } = visitor.form('See what is new').fields
    expect(receipt).toMatch(/^[\w-]{43}$/)
    await ticket()
    await until('We have your message')
    expect(visitor.url()).toBe(`${PROXY}/embed/shop/conversation`)
    // Of a message that was sent before, the page around hears no event.
    expect(visitor.html()).not.toContain('data-reference')
  })

  it('a reload sends the same once more, and makes nothing', async () => {
    const { visitor, ticket, tickets } = await aSentMessage()
    const before = visitor.text()
    await visitor.reload()
    expect(visitor.text()).toBe(before)
    await ticket()
    expect(await tickets()).toHaveLength(1)
  })

  it('a form that comes back keeps its secrets, and a version that is sent too gets its own', async () => {
    const { visitor } = await aSentMessage({ confirm: 'after' }, {}, { ...LETTER, email: 'nope' })
    expect(visitor.status()).toBe(422)
    const before = visitor.form('Send message').fields
    await visitor.press('Send message', LETTER)
    expect(visitor.form('See what is new').fields).toMatchObject({
      receipt: before['receipt'],
      browser: before['browser'],
    })
    await visitor.open('/embed/shop')
    const fresh = visitor.form('Send message').fields
    expect(fresh['receipt']).not.toBe(before['receipt'])
    await visitor.press('Send message', { ...before, ...LETTER, message: 'Changed' })
    expect(visitor.status()).toBe(409)
    expect(visitor.form('Send this version too').fields['receipt']).not.toBe(before['receipt'])
  })

  it('a site that shows no conversations confirms as before, and makes no secrets', async () => {
    const { visitor } = await aSentMessage({ conversation: 'off' })
    expect(visitor.url()).toContain('/embed/shop/sent/')
    await visitor.open('/embed/shop')
    expect(Object.keys(visitor.form('Send message').fields)).not.toContain('receipt')
    expect(Object.keys(visitor.form('Send message').fields)).not.toContain('browser')
  })

  it('the addresses of these pages lead to the form', async () => {
    const { visitor } = await aSentMessage({}, { SMTP_URL: '', MAIL_FROM: '' })
    for (const path of ['conversation', 'code', 'session', 'requests', 'sign-out']) {
      await visitor.open(`/embed/shop/${path}?theme=dark`)
      expect(visitor.url()).toBe(`${PROXY}/embed/shop?theme=dark`)
    }
  })

  it('is in the language and the looks of the form', async () => {
    const { visitor } = await aSentMessage()
    await visitor.open('/embed/shop?locale=ar&theme=dark&color=%23036')
    await visitor.press('', LETTER)
    expect(visitor.html()).toContain('lang="ar"')
    await visitor.press('عرض الجديد')
    expect(visitor.html()).toMatch(/lang="ar"\s+dir="rtl"\s+data-theme="dark"/)
    expect(visitor.url()).toContain('theme=dark')
  })
})

describe('an answer', () => {
  it('is told with its time and hidden until the address is proven; then it is there, drawn and without markup', async () => {
    const { visitor, ticket, agent, until, code, smtp } = await aSentMessage({ conversation: 'confirmed' })
    const ulid = await ticket()
    const body = `<p>Hello <b>Ada</b> <a href="https://shop.example/x" onclick="x()">here</a></p><script>alert(1)</script>
      <ul><li>one</li></ul><pre>a  b</pre><blockquote type="cite">before</blockquote>`
    await agent(ulid, 'reply', { body })
    await until('Answered by email to')
    expect(visitor.text()).toContain('You have an answer')
    expect(visitor.text()).toContain('a…@e….com')
    expect(visitor.text()).not.toContain('Hello')
    expect(visitor.text()).not.toContain('ada@example.com')
    await visitor.press('Send me a code')
    expect(visitor.text()).toContain('We are sending a code to a…@e….com.')
    await visitor.reload()
    const digits = await code(1)
    await visitor.press('Confirm address', { code: '' })
    expect([visitor.status(), visitor.text()]).toEqual([422, expect.stringContaining('Enter the code')])
    await visitor.press('Confirm address', { code: digits === '000000' ? '111111' : '000000' })
    expect([visitor.status(), visitor.text()]).toEqual([403, expect.stringContaining('This code is wrong')])
    await visitor.press('Confirm address', { code: digits })
    expect(visitor.status()).toBe(200)
    expect(visitor.text()).toContain('Your address is confirmed.')
    expect(visitor.html()).toMatch(
      /<p dir="auto">Hello <strong>Ada<\/strong> <a\s+href="https:\/\/shop.example\/x"\s+target="_blank"\s+rel="noopener noreferrer nofollow ugc"\s*>here<\/a\s*><\/p>/,
    )
    expect(visitor.html()).toContain('a  b')
    expect(visitor.html()).not.toMatch(/alert|onclick/)
    expect(smtp.mails).toHaveLength(1)
    // The session goes along, and ends when the visitor says so.
    await visitor.press('See what is new')
    expect(visitor.text()).toContain('Hello Ada')
    const { session } = visitor.form('Sign out').fields
    await visitor.press('Sign out')
    expect(visitor.url()).toBe(`${PROXY}/embed/shop`)
    await visitor.open('/embed/shop')
    await visitor.press('Send message', { ...LETTER, session: session! })
    expect(visitor.text()).toContain('The confirmation of your address has ended')
    expect(visitor.text()).not.toContain('Hello')
  })

  it('has its files under sealed addresses, and none that leads elsewhere', async () => {
    const { visitor, ticket, desk, agent, until, proxy } = await aSentMessage({ conversation: 'receipt' })
    const ulid = await ticket()
    const form = new FormData()
    form.append('file', new File(['route'], 'route "1" <a>.txt', { type: 'text/plain' }))
    const { token } = (await desk.api('POST', '/attachments', form)).json.data as { token: string }
    await agent(ulid, 'reply', { body: '<p>See the file</p>', attachment_ids: [token] })
    await until('See the file')
    const [, href = ''] = /href="(\.\.\/\.\.\/api\/conversation\/files\/[\w-]+)"/.exec(visitor.html()) ?? []
    const file = await proxy.fetch(new Request(new URL(href, visitor.url())))
    expect(await file.text()).toBe('route')
  })
})

describe('writing again', () => {
  it('goes on from the conversation, once however often it is reloaded', async () => {
    const { visitor, ticket, tickets } = await aSentMessage({ files: { max: 2, maxMegabytes: 1 } })
    await ticket()
    const file = new File(['hello'], 'label.txt', { type: 'text/plain' })
    await visitor.press('Send message', { message: 'It still leaks.' }, [file])
    expect(visitor.status()).toBe(200)
    expect(visitor.text()).toContain('Your message was added.')
    expect(visitor.text()).toContain('It still leaks.')
    expect(visitor.text()).toContain('label.txt')
    await visitor.reload()
    await ticket(2)
    expect(await tickets()).toHaveLength(2)
    expect(visitor.form('Send message').fields['message']).toBe('')
  })

  it('is kept, word by word, whatever is wrong with it', async () => {
    const { visitor } = await aSentMessage({ challenge: 'off' }, { LIMIT_EMAIL: '2' })
    await visitor.press('Send message', { message: '' })
    expect([visitor.status(), visitor.text()]).toEqual([422, expect.stringContaining('Write your message')])
    expect(visitor.text()).toContain('The kettle leaks')
    await visitor.press('Send message', { message: 'Second' })
    expect(visitor.status()).toBe(200)
    await visitor.press('Send message', { message: '  Third\n"line" <b>' })
    expect(visitor.status()).toBe(429)
    expect(visitor.text()).toContain('Your message was not sent')
    expect(visitor.form('Try again').fields['message']).toBe('  Third\n"line" <b>')
    expect(Number(visitor.header('Retry-After'))).toBeGreaterThan(0)
    // What has arrived already and was changed since is offered as another one.
    await visitor.press('See what is new')
  })

  it('under an id that was used is offered as another message', async () => {
    const { visitor } = await aSentMessage()
    const { id } = visitor.form('Send message').fields
    await visitor.press('Send message', { message: 'Second' })
    await visitor.press('Send message', { id: id!, message: 'Changed' })
    expect(visitor.status()).toBe(409)
    expect(visitor.form('Send this version too').fields['message']).toBe('Changed')
    await visitor.press('Send this version too')
    expect([visitor.status(), visitor.text()]).toEqual([200, expect.stringContaining('Changed')])
  })

  it('is offered as a new message where the conversation takes none', async () => {
    const { visitor, ticket, agent, until } = await aSentMessage()
    const ulid = await ticket()
    const { follows } = visitor.form('Send message').fields
    await agent(ulid, 'status', { status: 'spam' })
    await until('This request takes no further messages')
    await visitor.open('/embed/shop')
    await visitor.press('Send message', { message: 'Again', follows: follows!, receipt: '' })
    expect([visitor.status(), visitor.text()]).toEqual([
      409,
      expect.stringContaining('takes no further messages'),
    ])
    expect(visitor.form('Try again').fields).toMatchObject({ message: 'Again' })
    await visitor.press('Try again', { email: LETTER.email })
    expect(visitor.text()).toContain('Message sent')
  })
})
