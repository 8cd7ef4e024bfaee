/** The form from the first letter to the reference, with the file that comes with the first letter and without it. */
import { render, screen, waitFor } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { h } from 'preact'
import { describe, expect, test } from 'vitest'
import { texts as formEn } from '../../../../widget/i18n/en/start.ts'
import { countDown } from '../../../../widget/form/send/count-down.ts'
import * as outcomeView from '../../../../widget/parts/outcome-view.tsx'
import { View } from '../../../../widget/form/view/view.tsx'
import { anUi } from '../../../harness/widget/an-ui.ts'
import type { FormDefinition } from '../../../../proxy/contract/form.ts'

/** A form in a page; `whole`: with what comes with the first letter. */
function aForm({ whole = true, form }: { whole?: boolean; form?: Partial<FormDefinition> } = {}) {
  const all = anUi(whole ? { ...(form && { form }) } : { texts: formEn, ...(form && { form }) })
  if (whole) {
    all.outcome.value = outcomeView
    countDown(all.ui)
  }
  const user = userEvent.setup()
  render(<View ui={all.ui} />)
  const message = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Your message' })
  return {
    ...all,
    user,
    message,
    write: async () => {
      await user.type(message(), 'Hello')
      await user.type(screen.getByLabelText('Your email'), 'ada@example.com')
    },
    send: (name = 'Send message') => user.click(screen.getByRole('button', { name })),
  }
}

describe('a form', () => {
  test('that is not filled says what is wrong, by links to the fields, and has the focus on it', async () => {
    const { send, user, message, sent } = aForm()
    await send()
    const summary = await screen.findByRole('group', { name: 'There is a problem' })
    await waitFor(() => expect(document.activeElement).toBe(summary))
    const links = screen.getAllByRole('link')
    expect(links.map((link) => link.textContent)).toEqual(['Write your message', 'Enter your email address'])
    await user.click(links[0]!)
    expect(document.activeElement).toBe(message())
    expect(sent).toEqual([])
  })

  test('is sent once, says so to screen readers once, and keeps the focus on its button meanwhile', async () => {
    const { write, send, sent, said, answer } = aForm()
    await write()
    await send()
    const button = await screen.findByRole('button', { name: 'Sending…' })
    expect(button).toBe(document.activeElement)
    expect(button.getAttribute('aria-disabled')).toBe('true')
    await send('Sending…')
    answer({ type: 'accepted', reference: 'R1' })
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Message sent' })),
    )
    expect(sent).toEqual([expect.objectContaining({ message: 'Hello', email: 'ada@example.com' })])
    expect(said).toEqual(['Sending…', 'Message sent. Your reference is R1.'])
  })

  test('comes back empty for another message, with the focus in it and places for its parts', async () => {
    const { write, send, answer, user, ui, message } = aForm()
    await write()
    answer({ type: 'accepted', reference: 'R1' })
    await send()
    const again = await screen.findByRole('button', { name: 'Send another message' })
    const before = ui.places.value
    await user.click(again)
    await waitFor(() => expect(document.activeElement).toBe(message()))
    expect(message().value).toBe('')
    expect(ui.places.value).toBeGreaterThan(before)
    expect(ui.find('place-fields')).not.toBeNull()
  })

  test('that was refused altogether offers nothing to fill in, until somebody has written', async () => {
    const { model, answer, said } = aForm()
    answer({ type: 'refused' })
    await model.submit({ message: 'x', email: 'a@b.example', name: '', subject: '' })
    await screen.findByText('This form does not work yet')
    expect(screen.getAllByRole('textbox').length).toBeGreaterThan(0)
    model.reset()
    await waitFor(() => expect(screen.queryByText('This form does not work yet')).toBeNull())
    expect(said.at(-1)).toBe('')
  })

  test('counts down what it is asked to wait, and does not send before', async () => {
    const { write, send, answer, sent, now } = aForm()
    await write()
    answer({ type: 'limited', seconds: 2 })
    await send()
    await screen.findByRole('button', { name: 'Try again in 2 seconds' })
    await send('Try again in 2 seconds')
    expect(sent).toHaveLength(1)
    now.ms = 1000
    await screen.findByRole('button', { name: 'Try again in 1 second' })
    now.ms = 2000
    await screen.findByRole('button', { name: 'Try again' })
  })
})

