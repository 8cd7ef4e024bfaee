import { signal } from '@preact/signals'
import { act, render, screen } from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import { h } from 'preact'
import { describe, expect, test } from 'vitest'
import { createRoom } from '../../../widget/conversation/room.ts'
import { ratingView } from '../../../widget/conversation/rating.tsx'
import { Conversation } from '../../../widget/conversation/messages.tsx'
import { texts as after } from '../../../widget/i18n/en/conversation.ts'
import { en } from '../../../widget/i18n/en/form.ts'
import { anAnswer, aConversation, ownWords } from '../../harness/browser/conversations.ts'
import { anUi } from '../../harness/widget/an-ui.ts'

const RECEIPT = 'q'.repeat(43)

/** An answer as it is drawn once the proxy has told it, and how the proxy takes what is said of it. */
async function anAnswered(rating?: 'open' | 'given', takes = true) {
  const all = anUi()
  const messages = [ownWords(), anAnswer({ ...(rating && { rating }) })]
  all.tell(() => ({ type: 'ok', body: aConversation({ isProven: true, messages }) }))
  const room = createRoom(all.ui, signal({ ...en, ...after }), () => true)
  if (rating) room.rating.value = ratingView(room)
  const open = room.open({ receipt: RECEIPT }, 'S7K2M9QX4TBA')
  open.watch.look()
  await expect.poll(() => open.watch.told.value).toBeTruthy()
  open.watch.stop()
  render(<Conversation room={room} open={open} />)
  if (rating) await expect.poll(() => document.querySelector('.rating')).toBeTruthy()
  all.tell(() => (takes ? { type: 'ok', body: { rating: 'given' } } : { type: 'unreachable' }))
  const rated = () => all.asked.filter(([path]) => path === 'api/rating').map(([, fields]) => fields)
  return { ...all, room, open, rated, user: userEvent.setup() }
}

const button = (name: string) => screen.getByRole('button', { name })

describe('an answer', () => {
  test('is rated by one press, which is said once, keeps the focus, and asks for words that nobody must give', async () => {
    const { rated, user, said } = await anAnswered('open')
    expect(screen.getByRole('group', { name: 'Was this answer helpful?' })).toBeTruthy()
    button('Not helpful').focus()
    await user.keyboard('{Enter}{Enter}')
    const thanks = await screen.findByText('Thank you for your feedback.')
    expect(document.activeElement).toBe(thanks)
    const press = { site: 'demo', receipt: RECEIPT, answer: 'answer-1', rating: 'bad' }
    expect(rated()).toEqual([press])
    await user.type(screen.getByRole('textbox', { name: /tell us more/ }), 'Which carrier?')
    await user.click(button('Send feedback'))
    await expect.poll(rated).toEqual([press, { ...press, words: 'Which carrier?' }])
    await expect.poll(() => screen.queryByRole('textbox', { name: /tell us more/ })).toBeNull()
    expect(said).toEqual(['Thank you for your feedback.', 'Thank you for your feedback.'])
  })

  test('keeps its buttons when the rating cannot be sent, and says so', async () => {
    const { user, said, tell } = await anAnswered('open', false)
    await user.click(button('Helpful'))
    await screen.findByText('This could not be sent. Please try again.')
    expect(said).toEqual(['This could not be sent. Please try again.'])
    tell(() => ({ type: 'ok', body: {} }))
    await user.click(button('Helpful'))
    await screen.findByText('Thank you for your feedback.')
    expect(screen.queryByText('This could not be sent. Please try again.')).toBeNull()
  })

  test('keeps words that are too long, and sends nothing of them', async () => {
    const { user, rated } = await anAnswered('open')
    await user.click(button('Helpful'))
    const box = await screen.findByRole('textbox', { name: /tell us more/ })
    await user.click(box)
    await user.paste('x'.repeat(2001))
    await user.click(button('Send feedback'))
    await screen.findByText('Please shorten this to 2,000 characters.')
    expect(box.getAttribute('aria-invalid')).toBe('true')
    expect((box as HTMLTextAreaElement).value).toHaveLength(2001)
    expect(rated()).toHaveLength(1)
  })

  test('asks nothing when it has been rated, and nowhere where it cannot be', async () => {
    await anAnswered('given')
    expect(screen.getByText('Thank you for your feedback.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Helpful' })).toBeNull()
  })

  test('speaks the form’s language, also when that changes', async () => {
    const { ui } = await anAnswered('open')
    await act(() => {
      ;(ui.locale as unknown as { value: string }).value = 'de'
    })
    expect(await screen.findByRole('group', { name: 'War diese Antwort hilfreich?' })).toBeTruthy()
  })

  test('loads nothing of it where no answer can be rated', async () => {
    const { room } = await anAnswered()
    expect(room.rating.value).toBeUndefined()
  })
})
