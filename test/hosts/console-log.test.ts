/** Pages with `/console.js`: what the form shows of the console, and what is sent of it. */
import { describe, expect, test } from 'vitest'
import { aStand } from '../harness/browser/form-visitor.ts'
import { hostPage } from '../harness/browser/visitor.ts'

const { stand, define, visitor } = aStand()

const technical = { key: 'console', type: 'textarea', label: 'Technical details', hint: 'You can delete it.' }

/** A page that tells of its console; `before` runs ahead of the script, `after` behind it. */
const aPage = ({ before = '', after = '', attributes = '' } = {}) =>
  hostPage(stand, {
    head: `<script>${before}</script><script src="${stand.proxy}console.js" ${attributes}></script><script>${after}</script>`,
  })

const ours = (complaints: string[]) => complaints.filter((line) => line.startsWith('Support:'))

describe('a form with a field for the console', () => {
  test('shows warnings, errors and what nobody caught, redacted, and sends what it shows', async () => {
    define({ fields: [technical] })
    const after = `console.log('not this'); console.warn('%cSlow: %s', 'color:red', 'cart'); console.warn('Support:', 'ours')
      console.error('No user ada@example.com', new TypeError('x is not a function'), { secret: 1 })
      setTimeout(() => { throw new Error('late') }); Promise.reject(new Error('kept'))`
    const { field, email, message, launcher, send } = await visitor(aPage({ after }))
    expect(stand.requests.filter((request) => request.includes('/api/'))).toEqual([])
    await launcher.click()
    await expect.poll(() => field('console').inputValue()).toContain('kept')
    const shown = await field('console').inputValue()
    const lines = shown.split('\n')
    expect(lines.slice(0, 2)).toEqual([
      'warn: Slow: cart',
      'error: No user [e-mail] TypeError: x is not a function [object]',
    ])
    expect(lines.slice(2).toSorted()).toEqual([
      'rejection: Error: kept',
      expect.stringMatching(/^uncaught: Uncaught Error: late \(\d+:\d+ of .*\/host\)$/),
    ])
    await message.fill('It does not work')
    await email.fill('grace@example.com')
    const sent = await send()
    expect(sent).toEqual([['fields[console]', lines.join('\r\n')]])
  })

  test('keeps what the visitor wrote or deleted, and else shows what is new when it is opened again', async () => {
    define({ fields: [technical] })
    const { page, field, launcher, button } = await visitor(aPage({ after: `console.error('first')` }))
    const say = (text: string) => page.evaluate((line) => console.error(line), text)
    await launcher.click()
    await expect.poll(() => field('console').inputValue()).toBe('error: first')
    await say('second')
    expect(await field('console').inputValue()).toBe('error: first')
    const reopen = async () => {
      await button('Close').click()
      await launcher.click()
    }
    await reopen()
    await expect.poll(() => field('console').inputValue()).toBe('error: first\nerror: second')
    await field('console').fill('')
    await say('third')
    await reopen()
    // What was asked of the widget has been done by then.
    await page.evaluate(() => new Promise((done) => window.SupportWidget!('ready', done)))
    expect(await field('console').inputValue()).toBe('')
    await page.reload()
    await launcher.click()
    await field('console').waitFor()
    await page.evaluate(() => new Promise((done) => window.SupportWidget!('ready', done)))
    expect(await field('console').inputValue()).toBe('')
  })

  test('sends nothing of it when the visitor has deleted it, and begins another message without it', async () => {
    define({ fields: [technical] })
    const { field, write, send, button } = await visitor(aPage({ after: `console.error('first')` }))
    await write()
    await expect.poll(() => field('console').inputValue()).toBe('error: first')
    await field('console').fill('')
    expect(await send()).toEqual([])
    await button('Send another message').click()
    expect(await field('console').inputValue()).toBe('')
  })

  test('sends the same again when it could not be sent, whatever the console says meanwhile', async () => {
    define({ fields: [technical] })
    stand.answer({ status: 503 })
    const { page, field, write, launcher, button, sent } = await visitor(
      aPage({ after: `console.error('first')` }),
    )
    await write()
    await expect.poll(() => field('console').inputValue()).toBe('error: first')
    await button('Send message').click()
    await expect.poll(() => stand.received.length).toBe(1)
    await page.evaluate(() => console.error('second'))
    await button('Close').click()
    await launcher.click()
    await button('Try again').click()
    await sent.waitFor()
    const [first, again] = stand.received
    expect(again).toEqual(first)
    expect(again).toHaveProperty('fields[console]', 'error: first')
  })

  test('has the newest lines that fit, fifty of 300 characters at most', async () => {
    define({ fields: [{ ...technical, maxLength: 100 }] })
    const after = `for (let at = 0; at < 80; at++) console.error('line ' + at)`
    const one = await visitor(aPage({ after }))
    await one.launcher.click()
    await expect.poll(() => one.field('console').inputValue()).toMatch(/^error: line 7\d\n.*line 79$/s)
    expect((await one.field('console').inputValue()).length).toBeLessThanOrEqual(100)
    define({ fields: [technical] })
    const other = await visitor(aPage({ after: `${after}; console.error('x '.repeat(500))` }))
    await other.launcher.click()
    await expect.poll(() => other.field('console').inputValue()).toContain('error: x x')
    const lines = (await other.field('console').inputValue()).split('\n')
    expect([lines.length, lines[0], lines.at(-1)?.length]).toEqual([50, 'error: line 31', 300])
  })

  test('comes by our tags, and not by what visitors have left as scripts of drawings and formulas', async () => {
    define({ fields: [technical] })
    const theirs = new URL('/theirs/', stand.proxy).href
    const left = ['svg', 'math'].map(
      (name) =>
        `<${name}><script src="${theirs}console.js" data-field="theirs"></script><script src="${theirs}support.js?site=theirs" data-support-site="theirs"></script></${name}>`,
    )
    // The browser does not tell which tag a script comes from that an optimiser runs later, by itself.
    const later = `fetch('${stand.proxy}console.js').then((file) => file.text()).then(eval).then(() => console.error('first'))`
    const tags = `<script type="text/later" src="${stand.proxy}console.js"></script><script>${later}</script>`
    const { launcher, field } = await visitor(hostPage(stand, { body: left.join('') + tags }))
    await expect.poll(() => stand.requests.includes('GET /console.js')).toBe(true)
    await launcher.click()
    await expect.poll(() => field('console').inputValue()).toBe('error: first')
    expect(stand.requests.filter((one) => /theirs/.test(one))).toEqual([])
    expect(stand.requests).toContain('GET /api/form?site=demo')
  })

  test('may have another key, which the tag names', async () => {
    define({ fields: [{ ...technical, key: 'details' }] })
    const { launcher, field } = await visitor(
      aPage({ attributes: 'data-field="details"', after: `console.error('first')` }),
    )
    await launcher.click()
    await expect.poll(() => field('details').inputValue()).toBe('error: first')
  })
})

