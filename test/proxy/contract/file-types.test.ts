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
    [['image/*'], '1000012345', 'image/jpeg'],
    [['video/*'], 'clip.MOV', 'video/quicktime'],
    [['application/x-cad'], 'part.cad', 'application/x-cad'],
    [['constructor/x'], 'part.cad', 'constructor/x'],
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

  // Shortcuts, queries, macros, archives of pages, libraries of folders, and what nobody has heard of.
  const STRANGE =
    'ahk appref-ms chm command csh diagcab fileloc hta inetloc iqy jse library-ms lnk mht mhtml one php pl ps1xml psc1 ' +
    'rdp scf search-ms searchconnector-ms settingcontent-ms sct slk terminal theme url vbe webarchive webloc website ' +
    'wsb wsc wsf xbap xla xll zsh made-up'
  it.each([
    [['text/plain'], 'text/plain'],
    [['text/*'], 'text/x-anything'],
    [['text/csv', 'audio/*'], 'audio/mpeg'],
    [['video/*'], 'video/quicktime'],
    [['image/*'], 'image/x-anything'],
  ])('that %j lets in by its type alone has an ending of that kind, or none', (types, type) => {
    for (const ending of STRANGE.split(' ')) {
      expect(problemOf(types, `invoice.${ending}`, type), ending).toBe('bad_type')
      expect(problemOf(types, `invoice.txt.${ending.toUpperCase()}`, type), ending).toBe('bad_type')
    }
  })

  it('must have content, and not too much', () => {
    expect(problemOf(['*'], 'a', '', 0)).toBe('empty')
    expect(problemOf(['*'], 'a', '', 100)).toBeUndefined()
    expect(problemOf(['*'], 'a', '', 101)).toBe('too_large')
  })
})
