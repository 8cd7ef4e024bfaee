import { render, screen, waitFor } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { h } from 'preact'
import { describe, expect, test } from 'vitest'
import { Field } from '../../../../widget/form/view/field.tsx'
import { anUi, written } from '../../../harness/widget/an-ui.ts'

describe('a field with something wrong', () => {
  test('says so in words that belong to it, and is marked as wrong', async () => {
    const { ui, model } = anUi()
    render(<Field ui={ui} name="email" />)
    const input = screen.getByLabelText('Your email')
    expect(input.getAttribute('aria-invalid')).toBeNull()
    await model.submit(written({ email: '' }))
    const problem = await screen.findByText('Enter your email address')
    expect(input.getAttribute('aria-invalid')).toBe('true')
    expect(input.getAttribute('aria-describedby')).toBe(problem.id)
  })

  test('is looked at again with each letter, and is right as soon as it is', async () => {
    const user = userEvent.setup()
    const { ui, model } = anUi()
    render(<Field ui={ui} name="email" />)
    const input = screen.getByLabelText<HTMLInputElement>('Your email')
    await model.submit(written({ email: '' }))
    await user.type(input, 'ada')
    expect(await screen.findByText(/like name@example\.com/)).toBeTruthy()
    await user.type(input, '@example.com')
    await waitFor(() => expect(input.getAttribute('aria-invalid')).toBeNull())
    expect(screen.queryByText(/like name@example\.com/)).toBeNull()
    expect(input.value).toBe('ada@example.com')
    expect(model.values.value.email).toBe('ada@example.com')
  })

  test('says by how much it is too long', async () => {
    const { ui, model } = anUi()
    render(<Field ui={ui} name="name" />)
    await model.submit(written({ name: 'x'.repeat(203) }))
    expect(await screen.findByText('Shorten this by 3 characters')).toBeTruthy()
  })

  test('speaks another language as soon as the form does', async () => {
    const { ui, model } = anUi()
    render(<Field ui={ui} name="message" />)
    await model.submit(written({ message: '' }))
    await screen.findByText('Write your message')
    Object.assign(ui.texts, {
      value: { ...ui.texts.value, message: 'Nachricht', message_required: 'Bitte schreiben' },
    })
    expect(await screen.findByText('Bitte schreiben')).toBeTruthy()
    expect(screen.getByLabelText('Nachricht')).toBeTruthy()
  })
})

describe('a field', () => {
  test('that is left malformed says so, one that is left empty does not', async () => {
    const user = userEvent.setup()
    const { ui } = anUi()
    render(<Field ui={ui} name="email" />)
    const input = screen.getByLabelText('Your email')
    await user.click(input)
    await user.tab()
    expect(input.getAttribute('aria-invalid')).toBeNull()
    await user.type(input, 'ada')
    await user.tab()
    expect(await screen.findByText(/like name@example\.com/)).toBeTruthy()
  })

  test('that may be left empty says so', () => {
    const { ui } = anUi()
    render(<Field ui={ui} name="name" />)
    expect(screen.getByText('(optional)')).toBeTruthy()
    expect(screen.getByRole<HTMLInputElement>('textbox').required).toBe(false)
  })

  test('keeps still while the message is sent', async () => {
    const { ui, model, answer } = anUi()
    render(<Field ui={ui} name="message" />)
    const input = screen.getByRole<HTMLTextAreaElement>('textbox')
    void model.submit(written())
    await waitFor(() => expect(input.readOnly).toBe(true))
    answer({ type: 'offline' })
    await waitFor(() => expect(input.readOnly).toBe(false))
  })
})