describe('a failure', () => {
  test('stands in the form, whose text stays, and goes when it is tried again', async () => {
    const { write, send, answer, message, said } = aForm()
    await write()
    answer({ type: 'offline' })
    await send()
    await screen.findByText(
      'You seem to be offline. What you wrote is still here. Send it again once you are connected.',
    )
    expect(message().value).toBe('Hello')
    expect(screen.getByRole('button', { name: 'Copy my message' })).toBeTruthy()
    await send('Try again')
    expect(screen.queryByText('Your message was not sent')).toBeNull()
    expect(said).toEqual([
      'Sending…',
      expect.stringMatching(/^Your message was not sent\. You seem to be offline\./),
      'Sending…',
    ])
  })

  test.each([
    ['offline', 'Your message was not sent', 'You seem to be offline.'],
    ['refused', 'This form does not work yet', 'not set up correctly'],
    ['too_large', 'Your message was not sent', 'We cannot take messages at the moment.'],
    ['timeout', 'We cannot tell whether your message arrived', 'We cannot take messages at the moment.'],
  ] as const)(
    '(%s) is told in plain words when the file with the rest does not come',
    async (type, title, text) => {
      const { write, send, answer, message, said } = aForm({ whole: false })
      await write()
      answer({ type })
      await send()
      expect((await screen.findByRole('heading')).textContent).toBe(title)
      expect(screen.getByText(new RegExp(text))).toBeTruthy()
      expect(message().value).toBe('Hello')
      expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy()
      expect(said.at(-1)).toMatch(new RegExp(`^${title}\\. .*${text}`))
    },
  )

  test('is told in full as soon as the file with the rest is there, in the same place', async () => {
    const { write, send, answer, ui, outcome } = aForm({ whole: false })
    await write()
    answer({ type: 'broken' })
    await send()
    await screen.findByText(/We cannot take messages/)
    await ui.extend(async () => outcomeView.texts)
    outcome.value = outcomeView
    await screen.findByText(/Something went wrong on our side/)
    expect(screen.getAllByRole('heading')).toHaveLength(1)
    expect(screen.getByRole('button', { name: 'Copy my message' })).toBeTruthy()
  })

  test('leaves nothing behind that still listens once it is gone', async () => {
    const { write, send, answer, model, outcome } = aForm()
    const ends: string[] = []
    outcome.value = {
      ...outcomeView,
      show(place, ui, what) {
        const end = outcomeView.show(place, ui, what)
        return () => {
          end()
          ends.push(`${what.type}:${place.childNodes.length}`)
        }
      },
    }
    await write()
    answer({ type: 'offline' })
    await send()
    await screen.findByText(/You seem to be offline/)
    answer({ type: 'accepted', reference: 'R1' })
    await send('Try again')
    await screen.findByText('Message sent')
    model.again()
    await screen.findByRole('button', { name: 'Send message' })
    expect(ends).toEqual(['failed:0', 'sent:0'])
  })
})

test('a message is told as sent, with its reference, when the file with the rest does not come', async () => {
  const { write, send, answer, said } = aForm({ whole: false })
  await write()
  answer({ type: 'accepted', reference: 'R1' })
  await send()
  const heading = await screen.findByRole('heading', { name: 'Message sent. Your reference is R1.' })
  await waitFor(() => expect(document.activeElement).toBe(heading))
  expect(screen.getByText('We will reply to ada@example.com.')).toBeTruthy()
  expect(said).toEqual(['Sending…', 'Message sent. Your reference is R1.'])
})
