/** Proof after a run: what was read back, and all that is not there. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SANDBOX_CHANNEL } from '../../../../proxy/sandbox/sandbox.ts'
import { aLine } from '../../../harness/proxy/an-import.ts'
import { anExport, eachWithImports, FAST, LINES } from '../../../harness/proxy/an-import-command.ts'

const { here, command } = eachWithImports()

describe('import report', () => {
  it('reads tickets back, finds them as exported, and draws charts', async () => {
    const file = anExport(...LINES)
    await command(['run', file, ...FAST])
    const { code, out } = await command(['report', file, ...FAST])
    expect(out).toContain('3 tickets read back: 3 as exported, 0 differ.')
    expect(code).toBe(0)
    const page = readFileSync(join(here.dataDir, 'import', `${SANDBOX_CHANNEL}.db.html`), 'utf8')
    expect(page).toContain('aria-label="no time: 1, 2023-05: 1, 2024-01: 1"')
    expect(page).toContain('aria-label="imported: 3"')
  })

  it('tells what is not in the helpdesk as exported, and why', async () => {
    const lost = aLine({
      external_id: 'lost',
      messages: [{ type: 'inbound', body: 'x', files: [{ name: 'log.txt', path: 'gone' }] }],
    })
    await command([
      'run',
      anExport(lost, LINES[0], aLine({ external_id: 'x' })),
      ...FAST,
      '--files-missing',
      'note',
    ])
    const changed = aLine({ external_id: 'x', subject: 'Other' })
    const late = aLine({ external_id: 'late' })
    const { code, out } = await command(['report', anExport(lost, LINES[0], changed, {}, late), ...FAST])
    expect(out).toContain('2 tickets read back: 1 as exported, 1 but for files that a note names, 0 differ.')
    expect(out).toMatch(/1 line cannot be imported:\n {2}export\.jsonl:4 {2}external_id/)
    expect(out).toContain('1 ticket not sent yet:\n  export.jsonl:5  late')
    expect(out).toMatch(/1 ticket not compared, because .*\n {2}export\.jsonl:3 {2}x/)
    expect(out).toContain(
      '1 file not to be had or not taken, named in notes:\n  export.jsonl:1  lost  log.txt: not in',
    )
    expect(code).toBe(1)
    const page = readFileSync(join(here.dataDir, 'import', `${SANDBOX_CHANNEL}.db.html`), 'utf8')
    for (const words of [
      'Lines that cannot be imported: 1',
      'Not sent yet: 1',
      'not compared: 1',
      'without 1, which a note names',
      'log.txt: not in the folder of the export',
    ])
      expect(page).toContain(words)
  })

  it('takes the name of a lost picture in a text for what it is, and no difference', async () => {
    const file = anExport(
      aLine({
        messages: [
          {
            type: 'inbound',
            body: '<p>See <img src="cid:b"> and <img src="cid:a"></p>',
            files: [
              { name: 'a.png', content_id: 'a', path: 'gone' },
              { name: 'b.txt', content_id: 'b', content: 'aGVsbG8=' },
            ],
          },
        ],
      }),
    )
    await command(['run', file, ...FAST, '--files-missing', 'note'])
    const { out } = await command(['report', file, ...FAST])
    expect(out).toContain('1 ticket read back: 0 as exported, 1 but for files that a note names, 0 differ.')
  })

  it('finds the note gone that names a file', async () => {
    const files = [{ name: 'log.txt', path: 'gone' }]
    const file = anExport(aLine({ messages: [{ type: 'inbound', body: 'x', files }] }))
    await command(['run', file, ...FAST, '--files-missing', 'note'])
    here.desk.sql.run(`DELETE FROM messages WHERE type = 'note'`)
    const { code, out } = await command(['report', file, ...FAST])
    expect(out).toContain('files: the note that names log.txt is not there')
    expect(code).toBe(1)
  })

  it('tells what differs, by its kind', async () => {
    const file = anExport(...LINES)
    await command(['run', file, ...FAST])
    const [ticket] = (await here.desk.api('GET', '/tickets')).json.data
    await here.desk.api('PUT', `/tickets/${ticket.ulid}/status`, { status: 'open' })
    here.desk.sql.run(`UPDATE messages SET body_html = '<p>Other</p>' WHERE body_html LIKE '%Refund%'`)
    const { code, out } = await command(['report', file, ...FAST, '--html', join(here.dataDir, 'r.html')])
    expect(code).toBe(1)
    expect(out).toContain('status: closed is open now')
    expect(out).toContain('texts: "Refund please." reads "Other"')
    expect(existsSync(join(here.dataDir, 'r.html'))).toBe(true)
  })
})
