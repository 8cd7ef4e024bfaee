/** A visitor proves the address by a code, in the widget, with a whole proxy and the mails of its sandbox. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { TrayMail } from '../../../proxy/sandbox/data/mail-tray.ts'
import { axe, findings, geometry } from '../../harness/browser/axe.ts'
import { aContext, words } from '../../harness/browser/visitor.ts'
import { codeIn } from '../../harness/proxy/a-code.ts'
import { aServedProxy } from '../../harness/proxy/proxy-in-process.ts'
import { sandboxTickets } from '../../harness/proxy/proxy-process.ts'

/** A page with the widget alone: the demo page has three forms. */
async function hostIn(page: Page, url: string) {
  const html = `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><script src="${url}/support.js" data-site="demo"></script></html>`
  await page.route(`${url}/host`, (route) => route.fulfill({ contentType: 'text/html', body: html }))
  await page.goto(`${url}/host`)
}

/** The mails of the sandbox, the newest first. */
const trayOf = async (url: string) =>
  ((await (await fetch(`${url}/sandbox/mails`)).json()) as { data: TrayMail[] }).data

/** A visitor at the demo page of a proxy that runs like this. */
async function aVisitor(env: Record<string, string>) {
  const { url } = await aServedProxy({ READ_EVERY_MS: '1000', ...env })
  const context = await aContext({ viewport: { width: 400, height: 760 } })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  await hostIn(page, url)
  const said = words(page)
  const root = page.locator('support-widget')
  const tickets = () => sandboxTickets(url)
  return {
    ...said,
    page,
    root,
    errors,
    tickets,
    send: async (message: string, email = 'ada@example.com') => {
      await said.launcher.click()
      await said.message.fill(message)
      await said.email.fill(email)
      // Written small it would be set as a property, which is on for any text.
      expect(await said.email.getAttribute('autocorrect')).toBe('off')
      await said.button('Send message').click()
      await root.getByRole('heading', { name: 'Message sent' }).waitFor()
    },
    /** An agent answers the only ticket. */
    answer: async (body: string) => {
      await expect.poll(async () => (await tickets()).length).toBe(1)
      const [ticket] = await tickets()
      const reply = await fetch(`${url}/sandbox/api/tickets/${ticket!.ulid}/reply`, {
        method: 'POST',
        headers: { Authorization: 'Bearer sandbox', 'Content-Type': 'application/json' },
        body: JSON.stringify({ body }),
      })
      expect(reply.status).toBeLessThan(300)
    },
    /** Waits for the answer; as if the network were back, it is asked for at once. */
    news: () =>
      expect
        .poll(
          async () => {
            await page.evaluate(() => dispatchEvent(new Event('online')))
            return root.getByText('The answers are shown here once').count()
          },
          { interval: 500 },
        )
        .toBe(1),
    /** The code of the newest mail, once there are this many. */
    code: async (count: number): Promise<string> => {
      await expect.poll(async () => (await trayOf(url)).length).toBe(count)
      return codeIn((await trayOf(url))[0]!)
    },
    stored: () =>
      page.evaluate(() => [...Object.keys(sessionStorage), ...Object.keys(localStorage)].toSorted()),
  }
}

