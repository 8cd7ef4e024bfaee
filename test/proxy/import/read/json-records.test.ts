import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { jsonRecords } from '../../../../proxy/import/read/json-records.ts'
import { aFile } from '../../../harness/proxy/an-import.ts'

async function records(content: string | Buffer) {
  const all = []
  for await (const one of jsonRecords(aFile('export.json', content), ['tickets'])) all.push(one)
  return all
}
const idsOf = async (content: string) =>
  (await records(content)).map((one) => (one.type === 'record' ? one.record['id'] : one.why))

const pretty = (value: unknown) => JSON.stringify(value, null, 2)
/** More than is looked at before it is decided how a file is read. */
const LARGE = 'x'.repeat(5_000_000)

describe('records of JSON', () => {
  it.each([
    ['in lines', '{"id":1}\n{"id":2}\n'],
    ['in an array', '[{"id":1},{"id":2}]'],
    ['in a page', '{"tickets":[{"id":1},{"id":2}],"count":2}'],
    ['in pages in lines', '{"tickets":[{"id":1}]}\n{"tickets":[{"id":2}]}'],
    ['in an array of pages', '[{"tickets":[{"id":1}]},{"tickets":[{"id":2}]}]'],
    [
      'one after the other on several lines, as jq writes them',
      `${pretty({ id: 1 })}\n${pretty({ id: 2 })}\n`,
    ],
    [
      'with lists of their own',
      `${pretty({ id: 1, tickets: [{ a: 1 }] })}\n${pretty({ id: 2, tickets: [] })}`,
    ],
    ['in pages of jq', `${pretty({ tickets: [{ id: 1 }] })}\n${pretty({ tickets: [{ id: 2 }] })}`],
    ['that are large, in an array', pretty([{ id: 1, text: LARGE }, { id: 2 }])],
    ['that are large, in pages', `{"tickets":[{"id":1,"text":"${LARGE}"}]}\n{"tickets":[{"id":2}]}`],
    ['that are large, one after the other', `${pretty({ id: 1, text: LARGE })}\n${pretty({ id: 2 })}`],
  ])('%s are read', async (_, content) => {
    expect(await idsOf(content)).toEqual([1, 2])
  })

  it.each(['{"tickets":[null,{"id":1}]}', pretty({ tickets: [7, { id: 1 }], text: LARGE })])(
    'that are none are told, wherever they stand',
    async (content) => {
      expect(await idsOf(content)).toEqual([expect.stringContaining('no object'), 1])
    },
  )

  it('on several lines that are not UTF-8 are told with the line', async () => {
    const content = Buffer.from(pretty([{ id: 1, text: 'Gr\u00fc\u00dfe' }]), 'latin1')
    expect(await records(content)).toEqual([
      {
        type: 'problem',
        at: 'export.json#1',
        why: expect.stringContaining('line 4 is not written in UTF-8'),
      },
    ])
  })

  it.each([
    ['UTF-16 with a mark', Buffer.from('\uFEFF{"id":1}', 'utf16le'), 'UTF-16'],
    ['UTF-16 without one', Buffer.from('{"id":1}', 'utf16le'), 'UTF-16'],
    ['gzip', gzipSync('{"id":1}'), 'unpack it'],
    ['a zip', Buffer.from('504b0304aaaa', 'hex'), 'unpack it'],
    ['nothing', '', 'empty'],
    ['a table', 'Id,Subject\n1,a\n2,b\n', '--from csv'],
    ['mails', 'From ada@example.com Wed Jan 10 09:00:00 2024\nSubject: x\n', '--from mail'],
    ['XML', '<?xml version="1.0"?>\n<tickets/>', 'begins with "<?xml'],
  ])('of a file that is %s are none, and it is told once what to do', async (_, content, why) => {
    expect(await records(content)).toEqual([
      { type: 'problem', at: 'export.json', why: expect.stringContaining(why) },
    ])
  })
})
