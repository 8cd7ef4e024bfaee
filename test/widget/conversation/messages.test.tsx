import { signal } from '@preact/signals'
import { render, screen } from '@testing-library/preact'
import { h } from 'preact'
import { describe, expect, test } from 'vitest'
import type { ShownConversation } from '../../../proxy/contract/conversation/conversation.ts'
import { Conversation } from '../../../widget/conversation/messages.tsx'
import { createRoom } from '../../../widget/conversation/room.ts'
import { texts as after } from '../../../widget/i18n/en/conversation.ts'
import { en } from '../../../widget/i18n/en/form.ts'
import { anAnswer, aConversation, ownWords } from '../../harness/browser/conversations.ts'
import { anUi } from '../../harness/widget/an-ui.ts'

const RECEIPT = 'q'.repeat(43)

/** A conversation as it is drawn once the proxy has told this. */
async function drawn(told: Partial<ShownConversation>) {
  const all = anUi()
  all.tell(() => ({ type: 'ok', body: aConversation(told) }))
  const room = createRoom(all.ui, signal({ ...en, ...after }), () => true)
  const open = room.open({ receipt: RECEIPT }, 'S7K2M9QX4TBA')
  open.watch.look()
  await expect.poll(() => open.watch.told.value).toBeTruthy()
  open.watch.stop()
  const { container } = render(<Conversation room={room} open={open} />)
  return { ...all, container, text: container.textContent }
}

describe('a conversation', () => {
  test('says to which address the answer went, where the address is not proven', async () => {
    const { text, asked } = await drawn({
      state: 'answered',
      answered: { at: '2026-03-10T11:02:00.000Z', to: 'a…@e….com' },
    })
    expect(asked).toEqual([['api/conversation', { site: 'demo', receipt: RECEIPT }]])
    expect(text).toContain('Answered by email to \u2068a…@e….com\u2069:')
    expect(text).toContain('You can also simply answer our email.')
  })

  test('says so of a text that is no longer kept, and of a message that is still on its way', async () => {
    const { text: _, ...erased } = ownWords() as { text?: string }
    const { text } = await drawn({ messages: [erased as never, ownWords({ key: '2', state: 'queued' })] })
    expect(text).toContain('This text is no longer kept here.')
    expect(text).toContain('On its way to us')
  })

  test('names who has answered as far as the site tells, and what is missing of a long answer', async () => {
    const { name: _, ...nameless } = anAnswer() as { name?: string }
    const { text } = await drawn({ messages: [anAnswer({ isCut: true }), nameless as never] })
    expect(text).toContain('Jane')
    expect(text).toContain('Our team')
    expect(text).toContain('The rest is in the email.')
  })

  test('keeps lines and spaces of what was typed, and draws nothing of it as markup', async () => {
    const { container } = await drawn({ messages: [ownWords({ text: 'a\n  <b>b</b>' })] })
    expect(container.querySelector('.typed')!.textContent).toBe('a\n  <b>b</b>')
  })

  test('links files where there is an address, and names them where there is none', async () => {
    const files = [
      { name: 'route.pdf', href: '/api/conversation/files/x' },
      { name: 'label.png', size: 48_213 },
    ]
    await drawn({ messages: [anAnswer({ files })] })
    const link = screen.getByRole('link', { name: 'route.pdf' })
    expect(link.getAttribute('href')).toBe('https://proxy.example/api/conversation/files/x')
    expect(screen.queryByRole('link', { name: 'label.png' })).toBeNull()
    expect(screen.getByText('label.png')).toBeTruthy()
  })

  test('offers to write again only where that is taken', async () => {
    await drawn({ mayFollowUp: false })
    expect(screen.queryByRole('button', { name: 'Write again about this' })).toBeNull()
  })
})
