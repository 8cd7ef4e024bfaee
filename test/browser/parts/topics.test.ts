/** What visitors answer: topics that decide what is asked, and what becomes of it until it is sent. */
import { describe, expect, test } from 'vitest'
import { aStand } from '../../harness/browser/form-visitor.ts'
import { hostPage } from '../../harness/browser/visitor.ts'

const world = aStand()
const { define, visitor } = world

const options = [
  { value: 'red', label: { en: 'Red', nl: 'Rood' } },
  { value: 'blue', label: { en: 'Blue', nl: 'Blauw' } },
]

describe('topics', () => {
  const topics = [
    { key: 'order', label: { en: 'An order', nl: 'Een bestelling' } },
    { key: 'bug', label: 'A fault' },
    { key: 'vip', label: 'VIP', hidden: true },
  ]
  const fields = [
    { key: 'number', type: 'text', label: 'Number', required: true, showWhen: { topic: ['order'] } },
    { key: 'urgent', type: 'checkbox', label: 'Urgent' },
    { key: 'why', type: 'text', label: 'Why', required: true, showWhen: { urgent: ['yes'] } },
  ]

  test('decide which fields there are, at once, and what was written comes back', async () => {
    define({ topic: 'required', topics, fields })
    const { page, write, topic, field, links, send, button } = await visitor()
    await write()
    await topic.waitFor()
    expect(await topic.locator('option').allTextContents()).toEqual(['Please choose', 'An order', 'A fault'])
    await expect.poll(() => field('number').count()).toBe(0)
    await button('Send message').click()
    await expect.poll(links).toEqual(['What is it about? Please choose'])
    await topic.selectOption('order')
    await field('number').fill('77')
    await field('urgent').check()
    await button('Send message').click()
    await expect.poll(links).toEqual(['Why: Please fill this in'])
    // What is hidden is not wrong any more.
    await field('urgent').uncheck()
    await expect.poll(() => page.locator('.notice').count()).toBe(0)
    await topic.selectOption('bug')
    await expect.poll(() => field('number').count()).toBe(0)
    await topic.selectOption('order')
    expect(await field('number').inputValue()).toBe('77')
    expect(await send()).toEqual([
      ['topic', 'order'],
      ['fields[number]', '77'],
    ])
  })

  test('are set by the tag, and then nobody is asked', async () => {
    define({ topic: 'required', topics, fields })
    const tag = world.stand.tag('data-site="demo" data-topic="vip"')
    const { page, write, topic, send, field, button, sent } = await visitor(hostPage(world.stand, { tag }))
    await write()
    await field('urgent').waitFor()
    expect(await topic.count()).toBe(0)
    expect(await send()).toEqual([['topic', 'vip']])
    await button('Send another message').click()
    await page.evaluate(() => void window.SupportWidget!('update', { topic: 'order' }))
    await field('number').fill('5')
    await page.getByLabel('Your message').fill('Again')
    await sent.waitFor({ state: 'hidden' })
    expect(await send()).toEqual([
      ['topic', 'order'],
      ['fields[number]', '5'],
    ])
  })

  test('are proposed by the page, and an unknown one is told in the console', async () => {
    define({ topic: 'optional', topics, fields })
    const tag = world.stand.tag('data-site="demo" data-topic="nonsense"')
    const { page, write, topic, complaints } = await visitor(hostPage(world.stand, { tag }))
    await page.evaluate(() => void window.SupportWidget?.('prefill', { topic: 'bug' }))
    await write()
    await topic.waitFor()
    expect(await topic.inputValue()).toBe('bug')
    await topic.selectOption('order')
    expect(complaints).toEqual(['Support: topic: there is no "nonsense".'])
  })

  test('of an inline form are its own, as is what the page adds', async () => {
    define({ topic: 'required', topics, fields, facts: ['title'] })
    const { page } = await visitor(
      hostPage(world.stand, {
        body: '<support-form site="demo" topic="bug"></support-form>',
        tag: world.stand.tag('data-site="demo" data-launcher="hide"'),
      }),
    )
    await page.evaluate(() => {
      const form = document.querySelector('support-form')!
      Object.assign(form, { context: { plan: 'pro' }, prefill: { urgent: true, email: 'ada@example.com' } })
    })
    const form = page.locator('support-form')
    await form.locator('#message').fill('Hello')
    await expect.poll(() => form.locator('#field-urgent').isChecked()).toBe(true)
    await form.locator('#field-why').fill('Because')
    await form.locator('[type=submit]').click()
    await form.locator('.sent').waitFor()
    expect(Object.fromEntries(world.stand.bodies[0]!)).toMatchObject({
      topic: 'bug',
      'fields[urgent]': 'yes',
      'fields[why]': 'Because',
      'context[plan]': 'pro',
      'facts[title]': 'Host',
    })
  })
})

