import { describe, expect, it } from 'vitest'
import { ticketOf } from '../../proxy/helpdesk/ticket.ts'
import { anApp, stored, WITHOUT_CHALLENGES } from '../harness/proxy/an-app.ts'
import { aSubmission, CHANNEL } from '../harness/proxy/builders.ts'

describe('the field that nobody sees', () => {
  it('loses no message when it is filled: a password manager may have done it, so the agent is told', async () => {
    const { postForm, outbox } = anApp()
    const fields = { ...(aSubmission() as object), website: 'https://casino.example' }
    expect((await postForm(fields)).status).toBe(202)
    const submission = stored(outbox)!
    expect(submission).toMatchObject({ suspicious: true })
    expect(JSON.stringify(submission)).not.toContain('casino')
    const ticket = ticketOf(submission, { id: 'shop', channel: CHANNEL }, 'R')
    expect(ticket.message.body).toContain('this may be spam')
  })

  it('costs ten messages of the sender’s own allowances, and one of the site’s', async () => {
    const { postJson } = anApp({ sites: WITHOUT_CHALLENGES, limits: { email: 20, site: 30 } })
    const send = async (more: object) => (await postJson({ ...aSubmission(), ...more })).status
    expect(await send({ website: 'x' })).toBe(202)
    expect(await send({ website: 'x' })).toBe(202)
    expect(await send({ website: 'x' })).toBe(429)
    for (let i = 0; i < 28; i++) expect(await send({ email: `${i}@example.com` })).toBe(202)
    expect(await send({ email: 'last@example.com' })).toBe(429)
  })

  it('left empty costs nothing more', async () => {
    const { postForm, outbox } = anApp()
    expect((await postForm({ ...(aSubmission() as object), website: '' })).status).toBe(202)
    expect(stored(outbox)).not.toHaveProperty('suspicious')
  })
})
