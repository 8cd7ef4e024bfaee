import { describe, expect, test } from 'vitest'
import { createFileList } from '../../../../widget/parts/files/file-list.ts'
import { typeNames } from '../../../../proxy/contract/files/file-types.ts'
import { fileProblemText, limitText } from '../../../../widget/parts/files/file-problem.ts'
import { en } from '../../../../widget/i18n/en/form.ts'
import { texts } from '../../../../widget/i18n/en/fields.ts'

const rules = { max: 3, maxBytes: 1000, types: ['image/*', '.log', 'application/pdf'] }
const aFile = (name: string, type = 'image/png', size = 10) => new File(['x'.repeat(size)], name, { type })

function someFiles(limits = rules) {
  const sent: File[][] = []
  const files = createFileList(
    () => limits,
    () => undefined,
    (given) => void sent.push([...given]),
  )
  const names = () => files.list.value.map(({ file }) => file.name)
  return { files, names, sent }
}

describe('files', () => {
  test('are taken up to the limits, and each of the others is told why not', () => {
    const { files, names } = someFiles()
    const { taken, refused } = files.add([
      aFile('a.png'),
      aFile('b.exe', 'application/x-msdownload'),
      aFile('c.png', 'image/png', 0),
      aFile('d.png', 'image/png', 1001),
      aFile('e.log', ''),
      aFile('f.pdf', 'application/pdf'),
      aFile('g.png'),
    ])
    expect(names()).toEqual(['a.png', 'e.log', 'f.pdf'])
    expect(taken).toHaveLength(3)
    expect(refused).toEqual([
      { name: 'b.exe', problem: 'bad_type' },
      { name: 'c.png', problem: 'empty' },
      { name: 'd.png', problem: 'too_large' },
      { name: 'g.png', problem: 'too_many' },
    ])
    expect(files.part.names?.()).toEqual(['files', 'files[0]', 'files[1]', 'files[2]'])
  })

  test('are looked into once chosen, and those that are something else are put back', async () => {
    const { files, names } = someFiles()
    const png = new File([Uint8Array.from([0x89, 80, 78, 71, 13, 10, 26, 10])], 'a.jpg', {
      type: 'image/jpeg',
    })
    const { taken, refused } = files.add([png, aFile('b.png'), aFile('letter', ''), aFile('d.log', '')])
    expect([taken.length, refused]).toEqual([3, [{ name: 'd.log', problem: 'too_many' }]])
    const wrong = await files.inspect(taken, () => false)
    expect(wrong.map(({ name, problem }) => [name, problem])).toEqual([
      ['b.png', 'bad_type'],
      ['letter', 'bad_type'],
    ])
    expect(names()).toEqual(['a.jpg'])
    expect(files.refused.value.map(({ name }) => name)).toEqual(['d.log', 'b.png', 'letter'])
  })

  test('are not put back while the message is on its way: it counts them by their places', async () => {
    const { files, names } = someFiles()
    const { taken } = files.add([aFile('b.png')])
    expect(await files.inspect(taken, () => true)).toEqual([])
    expect(names()).toEqual(['b.png'])
  })

  test('of one name are told apart', () => {
    const { files, names } = someFiles()
    for (let time = 0; time < 3; time++) files.add([aFile('image.png')])
    expect(names()).toEqual(['image.png', 'image-2.png', 'image-3.png'])
  })

  test('are sent in their order, after one was taken away', () => {
    const { files, sent } = someFiles()
    files.add([aFile('a.png'), aFile('b.png'), aFile('c.png')])
    files.remove(files.list.value[1]!.id)
    const body = new FormData()
    files.part.attach?.(body)
    expect(body.getAll('files').map((file) => (file as File).name)).toEqual(['a.png', 'c.png'])
    expect(sent[0]!.map(({ name }) => name)).toEqual(['a.png', 'c.png'])
  })

  test('are named as lost after a reload, until they are there again', () => {
    const { files } = someFiles()
    files.add([aFile('a.png'), aFile('b.png')])
    const later = someFiles()
    later.files.part.restore?.(files.part.save!(), {})
    expect(later.files.lost.value).toEqual(['a.png', 'b.png'])
    later.files.add([aFile('b.png')])
    expect(later.files.lost.value).toEqual(['a.png'])
    expect(later.files.part.save?.()).toEqual([
      ['files', 'a.png'],
      ['files', 'b.png'],
    ])
    later.files.part.restore?.([], {})
    expect([later.files.lost.value, later.files.list.value]).toEqual([[], []])
  })
})

describe('words about files', () => {
  const speech = { texts: { ...en, ...texts }, locale: 'en', fallback: undefined }

  test('tell the limits, one by one', () => {
    expect(limitText(rules, speech)).toBe('At most 3 files of up to 1 kB each')
    expect(limitText({ ...rules, max: 1 }, speech)).toBe('At most 1 file of up to 1 kB')
  })

  test('call types what people call them, each once', () => {
    const types = [
      'image/*',
      'image/jpeg',
      '.jpg',
      'text/plain',
      '.txt',
      'application/pdf',
      'application/vnd.x.y',
    ]
    expect(typeNames({ ...rules, types })).toEqual(['JPG', 'PNG', 'GIF', 'WEBP', 'TXT', 'PDF', 'Y'])
    expect(typeNames({ ...rules, types: ['.log', '*'] })).toEqual([])
  })

  test('name the file, isolated from the direction of the sentence', () => {
    expect(fileProblemText('too_large', 'תמונה.png', rules, speech)).toBe(
      '\u2068תמונה.png\u2069 is too large: at most 1 kB can be sent',
    )
    for (const problem of ['empty', 'bad_type', 'too_many', 'invalid'] as const)
      expect(fileProblemText(problem, 'a.png', rules, speech)).toContain('\u2068a.png\u2069')
    expect(fileProblemText('too_many', '', rules, speech)).toBe('At most 3 files of up to 1 kB each')
    expect(fileProblemText('unknown', '', rules, speech)).toBe(en.notValid)
  })
})
