/** CSV as old forms and spreadsheets write it: separators, quotes, marks and encodings. */
import { describe, expect, it } from 'vitest'
import { checkLine } from '../../../../proxy/import/line.ts'
import { csv } from '../../../../proxy/import/sources/csv.ts'
import { aFile, found, linesOf } from '../../../harness/proxy/an-import.ts'

const MAPPING = {
  columns: {
    id: 'No',
    email: 'E-Mail',
    name: ['First', 'Last'],
    subject: 'Topic',
    body: 'Text',
    created_at: 'When',
    status: 'State',
    tags: 'Tags',
  },
  statuses: { done: 'closed', waiting: 'waiting' },
  status: 'open',
}
const HEAD = 'No;E-Mail;First;Last;Topic;Text;When;State;Tags\n'

const read = (content: string | Buffer, mapping: object = MAPPING) =>
  found(csv, [aFile('old.csv', content)], { mapping: aFile('map.json', JSON.stringify(mapping)) })
const columns = { email: 'E-Mail', body: 'Text' }

describe('a row', () => {
  it('is a line, by the columns that the mapping names', async () => {
    const [line] = linesOf(
      await read(
        `${HEAD}17;ada@example.com;Ada;L.;Price;"1,5 kg; ""now""\nplease <b>";2024-01-10 09:00;done;a,b\n`,
      ),
    )
    expect(checkLine(line)).toEqual({ line })
    expect(line).toEqual({
      external_id: 'csv:17',
      subject: 'Price',
      status: 'closed',
      created_at: '2024-01-10T09:00:00+00:00',
      tags: ['a', 'b'],
      from_contact: { email: 'ada@example.com', name: 'Ada L.' },
      messages: [
        {
          type: 'inbound',
          body: '<p>1,5 kg; &quot;now&quot;<br>please &lt;b&gt;</p>',
          created_at: '2024-01-10T09:00:00+00:00',
        },
      ],
    })
  })

  it.each([',', ';', '\t', '|'])('is split at %j without being told', async (sign) => {
    const [line] = linesOf(await read(`E-Mail${sign}Text\nada@example.com${sign}"1,5; x | y"\n`, { columns }))
    expect(line).toMatchObject({
      from_contact: { email: 'ada@example.com' },
      messages: [{ body: '<p>1,5; x | y</p>' }],
    })
  })

  it.each([
    ['UTF-8 with a mark', Buffer.from('\uFEFFE-Mail;Text\na@b.example;Gr\u00fc\u00dfe\n'), {}],
    [
      'UTF-16 as Excel writes it',
      Buffer.from('\uFEFFE-Mail\tText\na@b.example\tGr\u00fc\u00dfe\n', 'utf16le'),
      {},
    ],
    [
      'Windows-1252 when the mapping says so',
      Buffer.from('E-Mail;Text\na@b.example;Gr\u00fc\u00dfe\n', 'latin1'),
      { encoding: 'windows-1252' },
    ],
  ])('in %s is read', async (_, content, more) => {
    const all = await read(content, { columns, ...more })
    expect(linesOf(all)[0]!.messages[0]!.body).toBe('<p>Gr\u00fc\u00dfe</p>')
  })

  it('in an encoding that was not named is told, and nothing is made of it', async () => {
    const all = await read(Buffer.from('E-Mail;Text\na@b.example;Gr\u00fc\u00dfe\n', 'latin1'), { columns })
    expect(all[0]).toMatchObject({
      type: 'problem',
      why: 'line 2 is not written in UTF-8: name its "encoding" in the mapping',
    })
    expect(linesOf(all)).toEqual([])
  })

  it('of several columns of text names each, and has its own id from what it says', async () => {
    const mapping = { columns: { email: 'E-Mail', body: ['Text', 'Phone <home>'] } }
    const rows = 'E-Mail;Text;Phone <home>\na@b.example;hi;123\na@b.example;hi;123\nc@b.example;;7\n'
    const [first, second, third] = linesOf(await read(rows, mapping))
    expect(first!.messages[0]!.body).toBe(
      '<p><strong>Text:</strong></p><p>hi</p><p><strong>Phone &lt;home&gt;:</strong></p><p>123</p>',
    )
    expect(third!.messages[0]!.body).toBe('<p><strong>Phone &lt;home&gt;:</strong></p><p>7</p>')
    expect([first, third].map((one) => one!.subject)).toEqual(['hi', '7'])
    expect(second!.external_id).toBe(`${first!.external_id}:2`)
    const again = linesOf(await read(`${rows}d@b.example;new;\n`, mapping))
    expect(again.slice(0, 3).map(({ external_id: id }) => id)).toEqual(
      [first, second, third].map((one) => one!.external_id),
    )
  })

  it.each([
    [{ date: 'DD.MM.YYYY HH:mm', offset: '+01:00' }, '10.01.2024 09:30', '2024-01-10T08:30:00+00:00'],
    [{ date: 'MM/DD/YYYY' }, '1/10/2024', '2024-01-10T00:00:00+00:00'],
    [{ date: 'DD.MM.YY HH:mm', offset: '+01:00' }, '10.01.24 9:30', '2024-01-10T08:30:00+00:00'],
    [{ date: 'DD.MM.YY' }, '10.01.98', '1998-01-10T00:00:00+00:00'],
    [{ date: 'MM/DD/YY HH:mm A' }, '1/10/24 12:05 AM', '2024-01-10T00:05:00+00:00'],
    [{ date: 'MM/DD/YYYY HH:mm A' }, '1/10/2024 12:05\u202FPM', '2024-01-10T12:05:00+00:00'],
    [{ date: 'MM/DD/YYYY HH:mm:ss A' }, '1/10/2024 3:05:07 p.m.', '2024-01-10T15:05:07+00:00'],
    [{ date: ['DD.MM.YYYY HH:mm', 'DD.MM.YYYY'] }, '10.01.2024', '2024-01-10T00:00:00+00:00'],
    [{ date: ['DD.MM.YYYY', 'DD.MM.YYYY HH:mm'] }, '10.01.2024 09:30', '2024-01-10T09:30:00+00:00'],
    [{ offset: '+02:00' }, '2024-01-10 09:00:00', '2024-01-10T07:00:00+00:00'],
    [{}, '1704877200', '2024-01-10T09:00:00+00:00'],
    [{}, '1704877200000', '2024-01-10T09:00:00+00:00'],
    [{ offset: '+02:00' }, '2024-01-10T09:00:00Z', '2024-01-10T09:00:00+00:00'],
  ])('has its time by %o: %s', async (more, when, at) => {
    const mapping = { columns: { ...columns, created_at: 'When' }, ...more }
    expect(linesOf(await read(`E-Mail;Text;When\na@b.example;x;${when}\n`, mapping))[0]!.created_at).toBe(at)
  })

  it('with a time that is none is told, by its line and column', async () => {
    const all = await read(`${HEAD}1;a@b.example;;;;x;soon;;\n2;a@b.example;;;;y;;;\n`)
    expect(all[0]).toEqual({
      type: 'problem',
      at: 'old.csv:2',
      why: 'When: "soon" is no time as the mapping says ("date")',
    })
    expect(linesOf(all)).toHaveLength(1)
  })

  it('with a cell too few or too many is told and not put into other columns, and those after it are read', async () => {
    const all = await read(
      'E-Mail;Text;Phone\na@b.example;x\nb@b.example;x; y;1\nc@b.example;z;2\nd@b.example;w;3;\n',
      { columns },
    )
    expect(all.slice(0, 2)).toEqual([
      { type: 'problem', at: 'old.csv:2', why: expect.stringContaining('it has 2 cells and the head has 3') },
      { type: 'problem', at: 'old.csv:3', why: expect.stringContaining('it has 4 cells and the head has 3') },
    ])
    expect(linesOf(all).map(({ messages }) => messages[0]!.body)).toEqual(['<p>z</p>', '<p>w</p>'])
  })

  it.each(['31.02.2024', '29.02.2023', '31.04.2024', '00.01.2024', '10.13.2024'])(
    'of %s is told: there is no such day, and no other is made of it',
    async (when) => {
      const mapping = { columns: { ...columns, created_at: 'When' }, date: 'DD.MM.YYYY' }
      const all = await read(`E-Mail;Text;When\na@b.example;x;${when}\n`, mapping)
      expect(all[0]).toMatchObject({ type: 'problem', why: expect.stringContaining('no time') })
    },
  )

  it.each(['1/10/2024 0:05 AM', '1/10/2024 13:05 PM', '1/10/2024 9:05'])(
    'of %s is told where times are those of half a day',
    async (when) => {
      const mapping = { columns: { ...columns, created_at: 'When' }, date: 'MM/DD/YYYY HH:mm A' }
      const all = await read(`E-Mail;Text;When\na@b.example;x;${when}\n`, mapping)
      expect(all[0]).toMatchObject({ type: 'problem', why: expect.stringContaining('no time') })
    },
  )

  it('that is empty, as Excel writes them at the end of a table, is no ticket and no problem', async () => {
    const all = await read('E-Mail;Text;Phone\na@b.example;x;1\n;;\n ; \n', { columns })
    expect(all.slice(1, 3)).toEqual([
      { type: 'skipped', at: 'old.csv:3', rule: 'empty rows' },
      { type: 'skipped', at: 'old.csv:4', rule: 'empty rows' },
    ])
    expect(linesOf(all)).toHaveLength(1)
  })

  it('with a status that the mapping does not have is told, once for each: it may be another spelling', async () => {
    const all = await read(
      `${HEAD}1;a@b.example;;;;x;;Done;\n2;a@b.example;;;;x;;Done;\n3;a@b.example;;;;x;;;\n`,
    )
    expect(linesOf(all).map(({ status }) => status)).toEqual(['open', 'open', 'open'])
    expect(all.filter(({ type }) => type === 'lacks')).toEqual([
      {
        type: 'lacks',
        what: 'a meaning of the status "Done" in "statuses" of the mapping: its tickets are open',
      },
    ])
  })

  it('with a quote in the wrong place is read as it stands, and so are those after it', async () => {
    const all = linesOf(
      await read('E-Mail;Text\na@b.example;x\nb@b.example;"y" z\nc@b.example;3" pipe\n', { columns }),
    )
    expect(all.map(({ messages }) => messages[0]!.body)).toEqual([
      '<p>x</p>',
      '<p>&quot;y&quot; z</p>',
      '<p>3&quot; pipe</p>',
    ])
  })

  it('with a quote that never ends is told, and where it began', async () => {
    const all = await read('E-Mail;Text\na@b.example;x\nb@b.example;"y\nc@b.example;w\n', { columns })
    expect(linesOf(all)).toHaveLength(1)
    expect(all[1]).toMatchObject({ type: 'problem', why: expect.stringContaining('Quote Not Closed') })
  })

  it('without a column that the mapping names is told which there are', async () => {
    const all = await read('Mail;Text\na@b.example;x\n', { columns })
    expect(all[0]).toEqual({
      type: 'problem',
      at: 'old.csv',
      why: 'there is no column "E-Mail"; there are: Mail, Text',
    })
  })
})

