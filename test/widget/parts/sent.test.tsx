import { render, screen } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { h } from 'preact'
import { describe, expect, test } from 'vitest'
import { Sent } from '../../../widget/parts/sent.tsx'
import { anUi, written } from '../../harness/widget/an-ui.ts'

/** The view after a message was accepted. */
async function aView() {
  const all = anUi()
  const sending = all.model.submit(written())
  all.answer({ type: 'accepted', reference: 'SY0CKZDX52AS' })
  await sending
  render(<Sent ui={all.ui} reference="SY0CKZDX52AS" email="ada@example.com" />)
  return all
}

describe('the view of a sent message', () => {
  test('says where the answer goes, and under which reference', async () => {
    await aView()
    expect(screen.getByRole('heading').textContent).toBe('Message sent')
    expect(screen.getByText('ada@example.com').parentElement!.textContent).toBe(
      'We will reply to ada@example.com.',
    )
    expect(screen.getByText('SY0CKZDX52AS').localName).toBe('code')
  })

  test('copies the reference, and says so', async () => {
    const user = userEvent.setup()
    const { said } = await aView()
    await user.click(screen.getByRole('button', { name: 'Copy reference' }))
    expect(await navigator.clipboard.readText()).toBe('SY0CKZDX52AS')
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy()
    expect(said).toEqual(['Copied'])
  })

  test('leads to an empty form for another message, to the same address', async () => {
    const user = userEvent.setup()
    const { model } = await aView()
    await user.click(screen.getByRole('button', { name: 'Send another message' }))
    expect(model.phase.value).toEqual({ type: 'editing' })
    expect(model.values.value).toMatchObject({ message: '', email: 'ada@example.com' })
  })
})
