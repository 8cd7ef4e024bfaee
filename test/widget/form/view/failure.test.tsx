import { render, screen, waitFor } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { h } from 'preact'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Failure } from '../../../../widget/form/send/client.ts'
import { FailureNotice } from '../../../../widget/form/view/failure.tsx'
import { anUi, written } from '../../../harness/widget/an-ui.ts'

afterEach(() => vi.unstubAllGlobals())

const failed = (type: Failure['type']) => ({ type: 'failed', failure: { type } as Failure }) as const

/** A notice beside a message that was written. */
function aNotice(type: Failure['type'], message = 'Take me elsewhere', form = {}) {
  const all = anUi({ form })
  if (message) all.model.edit('message', message)
  render(
    <main>
      <textarea defaultValue={message} />
      <FailureNotice ui={all.ui} outcome={failed(type)} />
    </main>,
  )
  return all
}

describe('a failure', () => {
  const TYPES: [Failure['type'], string][] = [
    ['offline', 'Your message was not sent'],
    ['timeout', 'We cannot tell whether your message arrived'],
    ['unreachable', 'We cannot tell whether your message arrived'],
    ['too_large', 'Your message was not sent'],
    ['limited', 'Your message was not sent'],
    ['unavailable', 'Your message was not sent'],
    ['broken', 'We cannot tell whether your message arrived'],
    ['conflict', 'An earlier version was sent'],
    ['refused', 'This form does not work yet'],
    ['unverified', 'We could not confirm who you are'],
  ]

  test.each(TYPES)('by the name of %s is told as "%s", with an explanation of its own', (type, title) => {
    const { ui } = aNotice(type)
    expect(screen.getByRole('heading').textContent).toBe(title)
    expect(screen.getByText(ui.texts.value[type as 'offline'])).toBeTruthy()
  })

  test('says that the network is back as soon as it is', async () => {
    const { ui, model, answer } = aNotice('offline')
    answer({ type: 'offline' })
    await model.submit(written())
    expect(screen.queryByText(ui.texts.value.backOnline)).toBeNull()
    // Unchanged, it would be sent by itself.
    model.edit('message', 'Another')
    model.online()
    expect(await screen.findByText(ui.texts.value.backOnline)).toBeTruthy()
    expect(screen.queryByText(ui.texts.value.offline)).toBeNull()
  })

  test('has nothing to copy where nothing was written', () => {
    aNotice('refused', '')
    expect(screen.queryByRole('button')).toBeNull()
    expect(screen.queryByRole('link')).toBeNull()
  })

  test('can be mailed where the site says to whom', () => {
    aNotice('offline', 'Take me elsewhere', { contactEmail: 'help@example.com' })
    expect(screen.getByRole('link', { name: 'Email us' }).getAttribute('href')).toBe(
      'mailto:help@example.com?subject=Your%20message&body=Take%20me%20elsewhere',
    )
  })
})

describe('a message that was not sent', () => {
  const copyButton = () => screen.getByRole('button', { name: 'Copy my message' })

  test('is copied, which the button says, and the screen reader once', async () => {
    const user = userEvent.setup()
    const { said } = aNotice('offline')
    await user.click(copyButton())
    expect(await navigator.clipboard.readText()).toBe('Take me elsewhere')
    expect(await screen.findByRole('button', { name: 'Copied' })).toBe(document.activeElement)
    expect(said).toEqual(['Copied'])
  })

  test('is selected where it may not be copied, and what to do is said', async () => {
    const user = userEvent.setup({ writeToClipboard: false })
    const { said } = aNotice('offline')
    vi.stubGlobal('navigator', { clipboard: undefined })
    Document.prototype.execCommand = () => false
    await user.click(copyButton())
    const words = 'Your message is selected. Copy it with your keyboard or menu.'
    expect(await screen.findByText(words)).toBeTruthy()
    const field = screen.getByRole<HTMLTextAreaElement>('textbox')
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, 'Take me elsewhere'.length])
    expect(said).toEqual([words])
  })

  test('is copied as it stands now, not as it stood when sending failed', async () => {
    const user = userEvent.setup()
    const { model } = aNotice('offline')
    model.edit('message', 'Changed')
    await waitFor(() => expect(copyButton()).toBeTruthy())
    await user.click(copyButton())
    expect(await navigator.clipboard.readText()).toBe('Changed')
  })
})
