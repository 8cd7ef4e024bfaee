import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../../../proxy/config/config.ts'
import { examine } from '../../../../proxy/operator/doctor.ts'
import { SANDBOX_CHANNEL } from '../../../../proxy/sandbox/sandbox.ts'
import { aFolder, aHelpdesk, json } from '../../../harness/proxy/builders.ts'
import { startSandbox } from '../../../harness/proxy/sandbox-server.ts'

/** What doctor says of the token of imports, at a helpdesk. */
async function findings(url: string, importToken: string) {
  const config = loadConfig({
    DATA_DIR: aFolder(),
    THERE_THERE_URL: url,
    THERE_THERE_TOKEN: 'sandbox-member',
    THERE_THERE_IMPORT_TOKEN: importToken,
    THERE_THERE_CHANNEL: SANDBOX_CHANNEL,
    ALLOWED_ORIGINS: 'https://shop.example',
  })
  return (await examine(config)).filter(({ check }) => check === 'token of imports')
}

describe('doctor, of the token of imports', () => {
  it('tells the role of its owner, and whether that is enough', async () => {
    const desk = await startSandbox()
    const url = `${desk.origin}/sandbox/api`
    expect(await findings(url, 'sandbox')).toMatchObject([
      { ok: true, detail: expect.stringContaining('"admin"') },
    ])
    expect(await findings(url, 'sandbox-member')).toMatchObject([
      {
        ok: false,
        detail: expect.stringContaining('"member"'),
        advice: expect.stringContaining('administrator'),
      },
    ])
    expect(await findings(url, 'wrong')).toMatchObject([{ ok: false, detail: 'the helpdesk answered 401' }])
    expect(await findings(url, '')).toEqual([])
    await desk.stop()
  })

  it('says so where the helpdesk does not tell the role', async () => {
    const desk = await aHelpdesk((call, response) =>
      json(response, 200, { data: call.path.endsWith('/members') ? [{ id: 1 }] : { user: { id: 1 } } }),
    )
    expect(await findings(desk.url, 't')).toMatchObject([
      { ok: true, detail: expect.stringContaining('does not tell') },
    ])
  })
})
