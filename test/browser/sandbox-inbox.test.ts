/** The sandbox's inbox page in a real browser: playing the agent, live news. Hostile HTML: sandbox-inbox-hostile.test.ts. */
import { describe, expect, it } from 'vitest'
import { ticketOf } from '../../proxy/helpdesk/ticket.ts'
import { aSubmission, CHANNEL } from '../harness/proxy/builders.ts'
import { useInbox } from '../harness/browser/sandbox-inbox.ts'

const { openInbox, desk, page, rows, bodyOf } = useInbox()

const heading = (name: string) => page().getByRole('heading', { name, level: 2 })
const focused = () => page().evaluate(() => document.activeElement?.id ?? '')

describe('the agent', () => {
  it('reads what was pasted as it was written, spaces and tabs included', async () => {
    const message = 'for x:\n\n    y  z\n\n\n\ta   b'
    const { body } = ticketOf(
      aSubmission({ message }),
      { id: 'shop', channel: CHANNEL },
      'S00000000000',
    ).message
    await desk().ticket({ subject: 'Code', body })
    await openInbox()
    await rows().first().click()
    await heading('Code').waitFor()
    const shown = (await bodyOf(0).innerText()).replaceAll('\u00a0', ' ')
    expect(shown.replace(/\n\nReference.*/s, '')).toBe(message.replace('\t', '    '))
  })

  it('finds, reads, answers, notes and closes a ticket with the keyboard alone', async () => {
    await desk().ticket({
      subject: 'Printer on fire',
      name: 'Ann Lee',
      body: '<p>It <b>burns</b>. S7K2M9QX4TAB</p>',
    })
    await desk().ticket({ subject: 'Other' })
    await openInbox()
    await page().keyboard.press('Tab') // Tokens & IDs
    await page().keyboard.press('Tab') // Mails
    await page().keyboard.press('Tab') // Faults
    await page().keyboard.press('Tab')
    expect(await focused()).toBe('search')
    await page().keyboard.type('s7k2m9qx4tab')
    await expect.poll(() => rows().count()).toBe(1)
    await page().keyboard.press('ArrowDown')
    await page().keyboard.press('Enter')
    await heading('Printer on fire').waitFor()
    await expect.poll(focused).toBe('subject')
    expect(await bodyOf(0).innerText()).toContain('It burns.')

    await page().keyboard.press('Tab')
    expect(await focused()).toBe('status')
    while ((await focused()) !== 'text') await page().keyboard.press('Tab')
    await page().keyboard.type('Use <water> & sand.\n\nAda')
    await page().keyboard.press('Control+Enter')
    await expect.poll(() => page().locator('.message').count()).toBe(2)
    expect(await bodyOf(1).innerText()).toBe('Use <water> & sand.\n\nAda')
    expect(await page().locator('#announcer').innerText()).toBe('Reply added')
    expect(await focused()).toBe('text')

    await page().keyboard.press('Shift+Tab')
    await page().keyboard.press('ArrowRight')
    await page().keyboard.press('Tab')
    await page().keyboard.type('Called the fire brigade')
    await page().keyboard.press('Tab')
    await page().keyboard.press('Enter')
    await page().locator('.message.note').waitFor()

    for (const status of ['waiting', 'closed']) {
      await page().locator('#status').focus()
      await page().keyboard.press('ArrowDown')
      await expect
        .poll(async () => (await desk().api('GET', `/tickets?filter[status]=${status}`)).json.meta.total)
        .toBe(1)
    }
    const { messages } = (await desk().api('GET', '/tickets/1')).json.data
    expect(messages.map((message: { type: string }) => message.type)).toEqual(['inbound', 'outbound', 'note'])

    await page().locator('#text').focus()
    await page().keyboard.press('Escape')
    await expect.poll(() => page().evaluate(() => document.activeElement?.className)).toContain('row')
  })

  it('plays the customer, whose answer opens the ticket again', async () => {
    const { ulid } = await desk().ticket({ subject: 'Printer on fire', name: 'Ann Lee' })
    await desk().api('PUT', `/tickets/${ulid}/status`, { status: 'closed' })
    await openInbox({}, `#${ulid}`)
    await page().getByLabel('As the customer').check({ force: true })
    expect(await page().locator('#text').getAttribute('placeholder')).toBe('What Ann Lee answers by e-mail')
    await page().locator('#text').fill('It still burns')
    await page().getByRole('button', { name: 'Add answer' }).click()
    await expect.poll(() => page().locator('.message.inbound').count()).toBe(2)
    await expect.poll(() => page().locator('#status').inputValue()).toBe('open')
    expect(await bodyOf(1).innerText()).toBe('It still burns')
  })

  it('forwards to a third person, and is told when there is none', async () => {
    const { ulid } = await desk().ticket()
    await openInbox({}, `#${ulid}`)
    await page().getByLabel('Forward').check({ force: true })
    await page().locator('#text').fill('Please look')
    await page().getByRole('button', { name: 'Forward' }).click()
    await page().getByText('The to recipients field is required.').waitFor()
    await page().getByLabel('To', { exact: true }).fill('ann@example.com, ben@example.com')
    await page().getByRole('button', { name: 'Forward' }).click()
    await page().getByText('To ann@example.com, ben@example.com', { exact: true }).waitFor()
    const { messages } = (await desk().api('GET', `/tickets/${ulid}`)).json.data
    expect(messages[1]).toMatchObject({ is_forward: true, type: 'outbound' })
  })

  it('reads mails as they come into the tray, as text', async () => {
    await openInbox()
    await page().getByRole('button', { name: 'Mails 0' }).click()
    await page().getByText('No mails').waitFor()
    const text = 'Your code is 123456.\n<b>It</b> is good for 10 minutes.'
    desk().sandbox.deliverMail({ to: 'ann@example.com', subject: 'Your code', text })
    const mail = page().getByRole('dialog').locator('.mail')
    await mail.waitFor()
    expect(await mail.locator('pre').innerText()).toBe(text)
    await page().getByText('A mail came into the tray').waitFor({ state: 'attached' })
    await page().getByRole('button', { name: 'Close' }).click()
    await page().getByRole('button', { name: 'Mails 1' }).waitFor()
  })

  it('sees a new ticket arrive without a reload, marked as new until it is opened', async () => {
    await openInbox()
    await page().getByText('No tickets yet').waitFor()
    await desk().ticket({ subject: 'Hello there', name: 'Ann Lee' })
    await page().getByText('New', { exact: true }).waitFor()
    expect(await page().title()).toBe('(1) Sandbox inbox')
    await page().getByText('New ticket from Ann Lee: Hello there').waitFor({ state: 'attached' })
    await rows().first().click()
    await heading('Hello there').waitFor()
    expect(await page().getByText('New', { exact: true }).count()).toBe(0)
    expect(await page().title()).toBe('Sandbox inbox')
  })

  it('sees what others do to the open ticket, and keeps the text in the making', async () => {
    const { ulid } = await desk().ticket()
    await openInbox({}, `#${ulid}`)
    await page().locator('#text').fill('half a sen')
    await desk().api('POST', `/tickets/${ulid}/note`, { body: '<p>I take this one</p>' })
    await page().locator('.message.note').waitFor()
    expect(await page().locator('#text').inputValue()).toBe('half a sen')
  })

  it('filters by status and pages through many', async () => {
    for (let i = 0; i < 35; i++) await desk().ticket({ subject: `Ticket ${i}` })
    const { ulid } = await desk().ticket({ subject: 'Bad' })
    await desk().api('PUT', `/tickets/${ulid}/status`, { status: 'spam' })
    await openInbox()
    expect(await rows().count()).toBe(30)
    await page().getByRole('button', { name: 'Show more' }).click()
    await expect.poll(() => rows().count()).toBe(36)
    await page().getByLabel('Spam').check({ force: true })
    await expect.poll(() => rows().count()).toBe(1)
    expect(await rows().first().innerText()).toContain('Bad')
  })

  it('sends the message once, however often Enter is hit', async () => {
    const { ulid } = await desk().ticket()
    await openInbox({}, `#${ulid}`)
    await page().locator('#text').fill('Once')
    await page().evaluate(() => {
      const form = document.querySelector<HTMLFormElement>('.composer')!
      for (let i = 0; i < 5; i++) form.requestSubmit()
    })
    await expect.poll(() => page().locator('#text').inputValue()).toBe('')
    expect((await desk().api('GET', `/tickets/${ulid}`)).json.data.messages).toHaveLength(2)
  })

  it('switches a fault on and off, and reads tokens and ULIDs', async () => {
    await openInbox()
    await page()
      .getByRole('button', { name: /^Faults/ })
      .click()
    await page().getByLabel('What happens').selectOption('status')
    await page().getByLabel('Error status').fill('503')
    await page().getByRole('button', { name: 'Apply' }).click()
    await page().getByRole('button', { name: 'Faults 503' }).waitFor()
    expect((await desk().api('GET', '/me')).status).toBe(503)
    await page().getByRole('button', { name: 'Faults 503' }).click()
    await page().getByLabel('Error status').fill('9')
    await page().getByRole('button', { name: 'Apply' }).click()
    await page().getByText('The status field must be at least 200.').waitFor()
    await page().getByRole('button', { name: 'Turn all off' }).click()
    await page().getByRole('button', { name: 'Faults off' }).waitFor()
    expect((await desk().api('GET', '/me')).status).toBe(200)
    await page().getByRole('button', { name: 'Tokens & IDs' }).click()
    const dialog = page().getByRole('dialog')
    for (const text of ['sandbox-member', '01KE6P6T68YWYQN36FG4MWQKDX', `${desk().origin}/sandbox/api`]) {
      await dialog.getByText(text, { exact: true }).waitFor()
    }
  })

  it('is told when the sandbox does not answer, wherever it was asked', async () => {
    const { ulid } = await desk().ticket()
    await openInbox({}, `#${ulid}`)
    await page().locator('#status').waitFor()
    await page().route('**/sandbox/{inbox,faults}/**', (route) => route.abort())
    await page().route('**/sandbox/faults', (route) => route.abort())
    const words = 'The sandbox does not answer. Is it running?'
    const told = (place: string) => page().locator(place).getByText(words).waitFor()
    await page().locator('#status').selectOption('closed')
    await told('#pane .error')
    await expect.poll(() => page().locator('#status').inputValue()).toBe('open')
    await page()
      .getByRole('button', { name: /^Faults/ })
      .click()
    await told('.bar .error')
    await page().locator('#search').fill('anything')
    await told('#count')
  })

  it('reads an Arabic ticket from right to left, and the English lines in it from left to right', async () => {
    const { ulid } = await desk().ticket({
      subject: 'مرحبا',
      body: '<p>مرحبا بكم.</p><p>Reference S7K2M9QX4TAB</p>',
    })
    await openInbox({}, `#${ulid}`)
    const isRightToLeft = (selector: string) =>
      page()
        .locator(selector)
        .evaluate((element) => getComputedStyle(element).direction === 'rtl')
    for (const place of ['#subject', '.row .subject', '.row .preview'])
      expect(await isRightToLeft(place), place).toBe(true)
    const startOf = (paragraph: number) =>
      bodyOf(0)
        .locator('p')
        .nth(paragraph)
        .evaluate((element) => {
          const range = document.createRange()
          range.selectNodeContents(element)
          return range.getBoundingClientRect().x - element.getBoundingClientRect().x
        })
    expect(await startOf(0)).toBeGreaterThan(100)
    expect(await startOf(1)).toBeLessThan(1)
  })

  it('says that this is a sandbox and that nothing leaves the machine', async () => {
    await openInbox()
    expect(await page().getByRole('banner').innerText()).toMatch(/Sandbox\s+Nothing leaves this machine/)
  })
})
