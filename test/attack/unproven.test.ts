/** Messages that bring no proof of work: how many get in, and who. */
import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { anApp, SITES } from '../harness/proxy/an-app.ts'
import { aClock, aSubmission } from '../harness/proxy/builders.ts'

describe('without a solved challenge', () => {
  const swarm = (i: number) => ({ 'X-Forwarded-For': `2001:db8:${i.toString(16)}::1` })

  it('the first messages of an hour get in, whoever sends them; then everybody else must work', async () => {
    const { postJson, lines, rateLimits } = anApp({ trusted: ['10.0.0.1'] })
    const statuses = []
    for (let i = 0; i < 100; i++)
      statuses.push((await postJson(aSubmission({ email: `${i}@bot.example` }), swarm(i))).status)
    expect(statuses.filter((status) => status === 202)).toHaveLength(20)
    expect(statuses.filter((status) => status === 403)).toHaveLength(80)
    rateLimits.refusals.report()
    const log = lines.filter((line) => line.includes('"challenged"'))
    expect(log).toHaveLength(80)
    expect(JSON.parse(log[0]!)).toMatchObject({ why: 'missing', site: 'shop', count: 1 })
  })

  it('a single sender gets three in, and three more after five minutes', async () => {
    const clock = aClock()
    const { postJson } = anApp({ trusted: ['10.0.0.1'], clock })
    const send = async (i: number) =>
      (await postJson(aSubmission({ email: `${i}@bot.example` }), swarm(1))).status
    const statuses = []
    for (let i = 0; i < 10; i++) statuses.push(await send(i))
    expect(statuses).toEqual([202, 202, 202, ...Array<number>(7).fill(403)])
    clock.pass(299_000)
    expect(await send(10)).toBe(403)
    clock.pass(301_000)
    expect([await send(11), await send(12), await send(13), await send(14)]).toEqual([202, 202, 202, 403])
  })

  it('an e-mail address gets two in an hour, wherever they come from', async () => {
    const clock = aClock()
    const { postJson } = anApp({ trusted: ['10.0.0.1'], clock })
    const send = async (i: number) =>
      (await postJson(aSubmission({ email: 'ada@bot.example' }), swarm(i))).status
    expect([await send(1), await send(2), await send(3)]).toEqual([202, 202, 403])
    clock.pass(3_599_000)
    expect(await send(4)).toBe(403)
    clock.pass(3_601_000)
    expect([await send(5), await send(6), await send(7)]).toEqual([202, 202, 403])
  })

  it('a burst of messages at one moment gets no more in', async () => {
    const { postJson } = anApp({ trusted: ['10.0.0.1'] })
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) => postJson(aSubmission({ email: `${i}@bot.example` }), swarm(i))),
    )
    expect(answers.filter(({ status }) => status === 202).length).toBeLessThanOrEqual(20)
  })

  it('who is vouched for by the site gets in all the same', async () => {
    const secret = 'a-secret-of-the-shop-0123456789'
    const shop = { ...SITES.sites.shop, challenge: 'always', identitySecrets: ['env:SECRET'] }
    const { postJson } = anApp({ sites: { sites: { shop } }, env: { SECRET: secret } })
    const signature = createHmac('sha256', secret).update('ada@example.com').digest('hex')
    expect((await postJson({ ...aSubmission(), identity: { signature } })).status).toBe(202)
    expect((await postJson(aSubmission())).status).toBe(403)
  })

  it('nothing is asked where the site asks nothing, and no challenge is handed out', async () => {
    const shop = { ...SITES.sites.shop, challenge: 'off' }
    const { postJson, form } = anApp({ sites: { sites: { shop } } })
    expect(await form()).not.toHaveProperty('challenge')
    for (let i = 0; i < 30; i++)
      expect((await postJson(aSubmission({ email: `${i}@a.example` }))).status).toBe(202)
  })
})
