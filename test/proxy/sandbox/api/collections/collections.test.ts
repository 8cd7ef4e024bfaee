/** Managing tags, teams, brains, quick replies, saved views and workflows, against the helpdesk's pages of these names. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SANDBOX_CHANNEL } from '../../../../../proxy/sandbox/sandbox.ts'
import { openSqlite } from '../../../../../proxy/store/sqlite/database.ts'
import { startSandbox, type TestSandbox } from '../../../../harness/proxy/sandbox-server.ts'

const member = { token: 'sandbox-member' }

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox()
})
afterEach(() => desk.stop())

const dataOf = async (path: string, token = 'sandbox') =>
  (await desk.api('GET', path, undefined, { token })).json.data
const make = async (path: string, body: object) => (await desk.api('POST', path, body)).json.data

const WORKFLOW = {
  name: 'Auto-close spam',
  trigger_type: 'on_new_ticket',
  conditions: [{ type: 'subject_contains', parameters: { value: 'unsubscribe' } }],
  actions: [{ type: 'set_status', parameters: { status: 'spam' } }],
}

describe.each([
  ['/tags', 'Tag', { name: 'vip', color: '#2563eb' }, { name: 'VIP', color: '#ffffff' }],
  ['/teams', 'Team', { name: 'Night shift' }, { description: 'From 22 to 6' }],
  ['/brains', 'Brain', { name: 'Recipes' }, { name: 'Recipes', additional_instructions: 'Be brief' }],
  [
    '/brains/01KE6Q8AER46Y8XFM3P1H6788X/articles',
    'Article',
    { title: 'a', body: '# b' },
    { is_public: false },
  ],
  ['/quick-replies', 'Quick reply', { name: 'Thanks', body: '<p>Thank you</p>' }, { body: '<p>Thanks!</p>' }],
  ['/saved-views', 'Saved view', { name: 'Mine', assigned_to_me: true }, { statuses: ['open'] }],
  ['/workflows', 'Workflow', WORKFLOW, { is_enabled: false }],
])('%s', (path, what, body, change) => {
  it('makes, lists, shows, changes and deletes one', async () => {
    const before = (await dataOf(path)).length
    const made = await desk.api('POST', path, body)
    expect(made.status).toBe(201)
    expect(made.json.data).toMatchObject(body)
    const one = `${path}/${made.json.data.ulid}`
    expect(await dataOf(path)).toHaveLength(before + 1)
    expect(await dataOf(one.toLowerCase())).toEqual(made.json.data)
    const changed = await desk.api('PUT', one, change)
    expect(changed.json.data).toMatchObject({ ...body, ...change, ulid: made.json.data.ulid })
    expect((await desk.api('DELETE', one)).status).toBe(204)
    const gone = await desk.api('GET', one)
    expect([gone.status, gone.json]).toEqual([404, { message: `${what} not found.` }])
    expect(await dataOf(path)).toHaveLength(before)
  })

  it('names what is missing', async () => {
    const refused = await desk.api('POST', path, {})
    expect(refused.status).toBe(422)
    expect(Object.keys(refused.json.errors)).toContain(what === 'Article' ? 'title' : 'name')
  })

  it('is not another workspace’s', async () => {
    const { ulid } = await make(path, body)
    const there = { token: 'sandbox-multi', headers: { 'X-Workspace-Id': '2' } }
    expect((await desk.api('GET', `${path}/${ulid}`, undefined, there)).status).toBe(404)
    expect((await desk.api('DELETE', `${path}/${ulid}`, undefined, there)).status).toBe(404)
  })
})

describe('who may change the workspace', () => {
  it.each(['/tags', '/teams', '/brains', '/workflows'])('%s: administrators only', async (path) => {
    const { ulid } = await make(path, { ...WORKFLOW, name: 'x', color: '#000000' })
    const one = `${path}/${ulid}`
    expect((await desk.api('GET', one, undefined, member)).status).toBe(200)
    for (const [method, at] of [
      ['POST', path],
      ['PUT', one],
      ['DELETE', one],
    ] as const)
      expect((await desk.api(method, at, { name: 'y' }, member)).status, method).toBe(403)
  })

  it('lets every member write quick replies', async () => {
    expect((await desk.api('POST', '/quick-replies', { name: 'a', body: 'b' }, member)).status).toBe(201)
  })

  it('shows a personal view to its owner, and a workspace’s to all', async () => {
    const mine = await make('/saved-views', { name: 'Mine' })
    const ours = await make('/saved-views', { name: 'Ours', is_personal: false })
    expect(
      (await dataOf('/saved-views', 'sandbox-member')).map(({ name }: { name: string }) => name),
    ).toEqual(['Ours'])
    const status = async (method: string, path: string, body?: object) =>
      (await desk.api(method, path, body, member)).status
    expect(await status('PUT', `/saved-views/${mine.ulid}`, { name: 'x' })).toBe(404)
    expect(await status('DELETE', `/saved-views/${ours.ulid}`)).toBe(403)
    expect(await status('PUT', `/saved-views/${ours.ulid}`, { is_personal: true })).toBe(403)
    expect(await status('POST', '/saved-views', { name: 'x', is_personal: false })).toBe(403)
    expect(await status('POST', '/saved-views', { name: 'x' })).toBe(201)
  })
})

describe('tags', () => {
  it('need a hexadecimal colour and a name of their own', async () => {
    const refused = async (body: object) => (await desk.api('POST', '/tags', body)).json.errors
    expect(await refused({ name: 'x', color: 'red' })).toEqual({
      color: ['The color field format is invalid.'],
    })
    expect(await refused({ name: 'BUG', color: '#000000' })).toEqual({
      name: ['The name has already been taken.'],
    })
    const { ulid } = await make('/tags', { name: 'x', color: '#000000' })
    expect((await desk.api('PUT', `/tags/${ulid}`, { name: 'X', color: '#000000' })).status).toBe(200)
  })

  it('are taken off their tickets when they go, and stay gone over a restart', async () => {
    const sql = openSqlite(':memory:', { exclusive: false })
    const first = await startSandbox({ sql })
    const { ulid } = await first.ticket()
    const [tag] = (await first.api('GET', '/tags')).json.data
    await first.api('POST', `/tickets/${ulid}/tags/${tag.ulid}`)
    await first.api('DELETE', `/tags/${tag.ulid}`)
    expect((await first.api('GET', `/tickets/${ulid}`)).json.data.tags).toEqual([])
    await first.stop()
    const second = await startSandbox({ sql })
    expect((await second.api('GET', '/tags')).json.data).toHaveLength(3)
    await second.stop()
    sql.close()
  })
})

describe('teams', () => {
  it('take members in and let them go', async () => {
    const team = await make('/teams', { name: 'Night shift' })
    const [ada] = await dataOf('/members')
    const one = `/teams/${team.ulid}/members/${ada.ulid}`
    for (let twice = 0; twice < 2; twice++)
      expect((await desk.api('POST', one)).json.data).toMatchObject({ member_count: 1 })
    expect((await desk.api('DELETE', one)).status).toBe(204)
    expect(await dataOf(`/teams/${team.ulid}`)).toMatchObject({ member_count: 0, logo_url: null })
    expect((await desk.api('POST', `/teams/${team.ulid}/members/${team.ulid}`)).status).toBe(404)
  })

  it('leave their tickets without a team when they go', async () => {
    const { ulid } = await desk.ticket()
    const team = await make('/teams', { name: 'Night shift' })
    await desk.api('PUT', `/tickets/${ulid}/team`, { team_ulid: team.ulid })
    await desk.api('DELETE', `/teams/${team.ulid}`)
    expect((await dataOf(`/tickets/${ulid}`)).assigned_team).toBeNull()
  })
})

describe('brains', () => {
  it('count their articles, and are ten at most', async () => {
    const brain = await make('/brains', { name: 'Recipes' })
    await make(`/brains/${brain.ulid}/articles`, { title: 'Soup', body: 'Boil.' })
    expect(await dataOf(`/brains/${brain.ulid}`)).toMatchObject({ article_count: 1 })
    for (let n = 4; n <= 10; n++) await make('/brains', { name: `Brain ${n}` })
    expect((await desk.api('POST', '/brains', { name: 'One more' })).status).toBe(422)
  })
})

describe('saved views', () => {
  it('name channels and tags by id, and ignore those of other workspaces', async () => {
    const [tag] = await dataOf('/tags')
    const view = await make('/saved-views', {
      name: 'Müller & Söhne',
      channel_ulids: [SANDBOX_CHANNEL, '01KE6PQJAGNGJDWYZ92H4E4SV4'],
      tag_ulids: [tag.ulid],
    })
    expect(view).toMatchObject({
      slug: 'müller-söhne',
      channel_ids: [1],
      tag_ids: [tag.id],
      is_personal: true,
    })
  })
})

describe('workflows', () => {
  it.each([{}, { value: 0 }, { value: 31, unit: 'days' }, { value: 721 }, { value: 5, unit: 'weeks' }])(
    'refuse to wait for %j',
    async (parameters) => {
      const body = { name: 'x', trigger_type: 'on_no_reply', trigger_parameters: parameters }
      const { errors } = (await desk.api('POST', '/workflows', body)).json
      expect(Object.keys(errors)).toEqual(['trigger_parameters'])
    },
  )

  it('replace conditions and actions as a whole, and number them', async () => {
    const { ulid } = await make('/workflows', WORKFLOW)
    const conditions = [{ type: 'is_first_message', parameters: {} }]
    const { data } = (await desk.api('PUT', `/workflows/${ulid}`, { conditions })).json
    expect(data.conditions).toEqual([{ id: 1, ...conditions[0] }])
    expect(data.actions).toEqual([{ id: 1, ...WORKFLOW.actions[0] }])
  })
})
