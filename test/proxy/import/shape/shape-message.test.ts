import { describe, expect, it } from 'vitest'
import type { ImportLine } from '../../../../proxy/import/line.ts'
import { shape } from '../../../../proxy/import/shape/shape.ts'
import type { ShapeOptions } from '../../../../proxy/import/shape/shaped-ticket.ts'
import { aLine, SHAPE } from '../../../harness/proxy/an-import.ts'

function shaped(changes: Partial<ImportLine>, options: Partial<ShapeOptions> = {}) {
  const result = shape(aLine(changes), { ...SHAPE, ...options })
  if (result.type === 'problem') throw new Error(result.why)
  return { first: result.tickets[0]! }
}

describe('the files of a message', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['/etc/passwd', 'passwd'],
    ['C:\\Users\\ada\\a.txt', 'a.txt'],
    ['a\u0000\u0007\nb.txt', 'ab.txt'],
    ['in\u202Efdp.exe', 'infdp.exe'],
    ['..', 'file'],
    [`${'x'.repeat(400)}.pdf`, `${'x'.repeat(96)}.pdf`],
  ])('have names that no system acts on: %j', (name, clean) => {
    const files = [{ name, content: '' }]
    const { first } = shaped({ messages: [{ type: 'note', body: 'x', files }] })
    expect(first.messages[0]!.files[0]!.name.replace(' ', '')).toBe(clean)
    const none = shaped({ messages: [{ type: 'note', body: 'x', files }] }, { files: 'none' })
    expect(none.first.lost[0]!.name.replace(' ', '')).toBe(clean)
  })

  it('that are written into the text and cut off are named, and not uploaded', () => {
    const { first } = shaped({
      messages: [{ type: 'note', body: '<p>x<img alt="shot" src="data:image/png;base64,aGVsb"></p>' }],
    })
    expect(first.messages[0]!.files).toEqual([])
    expect(first.lost).toEqual([{ name: 'shot', why: 'it is no valid base64' }])
  })
})

describe('a picture in the text', () => {
  it.each([
    ['cid:a@b', '<a@b>'],
    ['CID:A@b', 'a@B'],
    ['cid:a%40b', 'a@b'],
    ['cid:a%40b', 'a%40b'],
    ['cid:100%', '100%'],
  ])('at %s is the file of the id %s', (src, id) => {
    const files = [{ name: 'a.png', content: 'aGVsbG8=', content_id: id }]
    const { first } = shaped({ messages: [{ type: 'inbound', body: `<img src="${src}">`, files }] })
    expect(first.messages[0]!.body.body).toBe('<img src="cid:import-0" alt="">')
    expect(first.lost).toEqual([])
  })
})

describe('a picture of another server', () => {
  it.each([
    ['Our logo', 'x[Our logo]'],
    ['\u{1F60A}', 'x\u{1F60A}'],
    ['\u2764\uFE0F', 'x\u2764\uFE0F'],
    ['\u{1F1E9}\u{1F1EA}', 'x\u{1F1E9}\u{1F1EA}'],
    ['1', 'x[1]'],
  ])('leaves its words %j, and an emoji as it was typed', (alt, text) => {
    const body = `<p>x<img alt="${alt}" src="https://old.example/72.png"></p>`
    const { first } = shaped({ messages: [{ type: 'inbound', body }] })
    expect(first.messages[0]!.body.body).toBe(`<p>${text}</p>`)
  })
})
