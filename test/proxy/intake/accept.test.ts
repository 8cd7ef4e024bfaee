/** A permit that admission has handed out is given back when its message does not come to be stored. */
import { describe, expect, it } from 'vitest'
import { anApp, WITHOUT_CHALLENGES } from '../../harness/proxy/an-app.ts'
import { formFields } from '../../harness/proxy/builders.ts'

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
})
