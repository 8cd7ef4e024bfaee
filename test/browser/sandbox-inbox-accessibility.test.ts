/** The sandbox's inbox page by axe, in both colours and on a phone. */
import type axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { useInbox } from '../harness/browser/sandbox-inbox.ts'

const { openInbox, desk, page } = useInbox()

/** What axe finds, in short. */
async function violations(): Promise<string[]> {
  return page().evaluate(async () => {
    const found = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
  })
}

describe.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
  ['dark', 390],
] as const)('accessibility, %s, %i wide', (colorScheme, width) => {
  const options = { colorScheme, viewport: { width, height: 800 } }

  it('axe finds nothing in the empty inbox', async () => {
    await openInbox(options)
    expect(await violations()).toEqual([])
  })

  it('axe finds nothing in list, ticket and dialogs, and nothing scrolls sideways', async () => {
    const { ulid } = await desk().ticket({
      subject: 'x'.repeat(255),
      email: `${'long.'.repeat(12)}name@customer.example`,
    })
    const [tag] = (await desk().api('GET', '/tags')).json.data
    await desk().api('POST', `/tickets/${ulid}/tags/${tag.ulid}`)
    await desk().api('POST', `/tickets/${ulid}/note`, { body: 'x' })
    await desk().api('POST', `/tickets/${ulid}/reply`, { body: 'y' })
    await openInbox(options)
    await desk().ticket({ subject: 'New one' })
    await page().getByText('New', { exact: true }).waitFor()
    expect(await violations()).toEqual([])
    await page().locator(`a[href="#${ulid}"]`).click()
    await page().locator('.message').nth(2).waitFor()
    expect(await violations()).toEqual([])
    desk().sandbox.deliverMail({
      to: `${'long.'.repeat(12)}name@customer.example`,
      subject: 'x'.repeat(99),
      text: 'x',
    })
    await page().getByLabel('Forward').check({ force: true })
    expect(await violations()).toEqual([])
    expect(
      await page()
        .locator('#pane')
        .evaluate((pane) => pane.scrollWidth - pane.clientWidth),
    ).toBe(0)
    for (const button of [/^Faults/, /^Mails/, /^Tokens/]) {
      await page().getByRole('button', { name: button }).click()
      await page().getByRole('dialog').waitFor()
      expect(await violations()).toEqual([])
      await page().keyboard.press('Escape')
    }
    expect(
      await page().evaluate(() => document.documentElement.scrollWidth - innerWidth),
    ).toBeLessThanOrEqual(0)
  })
})
