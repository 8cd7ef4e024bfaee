/** A permit that admission has handed out is given back when its message does not come to be stored. */
import { describe, expect, it, vi } from 'vitest'
import { anApp, WITHOUT_CHALLENGES } from '../../harness/proxy/an-app.ts'
import { aSubmission, formFields } from '../../harness/proxy/builders.ts'

/** An app that takes one message of each e-mail address, with log files; a function that sends one. */
function aFilingApp(options: Parameters<typeof anApp>[0] = {}) {
  const form = { files: { max: 3, maxBytes: 1000, types: ['.log'] } }
  const { post, ...app } = anApp({ form, sites: WITHOUT_CHALLENGES, limits: { email: 1 }, ...options })
  const send = async (name?: string) => {
    const body = new FormData()
    for (const [field, value] of Object.entries(formFields())) body.append(field, value)
    if (name !== undefined) body.append('files', new File(['line\n'], name))
    return (await post(body)).status
  }
  return { ...app, send }
}

describe('a message that is let in', () => {
  it('does not count when its files are refused', async () => {
    const { send } = aFilingApp()
    expect([await send('run.exe'), await send('run.exe'), await send('a.log')]).toEqual([422, 422, 202])
    expect(await send('a.log')).toBe(429)
  })

  it.each([
    ['with files', 'a.log'],
    ['without', undefined],
  ])('%s does not count when the store fails, and does from when it works', async (_, name) => {
    let full = true
    const storing = aFilingApp()
    const { send } = aFilingApp({
      store: {
        accept: (...message) =>
          full ? Promise.reject(new Error('disk full')) : storing.outbox.accept(...message),
      },
    })
    expect([await send(name), await send(name)]).toEqual([503, 503])
    full = false
    expect([await send(name), await send(name)]).toEqual([202, 429])
  })

  it('does not count when its id was used for another message', async () => {
    const { postJson } = anApp({ sites: WITHOUT_CHALLENGES, limits: { email: 2 } })
    const submission = aSubmission()
    expect((await postJson(submission)).status).toBe(202)
    for (let i = 0; i < 3; i++)
      expect((await postJson({ ...submission, message: 'Another' })).status).toBe(409)
    expect((await postJson(aSubmission())).status).toBe(202)
  })
})

describe('a retry of what is stored', () => {
  it('is not told to be refused, over a limit as well, and what is new is told', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const { postJson, lines } = anApp({ sites: WITHOUT_CHALLENGES, limits: { email: 1 } })
      const refused = () => lines.filter((line) => line.includes('"refused"'))
      const submission = aSubmission()
      for (let i = 0; i < 3; i++) expect((await postJson(submission)).status).toBe(202)
      vi.advanceTimersByTime(60_000)
      expect(refused()).toEqual([])
      expect((await postJson(aSubmission())).status).toBe(429)
      vi.advanceTimersByTime(60_000)
      expect(refused()).toHaveLength(1)
    } finally {
      vi.useRealTimers()
    }
  })
})
