/** Whether an answer helped, asked below it: on a phone, by keyboard, and from right to left. */
import { expect, test } from 'vitest'
import { axe, findings, geometry } from '../../harness/browser/axe.ts'
import { anAnswer, aConversation, ownWords } from '../../harness/browser/conversations.ts'
import { aStand } from '../../harness/browser/form-visitor.ts'
import { parts } from '../../harness/browser/screen.ts'
import { hostPage } from '../../harness/browser/visitor.ts'

const { stand, visitor } = aStand()

const ratings = () => stand.asked.filter(({ path }) => path === '/api/rating').map(({ fields }) => fields)

test.each(['en', 'de', 'ar'])(
  'an answer is rated in %s, and nothing of it is cut off or unnamed',
  async (lang) => {
    const messages = [ownWords(), anAnswer({ rating: 'open' })]
    stand.tell((path) =>
      path === '/api/rating'
        ? { status: 202, body: { rating: 'given' } }
        : { status: 200, body: aConversation({ state: 'answered', isProven: true, messages }) },
    )
    const html = hostPage(stand).replace('lang="en"', `lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"`)
    const { page, complaints } = await visitor(html, { viewport: { width: 320, height: 640 } })
    const root = page.locator('support-widget')
    const { launcher, field, submit } = parts(page)
    await launcher.click()
    await field('message').fill('The mug arrived with a crack.')
    await field('email').fill('ada@example.com')
    await submit.click()
    const question = root.locator('.rating[role=group]')
    await question.waitFor()
    await page.evaluate(axe)
    expect([...(await findings(page)), ...(await geometry(page))]).toEqual([])
    await question.getByRole('button').last().press('Enter')
    const box = root.locator('.rating textarea')
    await box.waitFor()
    await expect
      .poll(() =>
        root
          .locator('.rating p')
          .first()
          .evaluate((element) => element.matches(':focus')),
      )
      .toBe(true)
    await page.evaluate(axe)
    expect([...(await findings(page)), ...(await geometry(page))]).toEqual([])
    await box.fill('Which carrier?')
    await root.locator('.rating .field button').click()
    await box.waitFor({ state: 'detached' })
    const said = { site: 'demo', receipt: stand.received[0]!['receipt'], answer: 'answer-1', rating: 'bad' }
    expect(ratings().slice(-2)).toEqual([said, { ...said, words: 'Which carrier?' }])
    expect(complaints).toEqual([])
  },
)