test('a form that stands in the page has nothing of it', async () => {
  define({ fields: [technical] })
  const page = aPage({ after: `console.error('first')` }).replace(
    '</body>',
    '<support-form></support-form></body>',
  )
  const { page: host, launcher, field } = await visitor(page)
  await launcher.click()
  await expect.poll(() => field('console').inputValue()).toBe('error: first')
  const inside = host.locator('support-form #field-console')
  await inside.waitFor()
  expect(await inside.inputValue()).toBe('')
})

test('a site without such a field gets nothing, and its console says so once', async () => {
  define({ fields: [{ ...technical, type: 'text' }] })
  const { launcher, button, write, send, complaints } = await visitor(
    aPage({ after: `console.error('first')` }),
  )
  await launcher.click()
  await expect.poll(() => ours(complaints)).toHaveLength(1)
  await button('Close').click()
  await write()
  expect(await send()).toEqual([])
  expect(ours(complaints)).toEqual([
    'Support: this site has no textarea "console": nothing of the console is sent.',
  ])
})

describe('the console of the page', () => {
  test('is called as before: with its this, its arguments, and what it returns and throws', async () => {
    const before = `
      window.calls = []
      console.warn = function (...given) { calls.push([this === console, given]); return 'told' }
      console.error = () => { throw new Error('of the page') }`
    const after = `
      window.value = { get message() { console.warn('inside') } }
      window.returned = console.warn('a', value)
      try { console.error('b') } catch (error) { window.thrown = error.message }`
    const { page } = await visitor(aPage({ before, after }))
    expect(
      await page.evaluate('[calls.length, calls[0][0], calls[0][1][1] === value, returned, thrown]'),
    ).toEqual([1, true, true, 'told', 'of the page'])
  })

  test('may be frozen, broken or speak for itself, and nothing stops', async () => {
    define({ fields: [technical] })
    for (const before of [
      'Object.freeze(console)',
      'console.warn = null; console.error = undefined',
      'Object.defineProperty(console, "error", { get() { throw 1 } })',
    ]) {
      const { launcher, field, page } = await visitor(
        aPage({ before, after: `setTimeout(() => { throw new Error('late') }); window.goesOn = true` }),
      )
      await launcher.click()
      await expect.poll(() => field('console').inputValue()).toContain('Error: late')
      expect(await page.evaluate('goesOn')).toBe(true)
    }
  })

  test('does not go round in circles when a value that it is told speaks, too', async () => {
    define({ fields: [technical] })
    const after = `
      const error = new Error('x')
      Object.defineProperty(error, 'message', { get() { console.error('again', error); return 'once' } })
      console.error(error)
      console.error({ toString() { throw 1 } }, Symbol('s'), null, new Proxy({}, { getPrototypeOf() { throw 1 } }))
      console.error('last')`
    const { launcher, field } = await visitor(aPage({ before: 'console.error = () => {}', after }))
    await launcher.click()
    await expect.poll(() => field('console').inputValue()).toBe('error: Error: once\nerror: last')
  })
})
