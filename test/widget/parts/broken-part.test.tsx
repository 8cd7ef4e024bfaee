/** A part that breaks, by a fault of ours or because the page has changed what JavaScript brings, breaks alone. */
import { render, screen, waitFor } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { h } from 'preact'
import { expect, test, vi } from 'vitest'
import type { Part } from '../../../widget/form/part-view.ts'
import { View } from '../../../widget/form/view/view.tsx'
import { attach } from '../../../widget/parts/parts.tsx'
import { anUi } from '../../harness/widget/an-ui.ts'

vi.mock('../../../widget/parts/email/suggestion.tsx', () => ({
  suggestion: {
    css: '',
    places: {
      email: () => {
        throw new TypeError('Array.from is not what it was')
      },
    },
  } satisfies Part,
}))

test('a part that cannot be drawn is told to the owner once, and the form goes on without it', async () => {
  const { ui, model, warned, sent, answer } = anUi()
  const user = userEvent.setup()
  render(<View ui={ui} />)
  attach(ui)
  await user.type(screen.getByLabelText('Your email', { exact: false }), 'ada@example.com')
  await user.type(screen.getByLabelText('Your message', { exact: false }), 'Hello')
  const warning = 'A part of the form could not be drawn: TypeError: Array.from is not what it was'
  await waitFor(() => expect(warned).toEqual([warning]))

  await user.click(screen.getByRole('button', { name: 'Send message' }))
  answer({ type: 'broken' })
  await screen.findByText('We cannot tell whether your message arrived')
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(sent).toHaveLength(2)
  answer({ type: 'accepted', reference: 'R1' })
  await waitFor(() => expect(model.phase.value.type).toBe('sent'))
  expect(warned).toEqual([warning])
})
