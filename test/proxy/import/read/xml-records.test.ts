import { describe, expect, it } from 'vitest'
import { xmlRecords } from '../../../../proxy/import/read/xml-records.ts'
import { aFile } from '../../../harness/proxy/an-import.ts'

async function records(content: string | Buffer) {
  const all = []
  for await (const one of xmlRecords(aFile('export.xml', content), 'ticket')) all.push(one)
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
