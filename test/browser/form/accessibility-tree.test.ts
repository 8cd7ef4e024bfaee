/** What a screen reader is told in every state: names, roles, descriptions, and each message once. */
import { describe, expect, test } from 'vitest'
import { parts } from '../../harness/browser/screen.ts'
import { useFakeProxy, type Stand } from '../../harness/browser/fake-proxy.ts'
import { tree } from '../../harness/browser/accessibility-tree.ts'
import { hostPage, visit } from '../../harness/browser/visitor.ts'

const stand = useFakeProxy()
const visitor = async (...given: Parameters<typeof visit> extends [Stand, ...infer Rest] ? Rest : never) => {
  const one = await visit(stand, ...given)
  return { ...one, ...parts(one.page), launcher: one.launcher }
}

const site = {
  site: 'demo',
  name: 'optional',
  subject: 'hidden',
  contactEmail: 'help@example.com',
  reply: { within: 4 },
  consent: { mode: 'required', text: 'I agree.', version: '1' },
}

/** What stands above the form, whatever its state. */
const head = [
  'region "How can we help?"',
  'dialog "How can we help?"',
  'sectionheader ""',
  'heading "How can we help?"',
  'button "Close"',
  'status ""',
]
const fields = (more = '') => [
  `textbox "Your message"${more} required`,
  `textbox "Your email"${more} required`,
  `textbox "Your name (optional)"${more}`,
]

test('every state reads as it looks', async () => {
  stand.define({ body: site })
  const { page, launcher, button, field, sent, meant, again } = await visitor()
  await launcher.waitFor()
  expect(await tree(page), 'closed').toEqual([head[0], 'button "Help" hasPopup=dialog'])

  await launcher.click()
  await field('consent').waitFor()
  await page.getByText('Usual reply time').waitFor()
  const rest = (consent: string, send: string) => [consent, 'sectionfooter ""', send]
  expect(await tree(page), 'open').toEqual([
    ...head,
    'form ""',
    ...fields(),
    ...rest('checkbox "I agree."', 'button "Send message"'),
  ])

  await button('Send message').click()
  await page.getByRole('group', { name: 'There is a problem' }).waitFor()
  expect(await tree(page), 'errors').toEqual([
    ...head,
    'form ""',
    'group "There is a problem"',
    'heading "There is a problem"',
    'list ""',
    ...['Write your message', 'Enter your email address', 'Confirm that you agree'].flatMap((text) => [
      'listitem ""',
      `link "${text}"`,
    ]),
    'textbox "Your message" (Write your message) invalid required',
    'textbox "Your email" (Enter your email address) invalid required',
    'textbox "Your name (optional)"',
    ...rest('checkbox "I agree." (Confirm that you agree) invalid', 'button "Send message"'),
  ])

  await field('consent').check()
  await field('message').fill('x'.repeat(9000))
  await field('email').fill('ada@gmial.com')
  await field('message').focus()
  await meant.waitFor()
  const [message, email, name] = fields()
  const written = ['form ""', message, email, 'button "Did you mean ada@gmail.com?"', name]
  // The counter is seen, and said when typing stops; read once more it would be noise.
  expect(await tree(page), 'written').toEqual([
    ...head,
    ...written,
    ...rest('checkbox "I agree." checked', 'button "Send message"'),
  ])

  stand.answer({ delay: Infinity, status: 500 })
  await button('Send message').click()
  await button('Sending…').waitFor()
  expect(await tree(page), 'sending').toEqual([
    ...head,
    'form ""',
    ...['message', 'email'].map((key) => `textbox "Your ${key}" readonly required`),
    'textbox "Your name (optional)" readonly',
    ...rest('checkbox "I agree." disabled checked', 'button "Sending…" disabled'),
  ])

  stand.release()
  await button('Try again').waitFor()
  expect(await tree(page), 'failed').toEqual([
    ...head,
    ...written,
    'checkbox "I agree." checked',
    'heading "We cannot tell whether your message arrived"',
    'button "Copy my message"',
    'link "Email us"',
    ...rest(
      'checkbox "Keep my message on this device" (For 7 days at most, without files. Others who use this browser can read it.)',
      'button "Try again"',
    ),
  ])

  await button('Try again').click()
  await sent.waitFor()
  await page.getByText('Usual reply time').waitFor()
  await page.locator('support-widget .mine').waitFor()
  expect(await tree(page), 'sent').toEqual([
    ...head,
    'heading "Message sent"',
    'code ""',
    'button "Copy reference"',
    'list ""',
    'listitem ""',
    'time ""',
    'button "Write again about this"',
    'checkbox "Remember on this device" (So that you find the answer here later. Only on a device of your own.)',
    'sectionfooter ""',
    'button "Send another message"',
  ])

  await again.click()
  await field('consent').waitFor()
  expect(await tree(page), 'another').toContain('checkbox "I agree."')
})

