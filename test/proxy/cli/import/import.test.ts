/** The commands of an import, as an operator calls them, against the sandbox over real HTTP. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { lockJournal } from '../../../../proxy/import/send/open-journal.ts'
import { SANDBOX_CHANNEL } from '../../../../proxy/sandbox/sandbox.ts'
import { aFile, aLine } from '../../../harness/proxy/an-import.ts'
import { anExport, eachWithImports, FAST, LINES } from '../../../harness/proxy/an-import-command.ts'

const { here, command, total } = eachWithImports()

describe('import check', () => {
  it('counts what is there, shows how it will look, and sends nothing', async () => {
    const { code, out } = await command(['check', anExport(...LINES), '--from', 'jsonl'])
    expect(code).toBe(0)
    expect(out).toContain('3 tickets with 5 messages and 0 files')
    expect(out).toContain('By status: closed 3')
    expect(out).toContain('By year: 2023 1, 2024 1, without a time 1')
    expect(out).toContain('1 not finished there, closed here')
    expect(out).toContain('1 without a subject')
    expect(out).toContain('sara@old.example  1 message')
    expect(out).not.toContain('milo@sandbox.example  ')
    expect(out).toMatch(
      /old:2 {2}closed {2}2023-05-01 {2}John Doe <john@customer.example> {2}Refund please\./,
    )
    expect(out).toMatch(/Time: about a minute \(270 tickets/)
    expect(await total()).toBe(0)
  })

  it('tells which assignees have no account', async () => {
    const lines = ['milo@sandbox.example', 'gone@old.example', 'gone@old.example'].map((email, i) =>
      aLine({ external_id: `${i}`, assignee_email: email }),
    )
    const { out } = await command(['check', anExport(...lines), '--from', 'jsonl'])
    expect(out).toMatch(/Assignees without an account here: .*\n {2}gone@old\.example {2}2 tickets\n/)
    expect(out).not.toContain('milo@sandbox.example  1 ticket')
  })

  it('names what cannot be imported, by its line', async () => {
    const { code, out } = await command(['check', anExport(...LINES, { x: 1 }), '--from', 'jsonl'])
    expect(code).toBe(1)
    expect(out).toContain('1 line cannot be imported:')
    expect(out).toMatch(/export\.jsonl:4 {2}external_id/)
  })

  it('needs no helpdesk, and says so of the agents', async () => {
    const { code, out } = await command(['check', anExport(...LINES), '--from', 'jsonl'], {
      THERE_THERE_TOKEN: '',
      THERE_THERE_URL: '',
    })
    expect(code).toBe(0)
    expect(out).toContain('milo@sandbox.example  1 message')
  })

  it.each([
    [['--from', 'nothing'], '--from is "nothing" and must be one of: jsonl, csv, mail'],
    [[], 'Name the kind of export'],
    [['--from', 'constructor'], 'must be one of'],
    [['--from', 'jsonl', '--open', 'maybe'], '--open is "maybe"'],
    [['--from', 'jsonl', '--placeholder', 'a@b'], '--placeholder'],
    [['--from', 'jsonl', '--rate', '0'], '--rate'],
    [['--from', 'csv'], '--map'],
  ])('answers %j with what to do', async (options, words) => {
    const { code, err } = await command(['check', anExport(aLine()), ...options])
    expect(code).toBe(2)
    expect(err).toContain(words)
  })

  it('wants files, and such as are there', async () => {
    expect((await command(['check', '--from', 'jsonl'])).err).toContain('Name the files')
    expect((await command(['check', '/nowhere', '--from', 'jsonl'])).err).toContain(
      'There is no file /nowhere',
    )
  })
})

describe('import run', () => {
  it('imports, says how long it takes, and does nothing the second time', async () => {
    const file = anExport(...LINES)
    const first = await command(['run', file, ...FAST])
    expect(first).toMatchObject({ code: 0, out: '3 tickets imported.\n' })
    expect(first.err).toContain('3 tickets of 3 to import: about a minute')
    const second = await command(['run', file, ...FAST])
    expect(second).toMatchObject({
      code: 0,
      out: '0 tickets imported.\n3 were imported by an earlier run.\n',
    })
    expect(await total()).toBe(3)
  })

  it('tells how many are left, whatever else the journal knows', async () => {
    await command(['run', anExport(aLine({ external_id: 'other:1' }), LINES[0]), ...FAST])
    expect((await command(['run', anExport(...LINES), ...FAST])).err).toContain('2 tickets of 3 to import')
  })

  it('keeps the journal to its owner, and all that is beside it', async () => {
    const before = process.umask(0o022)
    onTestFinished(() => void process.umask(before))
    const file = anExport(aLine())
    await command(['run', file, ...FAST])
    await command(['report', file, ...FAST])
    const folder = join(here.dataDir, 'import')
    const own = readdirSync(folder)
    expect(own).toEqual(expect.arrayContaining([`${SANDBOX_CHANNEL}.db`, 'lane.db', 'lane.db-shm']))
    for (const name of own) expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600])
  })

  it('makes no journal of a channel that it does not reach', async () => {
    const channel = '01KE6PNPR8BC4DRSE7Q1MJCAXX'
    await command(['run', anExport(aLine()), ...FAST, '--channel', channel])
    expect(readdirSync(join(here.dataDir, 'import')).filter((name) => name.startsWith(channel))).toEqual([])
  })

  it('tells which options an earlier run had otherwise', async () => {
    const file = anExport(...LINES)
    await command(['run', file, ...FAST])
    const { err } = await command(['run', file, ...FAST, '--open', 'keep'])
    expect(err).toContain('--open was "close" in an earlier run: what that has imported stays as it is.')
    expect((await command(['run', file, ...FAST, '--open', 'keep'])).err).not.toContain('earlier run:')
    expect((await command(['report', file, ...FAST])).err).toContain('The last run had --open "keep"')
  })

  it('takes with --only what is named, complains of nothing else, and names what is not there', async () => {
    const broken = { ...aLine({ external_id: 'old:5' }), status: 'lost' }
    const file = anExport(...LINES, {}, broken)
    const only = (ids: string) => command(['run', file, ...FAST, '--only', ids])
    expect(await only('old:2, old:3')).toMatchObject({ code: 0, out: '2 tickets imported.\n' })
    const { code, out } = await only('old:2,old:9')
    expect(out).toBe('0 tickets imported.\n1 was imported by an earlier run.\nNot in the export: old:9\n')
    expect(code).toBe(1)
    expect((await only('old:5')).out).toContain('1 line cannot be imported')
    expect(await total()).toBe(2)
  })

  it('takes with --only the ticket that a long one goes on in', async () => {
    const messages = Array.from({ length: 201 }, () => ({ type: 'note' as const, body: 'x' }))
    const file = anExport(aLine({ messages }))
    expect(await command(['run', file, ...FAST, '--only', 'old:1#2'])).toMatchObject({
      code: 0,
      out: '1 ticket imported.\n',
    })
  })

  it('tells by its code and in words when something was not imported', async () => {
    const { code, out } = await command(['run', anExport(aLine(), {}), ...FAST])
    expect(code).toBe(1)
    expect(out).toContain('1 line cannot be imported: "import check" names them.')
  })

  it('is a trial of some with --limit, for which nothing is counted', async () => {
    const { out, err } = await command(['run', anExport(...LINES), ...FAST, '--limit', '2'])
    expect(out).toBe('2 tickets imported.\n')
    expect(err).toBe('')
  })

  it.each([
    [{ THERE_THERE_TOKEN: '', THERE_THERE_URL: '' }, [], 'Set THERE_THERE_TOKEN', 2],
    [{}, ['--channel', '01KE6PNPR8BC4DRSE7Q1MJCAXX'], 'does not reach channel', 2],
    [{}, ['--channel', 'x'], 'must be a ULID', 2],
    [{}, ['--fetch-from', 'https://x.example/path'], '--fetch-from', 2],
    [{ THERE_THERE_TOKEN: 'wrong' }, [], 'answered 401. The token is wrong or was revoked.', 2],
    [{ THERE_THERE_URL: 'http://127.0.0.1:1' }, [], 'cannot be reached', 1],
  ])('with %o and %j says what to do', async (env, options, words, exit) => {
    const { code, err } = await command(['run', anExport(aLine()), ...FAST, ...options], env)
    expect(err).toContain(words)
    expect(code).toBe(exit)
  })

  it('ends as a wrong configuration with a token that may not import', async () => {
    const { code, out } = await command(['run', anExport(aLine()), ...FAST], {
      THERE_THERE_TOKEN: 'sandbox-member',
    })
    expect(out).toContain('The helpdesk answered 403. The token may not import: set THERE_THERE_IMPORT_TOKEN')
    expect(code).toBe(2)
  })

  it('says within what time the helpdesk did not answer', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => silent.close().closeAllConnections())
    const { code, err } = await command(['run', anExport(aLine()), ...FAST], {
      THERE_THERE_URL: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
      HELPDESK_TIMEOUT_MS: '1000',
    })
    expect(err).toBe('The helpdesk cannot be reached: no answer within 1 s. Nothing was sent.\n')
    expect(code).toBe(1)
  })

  it('has a token of its own when there is one', async () => {
    const { code } = await command(['run', anExport(aLine()), ...FAST], {
      THERE_THERE_TOKEN: 'sandbox-member',
      THERE_THERE_IMPORT_TOKEN: 'sandbox',
    })
    expect(code).toBe(0)
    expect(await total()).toBe(1)
  })

  it('is refused while another one uses the journal, and told what that means', async () => {
    const journal = join(here.dataDir, 'import', `${SANDBOX_CHANNEL}.db`)
    const unlock = lockJournal(journal)
    const { code, err } = await command(['run', anExport(aLine()), ...FAST])
    unlock()
    expect(code).toBe(2)
    expect(err).toContain('Another run uses')
    expect((await command(['run', anExport(aLine()), ...FAST])).code).toBe(0)
  })

  it('does not take the journal of another place for its own', async () => {
    const journal = join(here.dataDir, 'own.db')
    await command(['run', anExport(aLine()), ...FAST, '--journal', journal])
    const other = ['--channel', '01KE6PNPR8BC4DRSE7Q1MJCAR7', '--journal', journal]
    const { code, err } = await command(['run', anExport(aLine()), ...FAST, ...other])
    expect(code).toBe(2)
    expect(err).toContain('This journal is of another import')
  })
})

describe('a mailbox', () => {
  it('is moved in with its threads, pictures and files, and found as it was', async () => {
    const at = (id: string, from: string, more: string, body: string) =>
      `From x@y Wed Jan 10 09:00:00 2024\nFrom: ${from}\nTo: help@shop.example\nSubject: Price\nDate: Wed, 10 Jan 2024 09:00:00 +0000\nMessage-ID: <${id}>\n${more}\n${body}\n\n`
    const parts = [
      '--q\nContent-Type: text/html\n\n<p>See <img src="cid:p"></p>',
      '--q\nContent-Type: image/png; name=p.png\nContent-ID: <p>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=',
      '--q\nContent-Type: text/plain\nContent-Disposition: attachment; filename=log.txt\n\nlog\n--q--',
    ]
    const file = aFile(
      'old.mbox',
      at('a@x', 'Ada <ada@example.com>', 'Content-Type: multipart/mixed; boundary=q\n', parts.join('\n')) +
        at('b@x', 'Sara <sara@shop.example>', 'References: <a@x>\n', 'Done.\n>From now on it is 5 euros.'),
    )
    const options = [
      '--from',
      'mail',
      '--own',
      '@shop.example',
      '--channel',
      SANDBOX_CHANNEL,
      '--rate',
      '100000',
    ]
    expect(await command(['run', file, ...options])).toMatchObject({ code: 0, out: '1 ticket imported.\n' })
    const [{ ulid }] = (await here.desk.api('GET', '/tickets')).json.data
    const { contact, messages } = (await here.desk.api('GET', `/tickets/${ulid}`)).json.data
    expect(contact).toMatchObject({ email: 'ada@example.com', name: 'Ada' })
    const [question, answer] = messages
    expect(question.body_html).toMatch(/^<p>See <img src="http/)
    expect(
      [...question.attachments, ...question.inline_images].map(({ name }: { name: string }) => name),
    ).toEqual(expect.arrayContaining(['p.png', 'log.txt']))
    expect(answer).toMatchObject({ type: 'outbound', sender: { name: 'Sara', email: 'sara@shop.example' } })
    expect(answer.body_html).toContain('<br>From now on')
    expect(await command(['report', file, ...options])).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 ticket read back: 1 as exported, 0 differ.'),
    })
  })
})

describe('import schema', () => {
  it('is what the published file has', async () => {
    const { out } = await command(['schema'])
    expect(JSON.parse(out)).toEqual(JSON.parse(readFileSync('import.schema.json', 'utf8')))
  })
})
