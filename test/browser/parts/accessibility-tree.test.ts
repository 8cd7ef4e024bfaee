/** What a screen reader is told of a site's own fields, of files and of the editor of screenshots. */
import { expect, test } from 'vitest'
import { aStand, everything } from '../../harness/browser/form-visitor.ts'
import { fakeScreen, pdf, picture } from '../../harness/browser/file-visitor.ts'
import { tree } from '../../harness/browser/accessibility-tree.ts'

const world = aStand()

/** What the browser itself has in a date and a menu, and what stands around the form whatever it asks for. */
const ITS_OWN =
  /^(spinbutton|button "Show date picker|MenuListPopup|option|Legend|sectionheader|sectionfooter|region|form)/
const LONG = 'Another with quite a long label that has to go on to a second line'
const AREA = 'What happened before that, and what did you expect?'

test('every state of a form that asks for more reads as it looks, and nothing is wrong before it was sent', async () => {
  world.define(everything)
  const { page, launcher, field, notice, button } = await world.visitor()
  const root = page.locator('support-widget')
  const read = async () =>
    (await tree(page))
      .filter((line) => !ITS_OWN.test(line))
      .map((line) => line.replace(/[\u2068\u2069]/g, ''))
  await fakeScreen(page)
  await launcher.click()
  for (const part of [field('text'), root.locator('#files'), root.locator('#consent')]) await part.waitFor()
  const head = ['dialog "How can we help?"', 'heading "How can we help?"', 'button "Close"', 'status ""']
  /** The form, with what is told of each field when it is wrong. */
  const form = (wrong: (text: string, hint?: string, label?: string) => string, invalid: string) => [
    'list ""',
    'listitem ""',
    'link "What others have asked"',
    `textbox "Your message"${wrong('Write your message')}${invalid} required`,
    `textbox "Your email"${wrong('Enter your email address')}${invalid} required`,
    `combobox "What is it about?"${wrong('Please choose', '', 'What is it about?')}${invalid} hasPopup=menu`,
    `textbox "Order number"${wrong('Please fill this in', 'On the invoice', 'Order number:')}${invalid} required`,
    `textbox "${AREA}"${wrong('Please fill this in', '', AREA)}${invalid} required`,
    'textbox "Page (optional)"',
    `textbox "Phone"${wrong('Please fill this in', '', 'Phone:')}${invalid} required`,
    `textbox "Seats"${wrong('Please fill this in', '', 'Seats:')}${invalid} required`,
    `Date "Day"${wrong('Please choose', '', 'Day:')}${invalid}`,
    `combobox "Plan"${wrong('Please choose', '', 'Plan:')}${invalid} hasPopup=menu`,
    `group "How?"${wrong('Please choose', 'A hint', 'How?')}`,
    `radio "One"${invalid}`,
    `radio "${LONG}"${invalid}`,
    'group "Many (optional)"',
    'checkbox "One"',
    `checkbox "${LONG}"`,
    `checkbox "All right"${wrong('Please tick this box', '', 'All right:')}${invalid}`,
    `checkbox "I agree to the rules ."${wrong('Confirm that you agree')}${invalid}`,
    'link "rules"',
    'group "Attachments (optional)"',
    'group ""',
    'DisclosureTriangle "Allowed file types"',
    'button "Add files" (At most 3 files of up to 5 MB each)',
    'button "Take a screenshot"',
    'button "Send message"',
  ]
  const fine = (_: string, hint?: string) => (hint ? ` (${hint})` : '')
  expect(await read(), 'open').toEqual([...head, ...form(fine, '')])

  await button('Send message').click()
  await notice.waitFor()
  const problems: string[] = []
  // The summary names a site's own field; the field, which is named already, does not.
  const wrong = (text: string, hint?: string, label?: string) => {
    problems.push([label, text].filter(Boolean).join(' '))
    return ` (${[hint, text].filter(Boolean).join(' ')})`
  }
  const all = form(wrong, ' invalid')
  const summary = ['group "There is a problem"', 'heading "There is a problem"', 'list ""']
  const links = problems.flatMap((text) => ['listitem ""', `link "${text}"`])
  expect(await read(), 'errors').toEqual([...head, ...summary, ...links, ...all])

  await root.locator('input[type=file]').setInputFiles([picture(), pdf(900_000), pdf(6_000_000, 'large.pdf')])
  await root.locator('.file').nth(1).waitFor()
  const files = await read()
  expect(files.slice(files.indexOf('DisclosureTriangle "Allowed file types"') + 1, -1)).toEqual([
    'list ""',
    'listitem ""',
    'list ""',
    'listitem ""',
    'button "Remove a.png"',
    'listitem ""',
    'button "Remove b.pdf"',
    'button "Add files" (At most 3 files of up to 5 MB each large.pdf is too large: at most 5 MB can be sent)',
    'button "Take a screenshot"',
  ])

  await root.locator('#shot').click()
  await root.locator('.shot canvas').waitFor()
  expect(await read(), 'screenshot').toEqual([
    'dialog "Your screenshot" modal',
    'heading "Your screenshot"',
    'application "Your screenshot" (Mark an area: drag over the picture, or move the frame with the arrow keys and, with Shift, change its size.)',
    'status ""',
    'button "Black out"',
    'button "Crop"',
    'button "Undo" disabled',
    'button "Cancel"',
    'button "Attach"',
  ])
})

test('a message with a topic, a field and a file is filled and sent with the keyboard alone', async () => {
  world.define({
    topic: 'required',
    topics: everything.topics,
    fields: everything.fields.filter(({ key }) => ['text', 'how', 'ok'].includes(key)),
    files: everything.files,
    consent: everything.consent,
  })
  const { page, focus, launcher, field, sent } = await world.visitor()
  const { keyboard } = page
  // From the start: the browser has to be told before somebody presses the button.
  const asked = page.waitForEvent('filechooser', { timeout: 30_000 })
  const tabTo = async (what: string) => {
    for (let presses = 0; presses < 15 && (await focus()) !== what; presses++) await keyboard.press('Tab')
    expect(await focus()).toBe(what)
  }
  await launcher.focus()
  await keyboard.press('Enter')
  for (const part of ['#files', '#consent']) await page.locator(`support-widget ${part}`).waitFor()
  await tabTo('message')
  await keyboard.type('Hello')
  await tabTo('email')
  await keyboard.type('ada@example.com')
  await tabTo('topic')
  await keyboard.press('ArrowDown')
  await tabTo('field-text')
  await keyboard.type('DE 4711')
  await tabTo('field-how-v0')
  await keyboard.press('ArrowDown')
  expect(await focus()).toBe('field-how-v1')
  await tabTo('field-ok')
  await keyboard.press('Space')
  await tabTo('consent')
  await keyboard.press('Space')
  await tabTo('files')
  await keyboard.press('Enter')
  await (await asked).setFiles([picture(), pdf(300)])
  await page.locator('support-widget .file').nth(1).waitFor()
  await keyboard.press('Shift+Tab')
  await keyboard.press('Enter')
  await expect.poll(() => page.locator('support-widget .file').count()).toBe(1)
  await tabTo('Send message')
  await keyboard.press('Enter')
  await sent.waitFor()
  expect(await focus()).toBe('Message sent')
  expect(await field('text').count()).toBe(0)
  const [parts = []] = world.stand.bodies
  expect(Object.fromEntries(parts)).toMatchObject({
    topic: 'order',
    'fields[text]': 'DE 4711',
    'fields[how]': 'v1',
    'fields[ok]': 'yes',
    consent: 'v1',
  })
  expect(parts.filter(([, value]) => typeof value === 'object')).toHaveLength(1)
})
