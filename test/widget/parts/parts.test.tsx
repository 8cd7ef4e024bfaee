/** Parts draw themselves again when what they depend on has changed, and only then. */
import { render, screen, waitFor } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { h } from 'preact'
import { describe, expect, test } from 'vitest'
import { attach, complete } from '../../../widget/parts/parts.tsx'
import { View } from '../../../widget/form/view/view.tsx'
import { anUi, written } from '../../harness/widget/an-ui.ts'
import type { FormDefinition } from '../../../proxy/contract/form.ts'

/** A form whose parts have come. */
async function aForm(form: Partial<FormDefinition>) {
  const all = anUi({ form })
  render(<View ui={all.ui} />)
  attach(all.ui)
  expect(await complete(all.ui, {})).toBe(true)
  return { ...all, user: userEvent.setup() }
}

const FIELDS: FormDefinition['fields'] = [
  { key: 'kind', type: 'text', label: 'Kind' },
  { key: 'order', type: 'text', label: 'Order', showWhen: { kind: ['order'] } },
]

describe('a site’s own field', () => {
  test('appears with the answer that it depends on, and goes with it', async () => {
    const { user } = await aForm({ fields: FIELDS })
    const kind = screen.getByLabelText('Kind', { exact: false })
    expect(screen.queryByLabelText('Order', { exact: false })).toBeNull()
    await user.type(kind, 'order')
    await screen.findByLabelText('Order', { exact: false })
    await user.type(kind, 's')
    await waitFor(() => expect(screen.queryByLabelText('Order', { exact: false })).toBeNull())
  })

  test('says what is wrong as soon as it is told, and in another language when the form speaks one', async () => {
    const { ui, model } = await aForm({
      fields: [{ key: 'kind', type: 'text', label: { en: 'Kind', de: 'Art' }, required: true }],
    })
    await model.submit(written())
    await screen.findByText('Kind: Please fill this in')
    Object.assign(ui.locale, { value: 'de' })
    await screen.findByText('Art: Please fill this in')
  })

  test('is drawn in the new form after a message was sent', async () => {
    const { model, answer } = await aForm({ fields: FIELDS })
    answer({ type: 'accepted', reference: 'R1' })
    await model.submit(written())
    await waitFor(() => expect(screen.queryByLabelText('Kind', { exact: false })).toBeNull())
    model.again()
    expect(await screen.findByLabelText('Kind', { exact: false })).toBeTruthy()
  })
})

test('the time of a reply follows the topic that is chosen', async () => {
  const { user } = await aForm({
    reply: { text: 'In a week' },
    topics: [
      { key: 'a', label: 'A question' },
      { key: 'b', label: 'An order', reply: { text: 'In an hour' } },
    ],
  })
  await screen.findByText('In a week')
  await user.selectOptions(screen.getByRole('combobox'), 'b')
  await screen.findByText('In an hour')
})

describe('in a browser that does not know the zone of an office', () => {
  const days = Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, ['00:00-12:00', '12:00-23:59']]),
  )
  const open = { timeZone: 'Mars/Olympus', days }

  test('it is said when somebody is there, by a zone of the same time', async () => {
    await aForm({ reply: { within: 1, hours: { ...open, fixedZone: 'Etc/GMT+3' } } })
    await waitFor(() => expect(document.querySelectorAll('.when')).toHaveLength(2))
  })

  test.each([undefined, 'Mars/Elysium'])(
    'nothing is promised where %s is no such zone',
    async (fixedZone) => {
      const hours = { ...open, ...(fixedZone && { fixedZone }) }
      await aForm({
        reply: { within: 1, hours },
        consent: { mode: 'notice', text: 'Read this', version: '1' },
      })
      await screen.findByText('Read this')
      expect(document.querySelectorAll('.when')).toHaveLength(0)
    },
  )
})
