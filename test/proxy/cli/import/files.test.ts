/** Files of an export that are not to be had: told before, waited for, or left out with a word. Never in silence. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { aFile, aLine } from '../../../harness/proxy/an-import.ts'
import { anExport, eachWithImports, FAST } from '../../../harness/proxy/an-import-command.ts'

const { here, command, total } = eachWithImports()

/** A server of files that answers so; `status` can change. */
async function aHost(status = 200) {
  const host = { status, asked: [] as string[], origin: '' }
  const server = createServer((request, response) => {
    host.asked.push(request.url ?? '')
    response.writeHead(host.status).end('there')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  host.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return host
}

const withFile = (id: string, file: { path?: string; url?: string; content?: string }) =>
  aLine({
    external_id: id,
    messages: [{ type: 'inbound', body: 'x', files: [{ name: `${id}.txt`, ...file }] }],
  })

describe('import check', () => {
  it('tells which files are not there, by their lines, and by its code', async () => {
    const file = anExport(withFile('a', { path: 'a.txt' }), withFile('b', { path: 'gone.txt' }))
    aFile('a.txt', 'a', dirname(file))
    const { code, out } = await command(['check', file, ...FAST])
    expect(out).toContain('1 file cannot be had, and its ticket will wait for it')
    expect(out).toMatch(/export\.jsonl:2 {2}b {2}b\.txt: not in the folder of the export/)
    expect(code).toBe(1)
  })

  it('asks the servers that files are to be fetched from for a few of them', async () => {
    const there = await aHost()
    const gone = await aHost(404)
    const lines = Array.from({ length: 9 }, (_, i) => withFile(`a${i}`, { url: `${there.origin}/${i}` }))
    const file = anExport(
      ...lines,
      withFile('b', { url: `${gone.origin}/b` }),
      withFile('c', { url: 'https://x.example' }),
    )
    const origins = ['--fetch-from', `${there.origin},${gone.origin}`]
    const { code, out } = await command(['check', file, ...FAST, ...origins])
    expect(there.asked).toHaveLength(3)
    expect(out).toContain('4 of 10 files at other servers were tried')
    expect(out).toMatch(/export\.jsonl:10 {2}b {2}b\.txt: its server answered 404/)
    expect(out).toMatch(
      /export\.jsonl:11 {2}c {2}c\.txt: at https:\/\/x\.example, which --fetch-from does not name/,
    )
    expect(code).toBe(1)
  })

  it('tells beforehand what is left out because it is too large', async () => {
    const file = anExport(withFile('a', { path: 'large' }))
    aFile('large', Buffer.alloc(25_000_001), dirname(file))
    const { code, out } = await command(['check', file, ...FAST])
    expect(out).toMatch(/1 file .*left out.*\n.*export\.jsonl:1 {2}a {2}a\.txt: larger than 25 MB/)
    expect(code).toBe(1)
  })
})

describe('import run', () => {
  it('keeps a ticket back whose file is not there, says which, and sends it when the file is', async () => {
    const file = anExport(withFile('a', { path: 'late.txt' }), withFile('b', { content: 'YQ==' }))
    const { code, out } = await command(['run', file, ...FAST])
    expect(code).toBe(1)
    expect(out).toContain('1 ticket imported.')
    expect(out).toContain('1 waits for its files')
    expect(out).toContain('a  file a.txt: not in the folder of the export')
    const { code: state, out: told } = await command(['status', ...FAST])
    expect(told).toContain('1 waiting for files')
    expect(told).toMatch(/a {2}export\.jsonl:1 {2}file a\.txt: not in the folder/)
    expect(state).toBe(1)
    aFile('late.txt', 'late', dirname(file))
    expect(await command(['run', file, ...FAST])).toMatchObject({
      code: 0,
      out: '1 ticket imported.\n1 was imported by an earlier run.\n',
    })
    expect(
      Number(here.desk.sql.get('SELECT count(*) AS n FROM attachments WHERE message_id IS NOT NULL')?.['n']),
    ).toBe(2)
  })

  it('sends it without the file when told to, names it in a note, and says so ever after', async () => {
    const { origin } = await aHost(404)
    const file = anExport(withFile('a', { url: `${origin}/a` }), aLine({ external_id: 'b' }))
    const options = [...FAST, '--fetch-from', origin, '--files-missing', 'note']
    const { code, out } = await command(['run', file, ...options])
    expect(code).toBe(1)
    expect(out).toContain('1 ticket was sent without 1 file, which a note on it names')
    expect(out).toContain('a  a.txt: its server answered 404')
    expect(await total()).toBe(2)
    const again = await command(['run', file, ...options])
    expect(again.out).toContain('1 ticket of an earlier run is without files')
    expect(again.code).toBe(1)
    const { out: told, code: state } = await command(['status', ...FAST])
    expect(told).toContain('1 file was not to be had')
    expect(told).toMatch(/a {2}export\.jsonl:1 {2}without a\.txt: its server answered 404/)
    expect(state).toBe(1)
  })

  it('does not call what was left out by choice a failure', async () => {
    const file = anExport(withFile('a', { content: 'YQ==' }))
    expect((await command(['run', file, ...FAST, '--files', 'none'])).code).toBe(0)
    expect((await command(['status', ...FAST])).code).toBe(0)
  })

  it('does not upload files of a ticket that waits for another', async () => {
    const files = [
      { name: 'a', content: 'YQ==' },
      { name: 'b', path: 'gone' },
    ]
    await command(['run', anExport(aLine({ messages: [{ type: 'inbound', body: 'x', files }] })), ...FAST])
    expect(Number(here.desk.sql.get('SELECT count(*) AS n FROM attachments')?.['n'])).toBe(0)
  })

  it('wants the folder of the files to be there', async () => {
    const { code, err } = await command([
      'run',
      anExport(aLine()),
      ...FAST,
      '--folder',
      join(here.dataDir, 'gone'),
    ])
    expect(err).toContain('--folder')
    expect(code).toBe(2)
  })
})
