import { describe, expect, it } from 'vitest'
import { readLines } from '../../../../proxy/import/read/read-lines.ts'
import { aFile } from '../../../harness/proxy/an-import.ts'

async function linesOf(content: string | Buffer, longest?: number) {
  const lines = []
  for await (const line of readLines(aFile('lines', content), longest))
    lines.push([line.number, 'text' in line ? line.text.trim() : line.why])
  return lines
}

describe('lines', () => {
  it('are read with their numbers, empty ones counted and left out', async () => {
    expect(await linesOf('\uFEFFa\r\n\nb\n  \nc')).toEqual([
      [1, 'a'],
      [3, 'b'],
      [5, 'c'],
    ])
  })

  it('are whole, wherever the file is cut into chunks', async () => {
    const text = 'é😀'.repeat(40_000)
    expect(await linesOf(`${text}\n${text}`)).toEqual([
      [1, text],
      [2, text],
    ])
  })

  it('one that is too long is told and not kept, and the next ones are read', async () => {
    const long = 'x'.repeat(500_000)
    expect(await linesOf(`a\n${long}\nb\n${long}`, 1000)).toEqual([
      [1, 'a'],
      [2, expect.stringContaining('longer than')],
      [3, 'b'],
      [4, expect.stringContaining('longer than')],
    ])
  })

  it('that are not UTF-8 are told with their number and what to do, and the others are read', async () => {
    const content = Buffer.from('a\nGr\u00fc\u00dfe\nb', 'latin1')
    expect(await linesOf(content)).toEqual([
      [1, 'a'],
      [2, expect.stringMatching(/not written in UTF-8: convert .*iconv/)],
      [3, 'b'],
    ])
  })

  it('of an empty file are none', async () => expect(await linesOf('')).toEqual([]))
})
