/** The pictures that a text shows, as files of its message. */
import { expect, it } from 'vitest'
import { withPicturesOf } from '../../../../proxy/import/read/attachments.ts'

const own = /^https:\/\/old\.example\//
const at = (name: string) => `https://old.example/${name}`

it.each([
  `<img src="${at('a')}">`,
  `<IMG alt='b > a' SRC=${at('a')} >`,
  `<p><img\nwidth=1 src='${at('a')}'/></p><img src="https://elsewhere.example/a">`,
  `<img src="${at('a')}"><div><img src="${at('a')}">`,
])('are found however they are written, and each once: %s', (html) => {
  expect(withPicturesOf(html, [], own)?.map(({ url }) => url)).toEqual([at('a')])
})

it('have the address that is meant, and stand behind those that are listed', () => {
  const listed = [{ name: 'a', url: at('a') }]
  const html = `<img src="${at('a')}"><img src="${at('b')}?x=1&amp;name=b.png">`
  expect(withPicturesOf(html, listed, own)).toEqual([
    ...listed,
    { name: 'b.png', url: `${at('b')}?x=1&name=b.png` },
  ])
})

it('are none in a comment, and none where there is no text', () => {
  expect(withPicturesOf(`<!-- <img src="${at('a')}"> -->`, [], own)).toBeUndefined()
  expect(withPicturesOf(undefined, [], own)).toBeUndefined()
})