describe('what was filled in', () => {
  const fields = [
    { key: 'plan', type: 'text', label: 'Plan', default: 'free' },
    { key: 'colour', type: 'radio', label: 'Colour', options },
    { key: 'many', type: 'checkboxes', label: 'Many', options },
    { key: 'day', type: 'date', label: 'Day' },
  ]

  test('survives a reload, another language and a failure, is sent once, and starts anew with the next message', async () => {
    define({ fields })
    const { page, write, launcher, field, send, button, email } = await visitor()
    await write()
    await field('plan').fill('')
    await field('colour-blue').check()
    await field('many-red').check()
    await field('day').fill('2026-05-06')
    await page.reload()
    await launcher.click()
    await field('day').waitFor()
    expect([await field('plan').inputValue(), await field('day').inputValue()]).toEqual(['', '2026-05-06'])
    expect([await field('colour-blue').isChecked(), await field('many-red').isChecked()]).toEqual([
      true,
      true,
    ])
    await page.evaluate(() => void window.SupportWidget!('locale', 'nl'))
    await page.getByLabel('Rood').first().waitFor()
    await page.evaluate(() => void window.SupportWidget!('locale', 'en'))
    await page.getByLabel('Red').first().waitFor()
    expect(await field('many-red').isChecked()).toBe(true)
    world.stand.answer({ status: 500 })
    await button('Send message').click()
    await button('Try again').click()
    await button('Send another message').click()
    const extras = (body: (typeof world.stand.bodies)[number]) =>
      body.filter(([name]) => name.startsWith('fields'))
    expect(world.stand.bodies.map(extras)).toEqual([
      extras(world.stand.bodies[0]!),
      extras(world.stand.bodies[0]!),
    ])
    expect(extras(world.stand.bodies[0]!)).toEqual([
      ['fields[colour]', 'blue'],
      ['fields[many]', 'red'],
      ['fields[day]', '2026-05-06'],
    ])
    await field('plan').waitFor()
    expect([await field('plan').inputValue(), await field('day').inputValue()]).toEqual(['free', ''])
    expect([await field('colour-blue').isChecked(), await field('many-red').isChecked()]).toEqual([
      false,
      false,
    ])
    expect(await email.inputValue()).toBe('ada@example.com')
    await page.getByLabel('Your message').fill('More')
    expect(await send()).toEqual([['fields[plan]', 'free']])
  })

  test('is forgotten on reset, with what the page has told', async () => {
    define({ fields: [...fields, { key: 'cart', type: 'hidden' }] })
    const { page, write, field, message, email, send } = await visitor()
    await page.evaluate(() => void window.SupportWidget?.('prefill', { cart: '9', plan: 'pro' }))
    await page.evaluate(() => void window.SupportWidget?.('update', { context: { account: 'a-1' } }))
    await write()
    await expect.poll(() => field('plan').inputValue()).toBe('pro')
    await field('colour-red').check()
    await page.evaluate(() => void window.SupportWidget!('reset'))
    await expect.poll(() => field('plan').inputValue()).toBe('free')
    expect(await field('colour-red').isChecked()).toBe(false)
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
    await message.fill('Somebody else')
    await email.fill('bob@example.com')
    expect(await send()).toEqual([['fields[plan]', 'free']])
  })

  test('cannot be changed while it is being sent, and the focus stays', async () => {
    define({ fields })
    world.stand.answer({ delay: Infinity })
    const { page, write, field, button, focus, sent } = await visitor()
    await write()
    await field('day').waitFor()
    await button('Send message').click()
    await button('Sending…').waitFor()
    await field('many-red').click({ force: true })
    await page.getByLabel('Blue').first().click({ force: true })
    expect([await field('many-red').isChecked(), await field('colour-blue').isChecked()]).toEqual([
      false,
      false,
    ])
    expect(await field('plan').evaluate((input: HTMLInputElement) => input.readOnly)).toBe(true)
    expect(await focus()).toBe('field-colour-blue')
    world.stand.release()
    await sent.waitFor()
  })
})