describe('where answers are shown for a code', () => {
  test('a visitor asks for one, reads the answer, sees all requests, and signs out', async () => {
    const { page, root, button, errors, send, answer, news, code, stored, launcher } = await aVisitor({
      CONVERSATION: 'confirmed',
    })
    await send('The kettle leaks.')
    await answer('<p>It is <b>on its way</b>.</p>')
    await news()
    expect(await root.getByText('on its way').count()).toBe(0)
    await button('Send me a code').press('Enter')
    const field = page.getByLabel('Your code')
    await field.waitFor()
    await expect.poll(() => field.evaluate((element) => element.matches(':focus'))).toBe(true)
    const right = await code(1)
    await page.keyboard.press('Enter')
    await root.locator('#code-problem').getByText('Enter the code').waitFor()
    await field.fill(right.replace(/./, (digit) => String((Number(digit) + 1) % 10)))
    await page.keyboard.press('Enter')
    await root.locator('#code-problem').getByText('This code is wrong').waitFor()
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    await page.evaluate(axe)
    expect([...(await findings(page)), ...(await geometry(page))]).toEqual([])
    await field.fill(` ${right.slice(0, 3)} ${right.slice(3)} `)
    await page.keyboard.press('Enter')
    await root.getByText('on its way').waitFor()
    await root.locator('.proof').getByText('Your address is confirmed.').waitFor()
    expect(await stored()).toEqual([
      'support-draft-browser:demo',
      'support-draft-session:demo',
      'support-drafts:demo',
    ])

    // What the device is to remember, it remembers whole.
    await page.getByRole('checkbox', { name: 'Remember on this device' }).check()
    expect(await page.evaluate(() => Object.keys(localStorage).length)).toBe(2)
    // Who is quicker than the file with the codes sees no less.
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route(/assets\/\w+\/code\.js/, (route) => held.then(() => route.continue()))
    await page.reload()
    await launcher.click()
    await root.locator('.bar button').click()
    const request = root.getByRole('button', { name: 'The kettle leaks.' })
    await request.waitFor()
    release()
    await request.click()
    await root.getByText('on its way').waitFor()
    await button('Back').click()
    await button('Sign out').click()
    await root.getByText('To see your requests, enter a code').waitFor()
    expect(await root.getByText('The kettle leaks.').count()).toBe(0)
    expect(await stored()).not.toContain('support-draft-session:demo')
    await page.evaluate(axe)
    expect([...(await findings(page)), ...(await geometry(page))]).toEqual([])

    // On a device that knows nothing the address is asked for.
    await page.evaluate(() => window.SupportWidget?.('reset'))
    expect(await stored()).toEqual([])
    await page.evaluate(() => window.SupportWidget?.('requests'))
    await button('Send me a code').click()
    await root.locator('#code-email-problem').getByText('Enter your email address').waitFor()
    await root.locator('#code-email').fill('ada@example.com')
    await button('Send me a code').click()
    await page.getByLabel('Your code').fill(await code(2))
    await button('Confirm address').click()
    await root.getByRole('button', { name: 'The kettle leaks.' }).waitFor()
    expect(errors).toEqual([])
  })
})

describe('of two people at one device', () => {
  test('each sees what is theirs, and what one tab forgets is gone in the other', async () => {
    const { page, root, button, send, answer, news } = await aVisitor({ CONVERSATION: 'confirmed' })
    const url = new URL(page.url()).origin
    await send('The kettle leaks.')
    await answer('<p>It is <b>on its way</b>.</p>')
    await news()
    await page.getByRole('checkbox', { name: 'Remember on this device' }).check()
    const other = await page.context().newPage()
    await hostIn(other, url)
    await other.getByRole('button', { name: 'Help', exact: true }).click()
    await other.locator('support-widget .bar button').waitFor()

    /** Asks for a code to this address, and enters it. */
    const prove = async (email: string, count: number) => {
      await page.evaluate(() => window.SupportWidget?.('requests'))
      await root.locator('.stage #code-email').fill(email)
      await root.locator('.stage').getByRole('button', { name: 'Send me a code' }).click()
      await expect.poll(async () => (await trayOf(url)).length).toBe(count)
      await root.locator('.stage #code').fill(codeIn((await trayOf(url))[0]!))
      await root.locator('.stage').getByRole('button', { name: 'Confirm address' }).click()
      await button('Sign out').waitFor()
    }
    await prove('bob@example.com', 1)
    // The receipt is of Ada's message: it is there for Bob, too, and shows him no answer.
    await root.locator('.requests .request').click()
    await root.locator('.stage').getByText('The answers are shown here once').waitFor()
    expect(await root.getByText('on its way').count()).toBe(0)
    await button('Back').click()
    await button('Sign out').click()
    await prove('ada@example.com', 2)
    await root.locator('.requests .request').first().click()
    await root.locator('.stage').getByText('on its way').waitFor()

    await page.evaluate(() => window.SupportWidget?.('reset'))
    await root.locator('#message').waitFor()
    expect(await page.evaluate(() => [sessionStorage.length, localStorage.length])).toEqual([0, 0])
    expect(await root.getByText('on its way').count()).toBe(0)
    await other.locator('support-widget .bar button').waitFor({ state: 'detached' })
  })
})

describe('where a message waits for its code', () => {
  test('the visitor is told so, and it leaves when the code is entered', async () => {
    const { root, page, button, send, code, tickets, errors } = await aVisitor({ CONFIRM: 'before' })
    await send('Cancel my order.')
    await root.getByText('It is passed on as soon as you have entered a code').waitFor()
    expect(await tickets()).toEqual([])
    await button('Send me a code').click()
    await page.getByLabel('Your code').fill(await code(1))
    await button('Confirm address').click()
    await root.locator('.proof').getByText('Your address is confirmed.').waitFor()
    await expect.poll(async () => (await tickets()).length).toBe(1)
    // The next one of the same address waits for nothing.
    await button('Send another message').click()
    await page.getByRole('textbox', { name: 'Your message' }).fill('And the other one.')
    await button('Send message').click()
    await expect.poll(async () => (await tickets()).length).toBe(2)
    expect(await root.getByText('It is passed on as soon as').count()).toBe(0)
    expect(errors).toEqual([])
  })
})
