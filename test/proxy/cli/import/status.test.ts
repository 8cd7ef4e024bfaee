/** How far an import is, and what became of it. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockJournal, openJournal } from '../../../../proxy/import/send/open-journal.ts'
import type { ShapedTicket } from '../../../../proxy/import/shape/shaped-ticket.ts'
import { SANDBOX_CHANNEL } from '../../../../proxy/sandbox/sandbox.ts'
import { aLine } from '../../../harness/proxy/an-import.ts'
import { anExport, eachWithImports, FAST } from '../../../harness/proxy/an-import-command.ts'

const { here, command } = eachWithImports()

describe('import status', () => {
  it('tells how far it is, and what was refused and why', async () => {
    await command([
      'run',
      anExport(aLine(), aLine({ external_id: 'bad', channel: '01KE6PNPR8BC4DRSE7Q1MJCAXX' })),
      ...FAST,
    ])
    const { code, out } = await command(['status', '--channel', SANDBOX_CHANNEL])
    expect(code).toBe(1)
    expect(out).toContain('1 imported, 1 refused, 0 given up')
    expect(out).toMatch(/bad {2}export\.jsonl:2 {2}404/)
    const { out: json } = await command(['status', '--channel', SANDBOX_CHANNEL, '--json'])
    expect(JSON.parse(json)).toMatchObject({
      states: { done: 1, refused: 1 },
      undone: [{ externalId: 'bad' }],
    })
  })

  it('tells whether a run goes on, and what a killed one has left on its way', async () => {
    await command(['run', anExport(aLine()), ...FAST])
    const file = join(here.dataDir, 'import', `${SANDBOX_CHANNEL}.db`)
    const journal = openJournal(file)
    const [ticket] = [{ externalId: 'old:7', body: { status: 'closed' } }] as unknown as [ShapedTicket]
    journal.begin(ticket, 'export.jsonl:7', 'x')
    journal.close()
    const status = async () => (await command(['status', '--channel', SANDBOX_CHANNEL])).out
    expect(await status()).toMatch(/No run goes on\.\n.*\n1 was on its way when the last run was killed/)
    const unlock = lockJournal(file)
    expect(await status()).toMatch(/^A run goes on\.\n.*\n1 on its way\./)
    unlock()
    expect(await status()).toContain('No run goes on.')
  })

  it('says when there is nothing yet', async () => {
    expect(await command(['status', '--channel', SANDBOX_CHANNEL])).toMatchObject({
      code: 1,
      err: expect.stringContaining('nothing was imported yet'),
    })
  })
})
