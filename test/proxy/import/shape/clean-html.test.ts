import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../harness/volume.ts'
import { cleanHtml, textToHtml, visibleText } from '../../../../proxy/import/shape/clean-html.ts'

const clean = (html: string) => cleanHtml(html, () => undefined).html

describe('HTML of another helpdesk', () => {
  it('keeps what texts are made of', () => {
    const html =
      '<p>Hello <strong>Ada</strong>,<br>see <a href="https://example.com/a">this</a>:</p><ul><li>one</li></ul><table><tbody><tr><td colspan="2">x</td></tr></tbody></table><blockquote>y</blockquote><pre>z\n  z</pre>'
    expect(clean(html)).toBe(html)
  })

  it.each([
    ['<script>alert(1)</script><p>a</p>', '<p>a</p>'],
    ['<p onclick="x()" style="color:red" class="c">a</p>', '<p>a</p>'],
    ['<a href="javascript:x()">a</a>', '<a>a</a>'],
    ['<a href="/relative">a</a>', '<a>a</a>'],
    ['<style>p{}</style><p>a</p>', '<p>a</p>'],
    ['<iframe src="https://x.example">b</iframe>a', 'a'],
    ['<form action="x"><input value="y">a</form>', '<div>a</div>'],
    ['<svg><p>x</p></svg>a', 'a'],
    ['<div style="display:none">preheader</div>a', 'a'],
    ['<p>1 &lt; 2 &amp; "3"</p>', '<p>1 &lt; 2 &amp; &quot;3&quot;</p>'],
    ['<base href="https://x.example"><meta http-equiv="refresh">a', 'a'],
    ['<p>open', '<p>open</p>'],
    ['a</div></p>b', 'a<p></p>b'],
    ['<o:p>word</o:p>', 'word'],
    ['<p dir="RTL" align="x">a</p><p dir="&quot;x">b</p>', '<p dir="rtl">a</p><p>b</p>'],
    ['<center>a</center><address>b</address>', '<div>a</div><div>b</div>'],
    ['<section>a<figure>b</figure></section>c', '<div>a<div>b</div></div>c'],
    ['<details><summary>a</summary>b</details>', '<div><div>a</div>b</div>'],
    ['a<fieldset><legend>b</legend>c</fieldset>', 'a<div><div>b</div>c</div>'],
    ['<strike>a</strike> <tt>b</tt>', '<s>a</s> <code>b</code>'],
    ['<b style="font-weight:normal;" id="docs-internal-guid-1"><p>pasted</p></b>', '<p>pasted</p>'],
    ['<div style="white-space: pre-wrap">a\nb<b>\nc</b></div>d\ne', '<div>a<br>b<b><br>c</b></div>d\ne'],
    [
      '<div style="white-space:pre-line">a\n<p style="white-space:normal">b\nc</p></div>',
      '<div>a<br><p>b\nc</p></div>',
    ],
    ['<pre style="white-space:pre-wrap">a\nb</pre>', '<pre>a\nb</pre>'],
  ])('%s becomes %s', (html, cleaned) => expect(clean(html)).toBe(cleaned))

  it('has the first line that can be read, for tickets without a subject', () => {
    const { firstLine } = cleanHtml(
      '<div> \u200b</div><p>Hello&nbsp;<b>there</b></p><p>more</p>',
      () => undefined,
    )
    expect(firstLine).toBe('Hello there')
    const first = (html: string) => cleanHtml(html, () => undefined).firstLine
    expect(first('<table><tr><td>Name</td><td>Ann</td></tr><tr><td>x</td></tr></table>')).toBe('Name Ann')
    expect(first('<div style="white-space:pre">one\ntwo</div>')).toBe('one')
  })

  it('is empty without text and pictures, and not with a picture alone', () => {
    expect(cleanHtml('<p>&nbsp;\u200b</p><br>', () => undefined).isEmpty).toBe(true)
    expect(cleanHtml('<img src="cid:a">', () => ({ src: 'cid:b' }))).toMatchObject({
      isEmpty: false,
      html: '<img src="cid:b" alt="">',
    })
  })

  it('puts words of a picture as text, never as HTML', () => {
    expect(cleanHtml('<img alt="x">', () => ({ text: '[<b>]' })).html).toBe('[&lt;b&gt;]')
  })

  it('is read to its end however it nests, or says that it was cut, within a moment', () => {
    const deep = cleanHtml(`${'<div>'.repeat(5000)}x${'</div>'.repeat(5000)}`, () => undefined)
    expect(deep).toMatchObject({ isCut: false, firstLine: 'x' })
    expect(cleanHtml(`${'<div>'.repeat(60_000)}${'</b>'.repeat(60_000)}`, () => undefined).isCut).toBe(true)
    const wide = cleanHtml('<b>x</b>'.repeat(50_000), () => undefined)
    expect(wide).toMatchObject({ isCut: false })
    expect(cleanHtml('<i>'.repeat(400_000), () => undefined).isCut).toBe(true)
  })
})

describe('whatever strangers wrote', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '/',
    '=',
    ' ',
    'a',
    '<p>',
    '</p>',
    '<b>',
    '</b>',
    '<script>',
    '</script>',
    '<img src=x onerror=y>',
    '<a href="',
    'javascript:',
    '<svg>',
    '</svg>',
    '<style>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '&lt;',
    '&#60;',
    '<table>',
    '<td onclick="',
    '<textarea>',
    '\0',
  )
  const html = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))

  it('becomes the elements and attributes of the list and nothing else, and says the same when it is cleaned again', () => {
    fc.assert(
      fc.property(html, (text) => {
        const once = clean(text)
        expect(visibleText(clean(once))).toBe(visibleText(once))
        for (const [tag, name] of once.matchAll(/<\/?([^\s>]*)[^>]*>/g)) {
          expect(['p', 'b', 'a', 'table', 'td']).toContain(name)
          expect(tag).toMatch(/^<\/?[a-z]+( href="https?:[^"]*")?>$/)
        }
      }),
      runs(20_000, 200),
    )
  })
})

describe('plain text', () => {
  it('keeps its paragraphs and lines, and is text', () => {
    expect(textToHtml('a\r\nb\n\n\n<c>\u0000')).toBe('<p>a<br>b</p><p>&lt;c&gt;</p>')
  })

  it('is read from HTML as one line', () => {
    expect(visibleText('<p>a&nbsp;&lt;b&gt;</p>\n<p>c</p>')).toBe('a <b> c')
  })
})
