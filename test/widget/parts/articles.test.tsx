/** Help articles: found while somebody writes, read in the place of the form. */
import { render, screen, waitFor } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { h } from 'preact'
import { afterEach, expect, test, vi } from 'vitest'
import type { ProxyAnswer } from '../../../widget/form/send/client.ts'
import { View } from '../../../widget/form/view/view.tsx'
import { attach } from '../../../widget/parts/parts.tsx'
import { soughtIn } from '../../../widget/parts/articles/sought.ts'
import { anUi } from '../../harness/widget/an-ui.ts'

// As it is, and its calls are counted.
vi.mock('../../../widget/parts/articles/sought.ts', { spy: true })

const RESET = { key: 'A1', title: 'Reset your password' }
const PARAGRAPH = { type: 'paragraph', content: [{ type: 'text', text: 'Choose the link.' }] }
const SHOWN = {
  title: RESET.title,
  blocks: [{ type: 'heading', content: PARAGRAPH.content }, PARAGRAPH],
  isCut: false,
}
const ok = (body: unknown): ProxyAnswer => ({ type: 'ok', body })

afterEach(() => document.body.replaceChildren())

/** A form of a site with articles. */
function aForm(
  answer: (path: string) => ProxyAnswer = (path) =>
    ok(path.endsWith('articles') ? { articles: [RESET] } : SHOWN),
) {
  const view = document.body.appendChild(document.createElement('div'))
  const inner = view.appendChild(document.createElement('div'))
  const one = anUi({ form: { articles: true } })
  Object.assign(one.ui.place, { view })
  one.tell(answer)
  render(<View ui={one.ui} />, { container: inner })
  attach(one.ui)
  const user = userEvent.setup()
  const message = () => screen.getByLabelText('Message', { exact: false })
  return { ...one, user, message, write: (text: string) => user.type(message(), text) }
}

const title = () => screen.findByRole('button', { name: RESET.title })

test('titles come while somebody writes, are counted aloud once, and the focus stays', async () => {
  const { write, message, said, asked } = aForm()
  await write('I forgot my password')
  await title()
  expect(document.activeElement).toBe(message())
  expect(said).toEqual(['Articles that may help: 1'])
  expect(asked).toEqual([['api/articles', { site: 'demo', text: 'I forgot my password' }]])
  await write(' again')
  await waitFor(() => expect(asked).toHaveLength(2))
  expect(said).toHaveLength(1)
})

test('sends no word with a digit or an @ in it, and 200 characters at most', async () => {
  const { write, asked, ui } = aForm()
  await write('ada@example.com has order AB1234 of  4111 1111 lost')
  await waitFor(() => expect(asked).toHaveLength(1))
  expect(asked[0]![1]['text']).toBe('has order of lost')
  ui.model.edit('message', 'word '.repeat(100))
  await waitFor(() => expect(asked).toHaveLength(2))
  expect(asked[1]![1]['text']).toHaveLength(200)
})

test('what was written is read for it when the visitor pauses, and not with each letter', async () => {
  const { write, asked } = aForm()
  vi.mocked(soughtIn).mockClear()
  await write('I forgot my password')
  await waitFor(() => expect(asked).toHaveLength(1))
  // The empty form may be read as well.
  const read = vi.mocked(soughtIn).mock.calls.map(([text]) => text.trim())
  expect(read.filter(Boolean)).toEqual(['I forgot my password'])
})

test('a long word without a digit or an @ is sent by its end, and one that has any is left out as a whole', () => {
  expect(soughtIn('忘'.repeat(300))).toBe('忘'.repeat(200))
  expect(soughtIn(`where is 4${'a'.repeat(300)}`)).toBe('where is')
  expect(soughtIn(`where is ${'a'.repeat(300)}@example.com\u3000 now`)).toBe('where is now')
})

test('an article takes the place of the form, and going back brings the focus to its title', async () => {
  const { write, user } = aForm()
  await write('I forgot my password')
  await user.click(await title())
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: RESET.title, level: 2 }))
  await screen.findByRole('heading', { name: 'Choose the link.', level: 3 })
  await user.click(screen.getByRole('button', { name: 'Back to the form' }))
  expect(screen.queryByRole('heading', { name: RESET.title })).toBeNull()
  expect(document.activeElement).toBe(await title())
})

test('going back brings the focus to the message where the title has gone meanwhile', async () => {
  const { write, user, message, asked, tell } = aForm()
  await write('I forgot my password')
  await title()
  tell((path) => ok(path.endsWith('articles') ? { articles: [] } : SHOWN))
  await write(' or not')
  await user.click(await title())
  await waitFor(() => expect(asked).toHaveLength(3))
  await waitFor(() => expect(screen.queryByText('Articles that may help: 1')).toBeNull())
  await user.click(screen.getByRole('button', { name: 'Back to the form' }))
  expect(document.activeElement).toBe(message())
})

test('an answered question sends nothing, and keeps what was written unless the visitor deletes it', async () => {
  const { write, user, message, sent, model } = aForm()
  await write('I forgot my password')
  for (const forget of [false, true]) {
    await user.click(await title())
    await user.click(screen.getByRole('button', { name: 'This answered my question' }))
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Glad to hear that' }))
    screen.getByText('Nothing was sent. What you wrote is still here.')
    await user.click(
      screen.getByRole('button', { name: forget ? 'Delete what I wrote' : 'Back to the form' }),
    )
    expect(model.values.value.message).toBe(forget ? '' : 'I forgot my password')
  }
  expect(document.activeElement).toBe(message())
  expect(sent).toEqual([])
})

test('in the dialog, it can be closed then', async () => {
  const { write, user, ui } = aForm()
  let closed = 0
  const close = document.createElement('button')
  close.addEventListener('click', () => closed++)
  Object.assign(ui.place, { close })
  await write('I forgot my password')
  await user.click(await title())
  await user.click(screen.getByRole('button', { name: 'This answered my question' }))
  await user.click(screen.getByRole('button', { name: 'Close' }))
  expect(closed).toBe(1)
  await title()
})

test('what cannot be searched is not spoken of, what cannot be shown is', async () => {
  const silent = aForm(() => ({ type: 'unreachable' }))
  await silent.write('I forgot my password')
  await waitFor(() => expect(silent.asked).toHaveLength(1))
  expect([screen.queryByText(/Articles/), silent.said, silent.warned]).toEqual([null, [], []])
  document.body.replaceChildren()
  const lost = aForm((path) => (path.endsWith('articles') ? ok({ articles: [RESET] }) : { type: 'gone' }))
  await lost.write('I forgot my password')
  await lost.user.click(await title())
  await screen.findByText('This article cannot be shown now.')
})
