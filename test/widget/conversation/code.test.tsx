import { signal } from '@preact/signals'
import { render, screen } from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import { h } from 'preact'
import { afterEach, describe, expect, test } from 'vitest'
import type { FormDefinition } from '../../../proxy/contract/form.ts'
import { begin } from '../../../widget/conversation/code/code.tsx'
import { createRoom } from '../../../widget/conversation/room.ts'
import type { OutcomeView } from '../../../widget/form/form-context.ts'
import type { ProxyAnswer } from '../../../widget/form/send/client.ts'
import { texts as after } from '../../../widget/i18n/en/conversation.ts'
import { en } from '../../../widget/i18n/en/form.ts'
import { anUi } from '../../harness/widget/an-ui.ts'

const BROWSER = 'b'.repeat(43)
const SESSION = 's'.repeat(43)
const KEY = 'support-draft-session:demo'

afterEach(() => localStorage.clear())

/** The list of requests of a visitor who has proven nothing, or what storage says. */
function aList(form: Partial<FormDefinition> = { conversation: 'confirmed' }) {
  const all = anUi({ form })
  const solved: string[] = []
  Object.assign(all.ui, {
    downloads: {
      solver: async () => ({ solve: async (given: string) => (solved.push(given), 'solved') }),
    },
  })
  all.outcome.value = { browser: () => BROWSER } as unknown as OutcomeView // as: a view needs no more of it
  const answers: ProxyAnswer[] = []
  all.tell(() => answers.shift() ?? { type: 'unreachable' })
  const room = createRoom(all.ui, signal({ ...en, ...after }), () => true)
  begin(room)
  const Code = room.code.value!
  render(<Code room={room} />)
  const user = userEvent.setup()
  const press = (name: string) => user.click(screen.getByRole('button', { name }))
  return {
    ...all,
    room,
    user,
    press,
    solved,
    /** What the proxy answers next. */
    answer: (...next: ProxyAnswer[]) => void answers.push(...next),
    ask: async () => {
      await user.type(screen.getByLabelText('Your email'), 'ada@example.com')
      await press('Send me a code')
    },
    enter: async (code: string) => {
      await user.type(await screen.findByLabelText('Your code'), code)
      await press('Confirm address')
    },
  }
}

const SENT: ProxyAnswer = { type: 'ok', body: { minutes: 10 } }
const OPENED: ProxyAnswer = { type: 'ok', body: { session: SESSION, days: 30 } }

describe('a visitor who asks for a code', () => {
  test('has the browser do the work that is asked for, by one wish', async () => {
    const { ask, answer, asked, solved, said } = aList()
    answer({ type: 'asked', challenge: 'one' }, SENT)
    await ask()
    await screen.findByLabelText('Your code')
    const [first, second] = asked.map(([, fields]) => fields)
    expect(asked.map(([path]) => path)).toEqual(['api/code', 'api/code'])
    expect(first).toEqual({
      site: 'demo',
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      email: 'ada@example.com',
      browser: BROWSER,
      locale: 'en',
    })
    expect(second).toEqual({ ...first, challenge: 'solved' })
    expect(solved).toEqual(['one'])
    expect(said.at(-1)).toMatch(/^We are sending a code to ada@example.com/)
  })

  test('makes one wish of all tries, and another of another code', async () => {
    const { ask, press, answer, asked } = aList()
    answer({ type: 'timeout' }, SENT, SENT)
    await ask()
    await screen.findByText(/There was no answer in time/)
    await press('Send me a code')
    await screen.findByLabelText('Your code')
    await press('Send another code')
    await expect.poll(() => asked.length).toBe(3)
    const [first, again, other] = asked.map(([, { id }]) => id)
    expect(again).toBe(first)
    expect(other).not.toBe(first)
  })

  test.each<[string, ProxyAnswer, string]>([
    ['how long it has to wait', { type: 'limited', seconds: 40 }, 'Try again in 40 seconds'],
    ['that it has to wait for long', { type: 'limited', seconds: 300 }, 'Please try again later.'],
    ['that the address is none', { type: 'invalid', fields: { email: 'invalid' } }, en.email_invalid],
    ['that there is no network', { type: 'offline' }, en.offline],
    ['that it does not work', { type: 'unproven' }, en.unavailable],
  ])('is told %s', async (_, given, words) => {
    const { ask, answer } = aList()
    answer(given)
    await ask()
    expect(await screen.findByText((text) => text.endsWith(words))).toBeTruthy()
    expect(screen.getByLabelText('Your email').getAttribute('aria-invalid')).toBe('true')
  })
})

