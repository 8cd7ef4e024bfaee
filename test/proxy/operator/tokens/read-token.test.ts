import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../../../proxy/config/config.ts'
import { examine } from '../../../../proxy/operator/doctor.ts'
import { SANDBOX_CHANNEL } from '../../../../proxy/sandbox/sandbox.ts'
import { aFolder, aHelpdesk, json } from '../../../harness/proxy/builders.ts'
import { startSandbox } from '../../../harness/proxy/sandbox-server.ts'

/** What doctor says of the token for reading, at a helpdesk. */
async function findings(url: string, readToken: string) {
  const config = loadConfig({
    DATA_DIR: aFolder(),
    THERE_THERE_URL: url,
    THERE_THERE_TOKEN: 'sandbox',
    THERE_THERE_READ_TOKEN: readToken,
    THERE_THERE_CHANNEL: SANDBOX_CHANNEL,
    ALLOWED_ORIGINS: 'https://shop.example',
  })
  return (await examine(config)).filter(({ check }) => check === 'token for reading')
}

describe('doctor, of the token for reading', () => {
  it('tells whether it is one, and nothing where there is none', async () => {
    const desk = await startSandbox()
    const url = `${desk.origin}/sandbox/api`
    expect(await findings(url, 'sandbox-member')).toMatchObject([{ ok: true }])
    expect(await findings(url, 'wrong')).toMatchObject([
      {
        ok: false,
        detail: 'the helpdesk answered 401 for /me',
        advice: expect.stringContaining('READ_TOKEN'),
      },
    ])
    expect(await findings(url, '')).toEqual([])
    await desk.stop()
  })

  it.each([
    ['is of another workspace', 'B', 200, 'it is of another workspace: visitors would see nothing'],
    ['may read no tickets', 'a', 403, 'the helpdesk answered 403 for /tickets?per_page=1'],
  ])('says so of one that %s', async (_, ulid, status, detail) => {
    const desk = await aHelpdesk((call, response) => {
      const isReader = call.headers.authorization === 'Bearer reader'
      if (call.path.endsWith('/me'))
        json(response, 200, { data: { workspace: { ulid: isReader ? ulid : 'A' } } })
      else json(response, isReader ? status : 200, { data: [] })
    })
    expect(await findings(desk.url, 'reader')).toMatchObject([{ ok: false, detail }])
  })
})
