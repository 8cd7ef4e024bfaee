/** A message that its visitor has kept on this device: never without the box, found again, sent once, and gone when it must be. */
import { cleanup, render, screen, waitFor } from '@testing-library/preact'
import { userEvent } from '@testing-library/user-event'
import { h } from 'preact'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { View } from '../../../../widget/form/view/view.tsx'
import { browser, css, facts, join, show, texts, wait } from '../../../../widget/parts/outcome-view.tsx'
import { attach } from '../../../../widget/parts/parts.tsx'
import { anUi, written } from '../../../harness/widget/an-ui.ts'
import type { SendResult } from '../../../../widget/form/send/client.ts'

const KEY = 'support-draft:demo'
const HOUR = 60 * 60 * 1000
const LABEL = 'Keep my message on this device'
const BACK = 'You kept this message on this device. Send it when you are ready.'

afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

const kept = () => new URLSearchParams(localStorage.getItem(KEY) ?? '')

/** A form in a tab of its own, whose page has named somebody, or nobody. */
async function aTab({ named = '', ms = 0, form = {} } = {}) {
  cleanup()
  sessionStorage.clear()
  const all = anUi({ form })
  const { save } = all.ui.draft
  all.now.ms = ms
  all.outcome.value = { browser, css, facts, join, texts, show, wait }
  render(<View ui={all.ui} />)
  if (named) all.model.prefill({ email: named })
  attach(all.ui)
  const user = userEvent.setup()
  /** Writes, and sends to a proxy that answers `outcome`. */
  const send = async (outcome: SendResult, given = {}) => {
    all.answer(outcome)
    await all.model.submit(written(given))
  }
  /** The part that keeps is there, and has looked. */
  const looked = () => waitFor(() => expect(all.ui.draft.save).not.toBe(save))
  return {
    ...all,
    user,
    send,
    looked,
    box: () => screen.findByRole<HTMLInputElement>('checkbox', { name: LABEL }),
  }
}

/** A tab in which a message has failed and was kept. */
async function aTabThatKeeps(options: Parameters<typeof aTab>[0] = {}, given = {}) {
  const tab = await aTab(options)
  tab.model.edit('message', 'Hello')
  tab.model.edit('email', 'ada@example.com')
  await tab.send({ type: 'offline' }, given)
  await tab.user.click(await tab.box())
  expect(kept().get('message')).toBeTruthy()
  return tab
}

describe('the box', () => {
  test('is there with a failure, not ticked, with what it means; and nothing is kept without it', async () => {
    const { model, send, box } = await aTab()
    model.edit('message', 'Hello')
    model.edit('email', 'ada@example.com')
    expect(screen.queryByRole('checkbox')).toBeNull()
    await send({ type: 'offline' })
    const input = await box()
    expect(input.checked).toBe(false)
    const note = document.getElementById(input.getAttribute('aria-describedby')!)
    expect(note?.textContent).toMatch(/7 days.*without files.*can read it/)
    model.edit('message', 'Hello again')
    expect(localStorage.length).toBe(0)
    await send({ type: 'unavailable' })
    expect(localStorage.length).toBe(0)
    await send({ type: 'accepted', reference: 'R1' })
    expect(localStorage.length).toBe(0)
  })

  test('keeps the message as it is when it is ticked, says so, and what is written then', async () => {
    const { model, said } = await aTabThatKeeps()
    expect(said.at(-1)).toBe('Kept on this device')
    model.edit('message', 'Hello and more')
    expect(kept().get('message')).toBe('Hello and more')
  })

  test('removes it when the tick is taken away', async () => {
    const { user, box } = await aTabThatKeeps()
    await user.click(await box())
    expect((await box()).checked).toBe(false)
    expect(localStorage.length).toBe(0)
  })

  test('is not ticked, and says so, where the browser will not keep it', async () => {
    const { model, send, box, user, said } = await aTab()
    model.edit('email', 'ada@example.com')
    await send({ type: 'offline' })
    vi.stubGlobal('localStorage', {
      getItem: () => null,
      removeItem: () => undefined,
      setItem() {
        throw new DOMException('full', 'QuotaExceededError')
      },
    })
    await user.click(await box())
    await screen.findByText('This browser cannot keep it')
    expect((await box()).checked).toBe(false)
    expect(said.at(-1)).toBe('This browser cannot keep it')
  })

  test('shows that it is no longer kept when another tab has kept another message', async () => {
    const { box } = await aTabThatKeeps()
    localStorage.setItem(KEY, 'id=other&at=0&message=x&email=y%40example.com')
    dispatchEvent(new Event('storage'))
    await waitFor(async () => expect((await box()).checked).toBe(false))
  })
})