test('on a phone the dialog is modal, and all else is out of the way', async () => {
  const { page, launcher, field } = await visitor(undefined, { viewport: { width: 390, height: 844 } })
  await launcher.click()
  await field('message').waitFor()
  const lines = await tree(page)
  expect(lines).toContain('dialog "How can we help?" modal')
  expect(lines.filter((line) => line.startsWith('button'))).toEqual([
    'button "Close"',
    'button "Send message"',
  ])
})

test('names are in the language of the form, and the form says which it is', async () => {
  const { page, launcher, field } = await visitor(hostPage(stand).replace('lang="en"', 'lang="de"'))
  await launcher.click()
  await field('message').waitFor()
  expect(await tree(page)).toEqual([
    'region "Wie können wir helfen?"',
    'dialog "Wie können wir helfen?"',
    'sectionheader ""',
    'heading "Wie können wir helfen?"',
    'button "Schließen"',
    'status ""',
    'form ""',
    'textbox "Ihre Nachricht" required',
    'textbox "Ihre E-Mail-Adresse" required',
    'sectionfooter ""',
    'button "Nachricht senden"',
  ])
  expect(await page.locator('support-widget .root').getAttribute('lang')).toBe('de')
})

describe('a whole conversation', () => {
  test('is announced message by message, each once, by the one region that was there before', async () => {
    const { page, write, button, field, sent, status, quiet } = await visitor()
    await write('x'.repeat(9998), 'ada@example.com')
    expect(await status.count()).toBe(1)
    // Said a while after the last letter: on a slow machine that is before the next ones.
    await expect.poll(() => status.textContent()).toContain('2 characters left')
    const log = await status.evaluateHandle((element) => {
      const said: string[] = []
      new MutationObserver(() => said.push(element.textContent)).observe(element, { childList: true })
      return said
    })
    const heard = async (text: string) =>
      expect.poll(async () => (await log.jsonValue()).at(-1)).toContain(text)
    await field('message').focus()
    await page.keyboard.insertText('yz')
    await heard('0 characters left')
    await field('email').fill('ada@gmial.com')
    await field('message').focus()
    await heard('Did you mean')
    stand.answer({ status: 500 })
    await button('Send message').click()
    await heard('We cannot tell')
    await page.evaluate(() => (Document.prototype.execCommand = () => true))
    await quiet.first().click()
    await heard('Copied')
    await button('Try again').click()
    await sent.waitFor()
    await heard('Message sent')
    expect(await log.jsonValue()).toEqual([
      '0 characters left',
      'Did you mean ada@gmail.com?',
      'Sending…',
      expect.stringMatching(/^We cannot tell whether your message arrived\. Something went wrong/),
      'Copied',
      'Sending…',
      expect.stringMatching(/^Message sent\. Your reference is R\w+\.$/),
    ])
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(await page.locator('support-widget [aria-live]').count()).toBe(0)
  })
})
