import { expect, it } from 'vitest'
import { status } from '../../../proxy/cli/status.ts'
import type { Readiness } from '../../../proxy/operator/readiness.ts'

/** What the command makes of a proxy that stands like this. */
async function told(readiness: Readiness, json?: true) {
  let out = ''
  const ask = () => Promise.resolve(readiness)
  const run = status.run as (given: object) => Promise<number>
  const code = await run({ ask, options: { json }, stdout: (text: string) => (out += text) })
  return { code, out }
}

it('ends with 0 where all is well, and with 1 where something needs you, each in a line', async () => {
  expect(await told({ status: 'ready', why: [], attention: [] })).toEqual({ code: 0, out: 'ready\n' })
  const dead = '2 refused by the helpdesk.'
  expect(await told({ status: 'ready', why: [], attention: [dead] })).toEqual({
    code: 1,
    out: `ready\n${dead}\n`,
  })
  const broken = { status: 'not ready' as const, why: ['The database cannot be written.'], attention: [dead] }
  expect((await told(broken)).out).toBe(`not ready\nThe database cannot be written.\n${dead}\n`)
  expect(JSON.parse((await told(broken, true)).out)).toEqual(broken)
})