describe('a visitor who enters a code', () => {
  test('is told of a wrong one, and keeps the session of the right one in the tab', async () => {
    const { ask, enter, answer, asked, said, room } = aList()
    answer(SENT, { type: 'unproven' }, OPENED)
    await ask()
    await enter('111111')
    await screen.findByText(/This code is wrong/)
    await enter('1')
    await screen.findByRole('button', { name: 'Sign out' })
    expect(asked[2]![1]).toEqual({ site: 'demo', browser: BROWSER, code: '1111111' })
    expect(said.at(-1)).toBe('Your address is confirmed.')
    expect([sessionStorage.getItem(KEY), localStorage.getItem(KEY)]).toEqual([SESSION, null])
    expect(room.proof()).toEqual({ session: SESSION })
  })

  test('has the session go along to the device, and back', async () => {
    sessionStorage.setItem(KEY, SESSION)
    const { room } = aList()
    room.kept.keep({ receipt: 'r'.repeat(43), reference: 'S7K2M9QX4TBA', at: 1, seen: '' })
    for (const toDevice of [true, false]) {
      room.kept.move(toDevice)
      room.changes.value++
      expect([sessionStorage, localStorage].map((store) => store.getItem(KEY))).toEqual(
        toDevice ? [null, SESSION] : [SESSION, null],
      )
    }
  })

  test('is signed out at the proxy and here, by the button and by the page', async () => {
    for (const signOut of ['button', 'reset']) {
      sessionStorage.setItem(KEY, SESSION)
      const { press, asked, room, answer } = aList()
      answer({ type: 'ok', body: undefined })
      if (signOut === 'button') await press('Sign out')
      else dispatchEvent(new Event('support-reset'))
      expect(asked.find(([path]) => path === 'api/sign-out')?.[1]).toEqual({ site: 'demo', session: SESSION })
      expect(sessionStorage.getItem(KEY)).toBeNull()
      expect(room.proof()).toBeUndefined()
      document.body.replaceChildren()
    }
  })

  test('is signed out in one tab when another one has ended what both share', async () => {
    localStorage.setItem(KEY, SESSION)
    const { room } = aList()
    room.kept.keep({ receipt: 'r'.repeat(43), reference: 'S7K2M9QX4TBA', at: 1, seen: '' })
    room.kept.move(true)
    room.changes.value++
    expect(room.proof()).toEqual({ session: SESSION })
    localStorage.removeItem(KEY)
    room.changes.value++
    expect(room.proof()).toBeUndefined()
    expect([sessionStorage.getItem(KEY), localStorage.getItem(KEY)]).toEqual([null, null])
  })

  test('is told when the session is over, and asked for nothing with it', async () => {
    sessionStorage.setItem(KEY, SESSION)
    const { room } = aList()
    room.session.value = ''
    expect(
      await screen.findByText('The confirmation of your address has ended. Ask for a new code.'),
    ).toBeTruthy()
    expect(sessionStorage.getItem(KEY)).toBeNull()
    expect(room.proof()).toBeUndefined()
  })

  test('sees answers by it only where the site shows them for codes', () => {
    sessionStorage.setItem(KEY, SESSION)
    expect(aList({ confirm: 'before' }).room.proof()).toBeUndefined()
  })

  test('counts as who the page says by a token, and not by the session', () => {
    sessionStorage.setItem(KEY, SESSION)
    const { room, model } = aList()
    model.prefill({ email: 'bob@example.com', token: 't' } as never)
    expect(room.proof()).toEqual({ 'identity[token]': 't' })
  })
})
