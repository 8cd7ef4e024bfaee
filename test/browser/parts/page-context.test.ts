/** What a page tells, and what happens when the file with the fields does not come. */
import { describe, expect, test } from 'vitest'
import { aStand } from '../../harness/browser/form-visitor.ts'
import { hostPage } from '../../harness/browser/visitor.ts'

const world = aStand()
const { define, visitor, chunks } = world

describe('what the page tells', () => {
  test('goes with the message: context, and of the facts those that the site wants', async () => {
    define({ facts: ['title', 'viewport', 'timeZone', 'referrer'] })
    const { page, write, send, complaints } = await visitor()
    await page.evaluate(
      () => void window.SupportWidget?.('update', { context: { plan: 'pro', seats: 3, odd: { a: 1 } } }),
    )
    await write()
    await expect.poll(() => chunks('page-context')).toBe(1)
    await expect.poll(() => complaints.length).toBe(1)
    expect(Object.fromEntries(await send())).toEqual({
      'context[plan]': 'pro',
      'context[seats]': '3',
      'facts[title]': 'Host',
      'facts[viewport]': '1100x760',
      'facts[timeZone]': expect.stringMatching(/^\w+/),
    })
    expect(complaints).toEqual(['Support: context: "odd" is neither a text nor a number nor a boolean.'])
  })

  test('is the same with every attempt, wherever the visitor has gone meanwhile', async () => {
    define({ facts: ['title'] })
    world.stand.answer({ status: 500 })
    const { page, write, button, sent, launcher } = await visitor()
    await page.evaluate(() => void window.SupportWidget?.('update', { context: { step: 1 } }))
    await write()
    await expect.poll(() => chunks('page-context')).toBe(1)
    await button('Send message').click()
    await button('Try again').waitFor()
    await page.goto(world.stand.page('/other', hostPage(world.stand).replace('<title>Host', '<title>Other')))
    await page.evaluate(() => void window.SupportWidget?.('update', { context: { step: 2 } }))
    await launcher.click()
    await button('Send message').click()
    await sent.waitFor()
    expect(world.stand.bodies[1]).toEqual(world.stand.bodies[0])
  })

  test('is not sent where the agent is not shown it', async () => {
    define({ context: false })
    const { page, write, send } = await visitor()
    await page.evaluate(() => void window.SupportWidget?.('update', { context: { plan: 'pro' } }))
    await write()
    await expect.poll(() => chunks('page-context')).toBe(1)
    expect(await send()).toEqual([])
  })
})

describe('the file with the fields', () => {
  test('is not loaded by a form that has none', async () => {
    const { write, send } = await visitor()
    await write()
    expect(await send()).toEqual([])
    expect(chunks('fields') + chunks('files') + chunks('page-context')).toBe(0)
  })

  test('is asked for by its other name when it does not come', async () => {
    define({ fields: [{ key: 'it', type: 'text', label: 'It', required: true }] })
    const { page, write, field, send } = await visitor()
    await page.route(/assets\/\w+\/(fields|parts)\.js/, (route) => route.abort())
    await write()
    await field('it').fill('Here')
    expect(await send()).toEqual([['fields[it]', 'Here']])
    expect(chunks('extras')).toBe(1)
  })

  test('by its other name brings parts that follow the form, though they hear of nothing by themselves', async () => {
    define({
      fields: [
        {
          key: 'kind',
          type: 'select',
          label: 'Kind',
          required: true,
          options: [{ value: 'order', label: 'Order' }],
        },
        {
          key: 'it',
          type: 'text',
          label: { en: 'It', de: 'Es' },
          required: true,
          showWhen: { kind: ['order'] },
        },
      ],
      consent: { mode: 'required', text: 'I agree', version: '1' },
    })
    const { page, write, field, button, links, send } = await visitor()
    await page.route(/assets\/\w+\/(fields|parts)\.js/, (route) => route.abort())
    await write()
    await field('kind').waitFor()
    expect(await field('it').count()).toBe(0)
    // What is wrong is the form's to tell, and the part's to show.
    await button('Send message').click()
    await expect.poll(links).toEqual(['Kind: Please choose', 'Confirm that you agree'])
    await page.locator('#field-kind-problem').waitFor()
    await page.locator('#consent-problem').waitFor()
    await field('kind').selectOption('order')
    await expect.poll(() => page.locator('#field-kind-problem').count()).toBe(0)
    await field('it').waitFor()
    await page.evaluate(() => void window.SupportWidget?.('update', { locale: 'de' }))
    await page.getByLabel('Es', { exact: true }).waitFor()
    await page.evaluate(() => void window.SupportWidget?.('update', { locale: 'en' }))
    await page.getByLabel('It', { exact: true }).fill('Here')
    await page.locator('#consent').check()
    expect(await send()).toEqual([
      ['fields[kind]', 'order'],
      ['fields[it]', 'Here'],
      ['consent', '1'],
    ])
    await button('Send another message').click()
    await field('kind').waitFor()
    expect(await field('it').count()).toBe(0)
    expect(await page.locator('#consent').isChecked()).toBe(false)
  })

  test('when it does not come at all, nothing is sent, the visitor is told, and trying again works', async () => {
    define({ fields: [{ key: 'it', type: 'text', label: 'It', required: true }] })
    const { page, write, field, button, notice, message, send } = await visitor()
    await page.route(/assets\/(\w+\/(fields|parts)|extras)\.js/, (route) => route.abort())
    await write()
    await button('Send message').click()
    await notice.waitFor()
    expect(await notice.textContent()).toContain('Your message was not sent')
    expect(await page.getByRole('link', { name: 'Email us' }).getAttribute('href')).toContain(
      'help@example.com',
    )
    expect(await message.inputValue()).toBe('Hello there')
    expect(world.stand.received).toEqual([])
    await page.unroute(/assets\/(\w+\/(fields|parts)|extras)\.js/)
    await button('Try again').click()
    await page.getByRole('link', { name: 'It: Please fill this in' }).click()
    await field('it').fill('Here')
    expect(await send()).toEqual([['fields[it]', 'Here']])
  })

  test('and its texts in another language come too, or English when those do not', async () => {
    define({ fields: [{ key: 'it', type: 'text', label: { en: 'Size', nl: 'Maat' }, required: true }] })
    const { page } = await visitor(hostPage(world.stand).replace('lang="en"', 'lang="nl"'))
    await page.route(/assets\/\w+\/nl\/fields\.js/, (route) => route.abort())
    await page.getByRole('button', { name: 'Help' }).click()
    await page.getByLabel('Maat').waitFor()
    await page.getByLabel('Je bericht').fill('Hallo')
    await page.getByLabel('Je e-mailadres').fill('ada@example.com')
    await page.locator('support-widget [type=submit]').click()
    await page.getByRole('link', { name: 'Maat: Please fill this in' }).waitFor()
  })
})

test('a form that has changed since it was loaded is asked for again, and the visitor sees the new field', async () => {
  const { write, field, button, links, send } = await visitor()
  await write()
  await expect
    .poll(() => world.stand.requests.filter((request) => request.includes('/api/form')).length)
    .toBe(1)
  define({ fields: [{ key: 'it', type: 'text', label: 'It', required: true }] })
  world.stand.answer({ status: 422, body: { code: 'invalid', fields: { 'fields[it]': 'required' } } })
  await button('Send message').click()
  await expect.poll(links).toEqual(['It: Please fill this in'])
  await field('it').fill('Here')
  expect(await send()).toEqual([['fields[it]', 'Here']])
})
