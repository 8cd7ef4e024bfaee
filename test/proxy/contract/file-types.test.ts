import { describe, expect, it } from 'vitest'
import { fileProblem } from '../../../proxy/contract/file-types.ts'

const problemOf = (types: string[], name: string, type = '', size = 1) =>
  fileProblem({ max: 1, maxBytes: 100, types }, { name, type, size })

describe('a file', () => {
  it.each([
    [['image/png'], 'a.png', 'image/png'],
    [['image/*'], 'a.webp', 'image/webp; q=1'],
    [['.log'], 'SERVER.LOG', ''],
    [['*'], 'notes', ''],
    [['*'], 'a.tar.gz', 'application/gzip'],
    [['*', '.svg'], 'logo.svg', 'image/svg+xml'],
    [['image/svg+xml'], 'logo.svg', 'image/svg+xml'],
    [['text/plain'], 'Notes.TXT', 'text/plain; charset=utf-8'],
    [['text/*'], 'export.csv', 'text/csv'],
    [['text/plain', '.rs'], 'main.rs', 'text/plain'],
  ])('is taken by %j when it is called %s and says %j', (types, name, type) => {
    expect(problemOf(types, name, type)).toBeUndefined()
  })

  it.each([
    [['image/png'], 'a.pdf', 'application/pdf'],
    [['image/png'], 'a.png', ''],
    [['image/*'], 'logo.svg', 'image/svg+xml'],
    [['*'], 'invoice.pdf.exe', 'application/pdf'],
    [['image/png'], 'invoice.exe', 'image/png'],
    [['*'], 'page', 'text/html'],
    [['*'], 'page.HTML ', ''],
    [['*'], 'a.js', 'text/plain'],
    [['*'], 'macro.docm', ''],
    [['.pdf'], 'pdf', ''],
    [['text/plain'], 'run.ps1xml', 'text/plain'],
    [['text/plain'], 'start.command', 'text/plain'],
    [['text/*'], 'saved.mhtml', 'text/plain'],
    [['text/*'], 'shortcut.website', 'text/plain'],
    [['text/plain'], 'notes', 'text/plain'],
    [['text/plain'], 'notes.txt.', 'text/plain'],
  ])('is refused by %j when it is called %s and says %j', (types, name, type) => {
    expect(problemOf(types, name, type)).toBe('bad_type')
  })

  it('must have content, and not too much', () => {
    expect(problemOf(['*'], 'a', '', 0)).toBe('empty')
    expect(problemOf(['*'], 'a', '', 100)).toBeUndefined()
    expect(problemOf(['*'], 'a', '', 101)).toBe('too_large')
  })
})
