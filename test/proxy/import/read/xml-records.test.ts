import { describe, expect, it } from 'vitest'
import { xmlRecords } from '../../../../proxy/import/read/xml-records.ts'
import { aFile } from '../../../harness/proxy/an-import.ts'

async function records(content: string | Buffer) {
  const all = []
  for await (const one of xmlRecords(aFile('export.xml', content), ['ticket'])) all.push(one)
  return all
}
const only = async (content: string | Buffer) => {
  const [first] = await records(content)
  return first?.type === 'record' ? { ...first.record } : first
}

describe('a record of XML', () => {
  it('is an object: text, lists, what is nothing, names with underscores', async () => {
    const xml = `<tickets><ticket><display-id type="integer">1</display-id><gone nil="true"/><empty/>
      <notes type="array"><note><body><![CDATA[<p>a & b</p>]]></body></note></notes><tag>x</tag><tag>y</tag></ticket></tickets>`
    expect(await only(xml)).toMatchObject({
      display_id: '1',
      empty: '',
      notes: [{ body: '<p>a & b</p>' }],
      tag: ['x', 'y'],
    })
  })

  it('that defines an entity of its own stays as it is written', async () => {
    const xml = `<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/hostname">]><t><ticket><x>&a; &f; &lt;</x></ticket></t>`
    expect(await only(xml)).toMatchObject({ x: '&a; &f; <' })
  })

  it.each([
    [
      'iso-8859-1',
      Buffer.from(
        '<?xml version="1.0" encoding="iso-8859-1"?><t><ticket><x>Gr\u00fc\u00dfe</x></ticket></t>',
        'latin1',
      ),
    ],
    [
      'utf-16',
      Buffer.from(
        '\uFEFF<?xml version="1.0" encoding="utf-16"?><t><ticket><x>Gr\u00fc\u00dfe</x></ticket></t>',
        'utf16le',
      ),
    ],
    ['utf-8', Buffer.from('<t><ticket><x>Gr\u00fc\u00dfe</x></ticket></t>')],
  ])('in %s is read as that', async (_, content) => {
    expect(await only(content)).toMatchObject({ x: 'Gr\u00fc\u00dfe' })
  })

  it('in an encoding that nobody knows is told', async () => {
    expect(await records('<?xml version="1.0" encoding="klingon"?><t/>')).toMatchObject([{ type: 'problem' }])
  })

  it('that says UTF-16 and is not, as programs of Windows save it, is read as UTF-8', async () => {
    const xml = '<?xml version="1.0" encoding="utf-16"?><t><ticket><x>Gr\u00fc\u00dfe</x></ticket></t>'
    expect(await only(xml)).toMatchObject({ x: 'Gr\u00fc\u00dfe' })
  })

  it('that is not in its encoding is told with its line, never read with signs that nobody wrote', async () => {
    const xml = '<?xml version="1.0" encoding="utf-8"?>\n<t><ticket><x>Gr\u00fc\u00dfe</x></ticket></t>'
    expect(await records(Buffer.from(xml, 'latin1'))).toMatchObject([
      { type: 'problem', why: expect.stringContaining('line 2 is not written in UTF-8') },
    ])
  })

  it.each(['<t><ticket><x>1</x></ticket>', '<t><ticket><x>1</x></ticket><tick'])(
    'that is the last before the file was cut off is read, and that is told: %s',
    async (xml) => {
      expect(await records(xml)).toMatchObject([
        { type: 'record' },
        { type: 'problem', why: expect.stringContaining('cut off') },
      ])
    },
  )

  it.each(['<notes type="array"/>', '<gone nil="true" />', '<empty/>', '<a><b/></a>'])(
    'with elements that close themselves is whole, and nothing else is told: %s',
    async (xml) => {
      const whole = `<t><before/><ticket><id>1</id>${xml}</ticket><after/></t>\n`
      expect(await records(whole)).toMatchObject([{ type: 'record', record: { id: '1' } }])
      expect(await records(whole.replace('</t>', ''))).toMatchObject([
        { type: 'record' },
        { type: 'problem', why: expect.stringContaining('cut off') },
      ])
    },
  )

  it('whose elements are not closed in their order is told', async () => {
    expect(await records('<t><ticket><x>1<y>2</x></ticket></t>')).toMatchObject([
      { type: 'record' },
      { type: 'problem' },
    ])
  })

  it('that is not there at all is told, with whose export it may be', async () => {
    expect(await records('<requests><request><x>1</x></request></requests>')).toMatchObject([
      { type: 'problem', why: expect.stringMatching(/no <ticket> .* <requests>: use --from helpspot/) },
    ])
  })

  it('that nests without an end keeps what is near its top', async () => {
    const deep = '<a>'.repeat(3000) + 'x' + '</a>'.repeat(3000)
    expect(await only(`<t><ticket><id>1</id>${deep}</ticket></t>`)).toMatchObject({ id: '1' })
  })

  it('that calls a field "__proto__" has a field of that name and nothing else', async () => {
    const record = await only('<t><ticket><__proto__><polluted>1</polluted></__proto__></ticket></t>')
    expect(Object.hasOwn(record as object, 'polluted')).toBe(false)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
