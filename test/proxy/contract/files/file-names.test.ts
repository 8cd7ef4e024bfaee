import { describe, expect, it } from 'vitest'
import { cleanName } from '../../../../proxy/contract/files/file-names.ts'

describe('the name of a file', () => {
  it.each([
    ['a.png', 'a.png'],
    ['/etc/passwd', 'passwd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['.htaccess', 'htaccess'],
    ['-rf.txt', 'rf.txt'],
    ['con.txt', '_con.txt'],
    ['invoice\u202Efdp.png', 'invoicefdp.png'],
    ['a\r\nb\0.txt', 'a b.txt'],
    ['می\u200Cخواهم.pdf', 'می\u200Cخواهم.pdf'],
    ['a<b>:"|?*.txt', 'a_b______.txt'],
    ['...', 'file'],
    ['', 'file'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(96)}.pdf`],
    ['e\u0301.txt', 'é.txt'],
  ])('%j becomes %j', (name, clean) => expect(cleanName(name)).toBe(clean))
})
