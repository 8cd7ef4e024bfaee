/** What the doctor finds beside a proxy that runs with the sandbox. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../../proxy/config/config.ts'
import { examine } from '../../../proxy/operator/doctor.ts'
import { aFolder, CHANNEL } from '../../harness/proxy/builders.ts'
import { aSandboxedProxy } from '../../harness/proxy/proxy-process.ts'

const THERE = { team: '01KE6PSDWR0WBTB8638910MVJN', tag: '01KE6Q0W5RFPFZQRTA6RBT0R8A' }
const NOWHERE = '01HX9F3K2M4N5P6Q7R8S9T0V1W'

/** A sites file whose tickets are routed to all kinds of things, and the environment of its proxy. */
function aRoutedSite() {
  const file = join(aFolder(), 'sites.json')
  const topics = [{ key: 'a', label: 'A', assignee: NOWHERE, tags: [THERE.tag, NOWHERE] }]
  const site = { channel: CHANNEL, origins: ['https://shop.example'], team: THERE.team, topics }
  writeFileSync(file, JSON.stringify({ sites: { shop: site } }))
  return { SITES_FILE: file }
}

describe('the doctor beside a proxy with the sandbox', () => {
  it('says which tags, teams and members the sandbox does not have', async () => {
    const env = aRoutedSite()
    const proxy = await aSandboxedProxy(env)
    const findings = await examine(loadConfig({ ...env, DATA_DIR: proxy.dataDir }))
    expect(findings.filter(({ ok }) => !ok)).toEqual([
      {
        check: 'tag of topic "a" of site "shop"',
        ok: false,
        detail: `there is no ${NOWHERE} in this workspace`,
        advice: expect.stringContaining('/sandbox/api/tags'),
      },
      expect.objectContaining({ check: 'assignee of topic "a" of site "shop"' }),
    ])
    expect(findings).toContainEqual({ check: 'teams', ok: true, detail: '2 found' })
    await proxy.stop()
    // Then there is no sandbox to ask.
    expect((await examine(loadConfig({ ...env, DATA_DIR: proxy.dataDir }))).filter(({ ok }) => !ok)).toEqual(
      [],
    )
  })

  it('says which brain of articles there is not', async () => {
    const file = join(aFolder(), 'sites.json')
    const articles = { brains: ['help CENTRE', 'Nowhere'], public: true }
    const site = { channel: CHANNEL, origins: ['https://shop.example'], articles }
    writeFileSync(file, JSON.stringify({ sites: { shop: site } }))
    const proxy = await aSandboxedProxy({ SITES_FILE: file })
    const findings = await examine(loadConfig({ SITES_FILE: file, DATA_DIR: proxy.dataDir }))
    expect(findings.filter(({ ok }) => !ok)).toEqual([
      {
        check: 'articles of site "shop"',
        ok: false,
        detail: 'there is no brain "Nowhere" in this workspace',
        advice: expect.stringContaining('the form does without its articles'),
      },
    ])
  })

  it('finds what the demo is routed to', async () => {
    const proxy = await aSandboxedProxy()
    const findings = await examine(loadConfig({ DATA_DIR: proxy.dataDir }))
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    expect(findings.map(({ check }) => check)).toContain('tags')
  })
})