describe('a kept message', () => {
  test('is there in a new tab, is said to be, and goes by the same id, once', async () => {
    const first = await aTabThatKeeps()
    const { model, said, sent, send } = await aTab({ ms: 6 * 24 * HOUR })
    await screen.findByText(BACK)
    expect(said).toContain(BACK)
    expect(model.values.value).toMatchObject({ message: 'Hello', email: 'ada@example.com' })
    await send({ type: 'accepted', reference: 'R1' })
    expect(sent.map(({ id }) => id)).toEqual(first.sent.map(({ id }) => id))
    expect(localStorage.length).toBe(0)
  })

  test('lies for seven days, and is removed then', async () => {
    await aTabThatKeeps()
    const { model } = await aTab({ ms: 7 * 24 * HOUR })
    await waitFor(() => expect(localStorage.length).toBe(0))
    expect(model.values.value.message).toBe('')
  })

  test('is thrown away by a press, and the form is empty with the focus in it', async () => {
    await aTabThatKeeps()
    const { model, user } = await aTab()
    await user.click(await screen.findByRole('button', { name: 'Discard it' }))
    expect(localStorage.length + sessionStorage.length).toBe(0)
    expect(model.values.value.message).toBe('')
    expect(document.activeElement?.id).toBe('message')
    expect(screen.queryByText(BACK)).toBeNull()
  })

  test('goes with a reset', async () => {
    const { model } = await aTabThatKeeps()
    model.reset()
    expect(localStorage.length).toBe(0)
  })

  test('takes nobody’s words away: what was begun stays, and it comes when that is sent', async () => {
    await aTabThatKeeps()
    const { model, answer, looked } = await aTab()
    model.edit('message', 'Something else')
    model.edit('email', 'bob@example.com')
    await looked()
    expect(model.values.value.message).toBe('Something else')
    answer({ type: 'accepted', reference: 'R1' })
    await model.submit(written({ message: 'Something else', email: 'bob@example.com' }))
    expect(kept().get('message')).toBe('Hello')
  })

  test('stays kept under its new id when an earlier version had arrived', async () => {
    const { send, model } = await aTabThatKeeps()
    await send({ type: 'conflict' }, { message: 'Changed' })
    await send({ type: 'offline' }, { message: 'Changed' })
    expect(kept().get('message')).toBe('Changed')
    expect(model.phase.value.type).toBe('failed')
  })

  test('leaves what other parts have kept in it, though they come later', async () => {
    const fields = [{ key: 'order', type: 'text', label: 'Order' }] as const
    await aTabThatKeeps()
    localStorage.setItem(KEY, `${kept()}&more=${encodeURIComponent('fields[order]=4711')}`)
    const { model, ui } = await aTab({ form: { fields } })
    await screen.findByText(BACK)
    model.edit('message', 'Hello and more')
    expect(ui.draft.load()?.more).toEqual([['fields[order]', '4711']])
  })
})

describe('of whom it is', () => {
  test('one whom the page had named: it comes when the page names them again, and not before', async () => {
    await aTabThatKeeps({ named: 'ada@example.com' }, { email: 'other@example.com' })
    expect(kept().get('owner')).toBe('ada@example.com')
    const { model, looked } = await aTab()
    await looked()
    expect(model.values.value.message).toBe('')
    model.prefill({ email: 'Ada@example.com' })
    await screen.findByText(BACK)
  })

  test('when the page names somebody else, it is removed', async () => {
    await aTabThatKeeps({ named: 'ada@example.com' })
    const { model } = await aTab({ named: 'bob@example.com' })
    await waitFor(() => expect(localStorage.length).toBe(0))
    expect(model.values.value.message).toBe('')
  })

  test('when the page names somebody else after it was shown, it is removed from the form, too', async () => {
    await aTabThatKeeps()
    const { model } = await aTab()
    await screen.findByText(BACK)
    model.prefill({ email: 'bob@example.com' })
    await waitFor(() => expect(localStorage.length + sessionStorage.length).toBe(0))
    expect(model.values.value).toMatchObject({ message: '', email: 'bob@example.com' })
  })

  test('what was written in this tab becomes theirs whom the page names then', async () => {
    const { model } = await aTabThatKeeps()
    model.prefill({ email: 'bob@example.com' })
    await waitFor(() => expect(kept().get('owner')).toBe('bob@example.com'))
    expect(kept().get('message')).toBe('Hello')
  })

  test('who has sent a message without being named is not taken for one whom the page named', async () => {
    const { model, send, user, box, looked } = await aTab()
    model.edit('email', 'ada@example.com')
    await looked()
    await send({ type: 'accepted', reference: 'R1' })
    model.again()
    model.edit('message', 'Hello')
    await send({ type: 'offline' })
    await user.click(await box())
    expect(kept().get('owner')).toBe('')
  })
})
