/** What operators have of several proxies on one database: metrics that agree, and one door for all. */
import { expect, it } from 'vitest'
import { aDatabase, aPostgresStore } from '../harness/postgres/a-database.ts'
import { anOperator, SECRET } from '../harness/proxy/a-status-page.ts'
import { aSubmission } from '../harness/proxy/builders.ts'
import { readOpenMetrics } from '../harness/proxy/open-metrics-text.ts'
import { aServedProxy } from '../harness/proxy/proxy-in-process.ts'
import { leading } from '../proxy/store/conformance/ground.ts'

const TOKEN = 'a-token-of-32-random-characters-'

/** A database with a refused message, and two proxies on it. */
async function aPair() {
  const { direct } = await aDatabase()
  const store = await aPostgresStore(direct)
  const dead = aSubmission({ site: 'demo' })
  await store.accept(dead)
  const lead = await leading(store)
  await lead.settle(dead.id, { state: 'dead', why: '422 contact_email' })
  await lead.resign()
  const env = { DATABASE_URL: direct, METRICS_TOKEN: TOKEN, OPERATOR_SECRET: SECRET }
  return { store, dead, urls: [(await aServedProxy(env)).url, (await aServedProxy(env)).url] }
}

it('shared gauges are the same at each of them', async () => {
  const { urls } = await aPair()
  for (const url of urls) {
    const answer = await fetch(`${url}/metrics`, { headers: { Authorization: `Bearer ${TOKEN}` } })
    const { samples } = readOpenMetrics(await answer.text())
    const value = (name: string) => samples.find((one) => one.name === name)
    expect(value('support_queue_messages')).toMatchObject({
      labels: { site: 'demo', state: 'dead' },
      value: 1,
    })
    expect(value('support_store_up')?.value).toBe(1)
  }
})

it('whoever has logged in at one of them is known at the other, and acts there', async () => {
  const { urls, store, dead } = await aPair()
  const [one = '', other = ''] = urls
  const operator = await anOperator(one).logIn()
  const headers = { Cookie: operator.cookie(), 'Sec-Fetch-Site': 'same-origin' }
  const page = await fetch(`${other}/operator/messages?state=dead`, { headers })
  expect(await page.text()).toContain('complains about: contact_email')
  const body = new URLSearchParams({ all: 'dead', token: operator.token() })
  const done = await fetch(`${other}/operator/retry`, { method: 'POST', headers, body })
  expect(await done.text()).toContain('1 message will be tried again now.')
  await expect.poll(async () => (await store.operator.show(dead.id))?.state).not.toBe('dead')
})
