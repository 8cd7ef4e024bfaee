/** Status, assignee, team, tags and activities, against the helpdesk's page "Tickets". */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type TestSandbox } from '../../../harness/proxy/sandbox-server.ts'

const BILLING = '01KE6PNPR8BC4DRSE7Q1MJCAR7'

let desk: TestSandbox
let ulid: string
beforeEach(async () => {
  desk = await startSandbox()
  ulid = (await desk.ticket()).ulid
  desk.advance(60_000)
})
afterEach(() => desk.stop())

const put = (path: string, body: unknown) => desk.api('PUT', `/tickets/${ulid}/${path}`, body)
const activities = async () => (await desk.api('GET', `/tickets/${ulid}/activities`)).json.data
const named = async (list: string, name: string) =>
  (await desk.api('GET', `/${list}`)).json.data.find((item: { name: string }) => item.name === name)

describe('tickets page, Update Ticket Status', () => {
  it.each(['waiting', 'closed', 'spam'])('sets %s, answers 200 with the ticket', async (status) => {
    const answer = await put('status', { status })
    expect(answer.status).toBe(200)
    expect(answer.json.data).toMatchObject({
      ulid,
      status,
      created_at: '2026-06-01T10:30:00+00:00',
      updated_at: '2026-06-01T10:31:00+00:00',
    })
    expect((await activities()).at(-1)).toMatchObject({
      type: 'status_changed',
      description: `Status changed from open to ${status}`,
      user: { name: 'Ada Agent' },
      created_at: '2026-06-01T10:31:00+00:00',
    })
  })

  it('refuses other values', async () => {
    expect((await put('status', { status: 'done' })).json.errors).toEqual({
      status: ['The selected status is invalid.'],
    })
    expect((await put('status', {})).json.errors).toEqual({ status: ['The status field is required.'] })
  })

  it('records no change when nothing changes', async () => {
    const before = await activities()
    expect((await put('status', { status: 'open' })).status).toBe(200)
    expect(await activities()).toEqual(before)
  })
})

describe('tickets page, Update Ticket Assignee', () => {
  it('assigns by ULID in either case and unassigns with null', async () => {
    const milo = await named('members', 'Milo Member')
    const assigned = await put('assignee', { assignee_ulid: milo.ulid.toLowerCase() })
    expect(assigned.json.data.assignee).toEqual({
      id: milo.id,
      ulid: milo.ulid,
      name: 'Milo Member',
      email: 'milo@sandbox.example',
      avatar_url: null,
      timezone: 'UTC',
    })
    expect((await put('assignee', { assignee_ulid: null })).json.data.assignee).toBeNull()
    expect((await activities()).slice(-2).map((line: { description: string }) => line.description)).toEqual([
      'Assigned to Milo Member',
      'Unassigned',
    ])
  })

  it('refuses a missing field, nobody, who has left, and who cannot see the channel', async () => {
    const left = '01KE6PHZKRYRV4T0R0SPKX1GDA'
    expect((await put('assignee', {})).json.errors).toEqual({
      assignee_ulid: ['The assignee ulid field must be present.'],
    })
    for (const nobody of [left, 'nobody', 5]) {
      expect((await put('assignee', { assignee_ulid: nobody })).status).toBe(422)
    }
    const milo = await named('members', 'Milo Member')
    const hidden = await desk.ticket({ channel: BILLING })
    const answer = await desk.api('PUT', `/tickets/${hidden.ulid}/assignee`, { assignee_ulid: milo.ulid })
    expect(answer.json.errors).toEqual({ assignee_ulid: ['The selected assignee ulid is invalid.'] })
  })
})

describe('tickets page, Update Ticket Team', () => {
  it('gives the ticket to a team and takes it back with null', async () => {
    const team = await named('teams', 'Engineering')
    expect((await put('team', { team_ulid: team.ulid })).json.data.assigned_team).toEqual(team)
    expect((await put('team', { team_ulid: null })).json.data.assigned_team).toBeNull()
    expect((await put('team', { team_ulid: '01KE6PX518TA1EMQNVYG97NHCA' })).status).toBe(422)
    expect((await activities()).at(-2).description).toBe('Given to the team Engineering')
  })
})

describe('there-there-api, tags on a ticket', () => {
  it('adds (200) and removes (204), and records each once', async () => {
    const tag = await named('tags', 'urgent')
    const path = `/tickets/${ulid}/tags/${tag.ulid}`
    const added = await desk.api('POST', path)
    expect(added.status).toBe(200)
    expect(added.json.data.tags).toEqual([tag])
    await desk.api('POST', path)
    const removed = await desk.api('DELETE', path)
    expect(removed.status).toBe(204)
    expect(removed.text).toBe('')
    expect((await desk.api('DELETE', path)).status).toBe(204)
    expect((await activities()).slice(2).map((line: { type: string }) => line.type)).toEqual([
      'tag_added',
      'tag_removed',
    ])
  })

  it('answers 404 to unknown tags and those of another workspace', async () => {
    for (const tag of ['nothing', '01KE6Q6EWGX1BF8JCZJBEXDP9G']) {
      expect((await desk.api('POST', `/tickets/${ulid}/tags/${tag}`)).status).toBe(404)
    }
  })
})

describe('tickets page, List Ticket Activities', () => {
  it('lists the log in pages, oldest first', async () => {
    for (const status of ['waiting', 'closed', 'open']) await put('status', { status })
    const { json } = await desk.api('GET', `/tickets/${ulid}/activities?per_page=2&page=2`)
    expect(json.meta).toEqual({ current_page: 2, last_page: 3, per_page: 2, total: 5 })
    expect(json.data[0].properties).toEqual({ from: 'open', to: 'waiting' })
    expect(json.data[1].properties).toEqual({ from: 'waiting', to: 'closed' })
  })
})