describe('a table', () => {
  it('of Excel that says its separator before its head is read by that', async () => {
    const [line] = linesOf(await read('sep=|\r\nE-Mail|Text\r\na@b.example|x, y; z\r\n', { columns }))
    expect(line!.messages[0]!.body).toBe('<p>x, y; z</p>')
  })

  it.each([
    ['E-Mail;Text;Text\na@b.example;x;y\n', 'two columns are called "Text"'],
    ['E-Mail;Message\n', 'there is no column "Text"'],
    ['', 'the file is empty'],
    ['{"id":1}\n', 'no table'],
  ])('%j is told and not guessed at', async (content, why) => {
    const all = await read(content, { columns })
    expect(all[0]).toMatchObject({ type: 'problem', why: expect.stringContaining(why) })
    expect(linesOf(all)).toEqual([])
  })
})

describe('a mapping', () => {
  it('is needed, and told what is wrong with it', () => {
    const objection = (mapping?: object) =>
      csv.objection?.({ mapping: mapping && aFile('map.json', JSON.stringify(mapping)) })
    expect(objection()).toContain('--map')
    expect(objection({ columns: { email: 'x' }, color: 1 })).toMatch(/columns\.body.*color/s)
    expect(csv.objection?.({ mapping: '/nowhere.json' })).toContain('cannot be read')
    expect(objection({ columns, date: 'DD.DD.YYYY' })).toContain('at most once')
    expect(objection({ columns, date: 'DD.MM' })).toContain('YYYY or YY')
    expect(objection({ columns, date: 'YYYY YY' })).toContain('YYYY or YY')
    expect(objection({ columns, encoding: 'klingon' })).toContain('encoding')
    expect(objection(MAPPING)).toBeUndefined()
  })

  it('that has no status says so', async () => {
    expect((await read('E-Mail;Text\na@b.example;x\n', { columns })).at(-1)).toEqual({
      type: 'lacks',
      what: 'a status: all tickets are closed',
    })
  })
})
