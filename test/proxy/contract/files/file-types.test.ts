import { describe, expect, it } from 'vitest'
import { fileProblem, typeOf } from '../../../../proxy/contract/files/file-types.ts'

const problemOf = (types: string[], name: string, type = '', size = 1, head?: string) =>
  fileProblem({ max: 1, maxBytes: 100, types }, { name, type, size }, head)

/** How files begin. */
const PNG = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'
const JPEG = '\xff\xd8\xff\xe1\0\x18Exif'
const HEIC = '\0\0\0\x24ftypheic\0\0\0\0mif1'
const PDF = '%PDF-1.7\n'
const ZIP = 'PK\x03\x04\x14\0\0\0\x08\0' + '\0'.repeat(20) + 'photo.png'
const DOCX = 'PK\x03\x04\x14\0\0\0\x08\0' + '\0'.repeat(20) + '[Content_Types].xml'
const JAR = 'PK\x03\x04\x14\0\0\0\x08\0' + '\0'.repeat(20) + 'META-INF/MANIFEST.MF'
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0'
const box = (name: string) => `\0\0\0\x08${name}\0\0\0\0`
const CSV = 'name;sum\r\nAda;1\r\n'
const EXE = 'MZ\x90\0\x03\0\0\0'
const MAIL = 'From: ada@example.com\r\nSubject: Hi\r\n\r\n'
const PAGE = '<!doctype html><script>'

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
    [['image/*'], 'logo.svg', 'image/svg+xml'],
    [['*'], 'invoice.pdf.exe', 'application/pdf'],
    [['image/png'], 'invoice.exe', 'image/png'],
    [['*'], 'page.HTML ', ''],
    [['*'], 'a.js', 'text/plain'],
    [['*'], 'macro.docm', ''],
    [['text/plain'], 'run.ps1xml', 'text/plain'],
    [['text/plain'], 'start.command', 'text/plain'],
    [['text/*'], 'saved.mhtml', 'text/plain'],
    [['text/*'], 'shortcut.website', 'text/plain'],
  ])('is refused by %j when it is called %s and says %j', (types, name, type) => {
    expect(problemOf(types, name, type)).toBe('bad_type')
  })

  it.each([
    ['a photo of a phone', ['image/heic'], 'IMG_1.HEIC', HEIC],
    ['a photo', ['image/jpeg'], 'photo.jpeg', JPEG],
    ['a document', ['application/pdf'], 'letter.pdf', PDF],
    ['a table', ['text/csv'], 'export.csv', CSV],
    ['an archive', ['application/zip'], 'logs.zip', ZIP],
    [
      'an office document',
      ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
      'a.docx',
      DOCX,
    ],
    ['a mail', ['message/rfc822'], 'a.eml', MAIL],
    ['a mail of Outlook', ['application/vnd.ms-outlook'], 'a.msg', OLE],
    ['a mail of Outlook, by its ending', ['.msg'], 'a.msg', OLE],
    ['a table under an old name', ['application/vnd.ms-excel'], 'a.xls', CSV],
    ['a film that begins with room', ['video/quicktime'], 'a.mov', box('wide')],
    ['a film that begins with pictures', ['video/quicktime'], 'a.MOV', box('mdat')],
    ['a photo without an ending', ['image/*'], '1000012345', JPEG],
    ['a document without an ending', ['application/pdf'], 'letter', PDF],
    ['a PNG called .jpg', ['image/png', 'image/jpeg'], 'a.jpg', PNG],
    ['a PNG called .jpg where only that is taken', ['image/png'], 'a.jpg', PNG],
    ['a PNG called .jpg where that is not taken', ['image/jpeg'], 'a.jpg', PNG],
    ['a photo called .heic', ['image/heic'], 'a.heic', JPEG],
    ['sound in a film', ['audio/mp4'], 'a.m4a', box('ftypisom')],
  ])('that is %s is taken, whatever it is declared to be', (_, types, name, head) => {
    const declared = [
      '',
      'application/octet-stream',
      'application/vnd.ms-excel',
      'application/x-zip-compressed',
    ]
    for (const type of [...declared, 'application/x-msexcel', 'image/x-anything', 'binary/octet-stream']) {
      expect(problemOf(types, name, type), type).toBeUndefined()
      expect(problemOf(types, name, type, 1, head), type).toBeUndefined()
    }
  })

  it.each([
    ['a program', 'photo.jpg', EXE],
    ['a program', 'a.csv', EXE],
    ['a program', 'a.zip', EXE],
    ['a program', 'letter', EXE],
    ['a page', 'photo.jpg', PAGE],
    ['a page', 'table.xls', PAGE],
    ['a page', 'letter.pdf', PAGE],
    ['an archive', 'photo.png', ZIP],
    ['an archive', 'notes.txt', ZIP],
    ['an archive', 'table.csv', '\x1f\x8b\x08\0'],
    ['an archive', 'song.mp3', ZIP],
    ['an archive', 'letter.docx', ZIP],
    ['an archive of programs', 'letter.docx', JAR],
    ['an archive of another kind', 'logs.zip', 'Rar!\x1a\x07\0'],
    ['an old document, which may have macros', 'letter.docx', OLE],
    ['a picture', 'film.mp4', PNG],
    ['text', 'letter.pdf', 'Dear all'],
    ['text', 'photo.png', 'Dear all'],
    ['text', 'film.mov', 'Dear all'],
  ])('that is %s called %s is refused, whatever it is declared to be', (_, name, head) => {
    const types = ['image/*', 'video/*', 'audio/*', 'text/*', 'application/*', '*']
    for (const type of ['', 'application/octet-stream', 'image/png', 'application/pdf', 'application/zip'])
      expect(problemOf(types, name, type, 1, head), type).toBe('bad_type')
  })

  it.each([
    [['text/plain'], 'notes', 'text/plain', 'Dear all'],
    [['.pdf'], 'pdf', '', PDF],
    [['image/*'], 'photo', 'image/jpeg', 'Dear all'],
    [['image/*'], 'photo', 'image/jpeg', PDF],
    [['image/*'], 'photo', 'image/png', OLE],
    [['image/png'], 'a.gif', 'image/gif', 'GIF89a'],
    [['image/*'], 'a.lnk', 'image/png', PNG],
    [['text/plain'], 'notes.txt.', 'text/plain', 'Dear all'],
    [['*'], 'page', 'text/html', 'Dear all'],
    [['message/rfc822'], 'a.msg', '', OLE],
    [['.msg'], 'a.msg', '', MAIL],
  ])('is refused by %j when it is called %s, says %j, and begins otherwise', (types, name, type, head) => {
    expect(problemOf(types, name, type, 1, head)).toBe('bad_type')
  })

  it.each([
    [['.svg'], 'logo.svg', '<svg xmlns="http://www.w3.org/2000/svg">'],
    [['.html'], 'page.html', PAGE],
    [['.exe'], 'setup.exe', EXE],
    [['*'], 'part.cad', ZIP],
    [['.log'], 'a.log', 'MZ is short for ...'],
    [['text/plain'], 'utf16.txt', '\xff\xfeD\0e\0a\0r\0'],
  ])('that %j names is taken as such: %s', (types, name, head) => {
    expect(problemOf(types, name, '', 1, head)).toBeUndefined()
  })

  it.each([
    ['a.jpg', 'image/jpeg', PNG, 'image/png'],
    ['a.csv', 'application/vnd.ms-excel', CSV, 'text/csv'],
    ['a.txt', 'text/html', 'Hello', 'text/plain'],
    ['photo', '', JPEG, 'image/jpeg'],
    ['a.m4a', 'audio/x-m4a', box('ftypM4A '), 'audio/x-m4a'],
    ['a.aac', 'audio/aac', '\xff\xf1', 'audio/aac'],
    ['part.cad', 'application/x-cad', 'x', 'application/x-cad'],
    ['letter', '', DOCX, 'application/zip'],
  ])('called %s and declared %j is passed on as what it is', (name, type, head, passed) => {
    expect(typeOf({ name, type }, head)).toBe(passed)
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
