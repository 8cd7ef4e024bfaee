/** Links that may answer a message, while it is written. */
import { render, screen, waitFor } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { h } from 'preact'
import { expect, test } from 'vitest'
import { attach, complete } from '../../../widget/parts/parts.tsx'
import { View } from '../../../widget/form/view/view.tsx'
import { anUi } from '../../harness/widget/an-ui.ts'

const label = { en: 'How to return something', nl: 'Iets terugsturen' }
const help = [{ words: ['return', 'retour'], label, link: 'https://shop.example/returns' }]

test('a link comes with its word and goes with it, opens beside the form, and nothing is asked or sent', async () => {
  const { ui, asked, sent } = anUi({ form: { help } })
  render(<View ui={ui} />)
  attach(ui)
  const user = userEvent.setup()
  const message = screen.getByLabelText('Message', { exact: false })
  await user.type(message, 'May I retur')
  expect(screen.queryByRole('link')).toBeNull()
  await user.type(message, 'n it')
  const link = await screen.findByRole('link', { name: 'How to return something' })
  expect(document.activeElement).toBe(message)
  expect(link.getAttribute('target')).toBe('_blank')
  expect(link.getAttribute('rel')).toContain('noopener')
  Object.assign(ui.locale, { value: 'nl' })
  await screen.findByRole('link', { name: 'Iets terugsturen' })
  await user.clear(message)
  await waitFor(() => expect(screen.queryByRole('link')).toBeNull())
  expect([asked, sent]).toEqual([[], []])
})

test('a link without words stands under the greeting, and that of a topic appears when it is chosen', async () => {
  const { ui } = anUi({
    form: {
      topics: [
        { key: 'orders', label: 'Orders' },
        { key: 'other', label: 'Other' },
      ],
      help: [
        { label: 'All answers', link: 'https://shop.example/help' },
        { label: 'Where it is', link: 'https://shop.example/track', topics: ['orders'] },
      ],
    },
  })
  render(<View ui={ui} />)
  attach(ui)
  expect(await complete(ui, {})).toBe(true)
  const first = await screen.findByRole('link', { name: 'All answers' })
  expect(first.closest('.intro')).not.toBeNull()
  expect(screen.queryByRole('link', { name: 'Where it is' })).toBeNull()
  await userEvent.setup().selectOptions(screen.getByRole('combobox'), 'orders')
  await screen.findByRole('link', { name: 'Where it is' })
})
