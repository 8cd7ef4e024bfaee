/** HTML that wants to come through, or to take for ever: nothing but text, links and references, within bounds. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block, Inline, MessageBlocks } from '../../../../proxy/contract/conversation/blocks.ts'
import { toBlocks } from '../../../../proxy/conversation/html/blocks.ts'
import { shown } from '../../../harness/proxy/shown-blocks.ts'

const none = () => undefined
const read = (html: string) => shown(toBlocks(html, none))

/** How many blocks are in each other. */
const depthOf = (blocks: readonly Block[]): number =>
  Math.max(
    0,
    ...blocks.map((one) => {
      if (one.type === 'quote') return 1 + depthOf(one.content)
      return one.type === 'list' ? 1 + Math.max(0, ...one.items.map(depthOf)) : 0
    }),
  )

describe('what is never shown', () => {
  it.each([
    ['a script', 'a<script>SECRET</script>b'],
    ['a script in capitals, with attributes', 'a<SCRIPT type=x\n>SECRET</SCRIPT >b'],
    ['a script that closes itself', 'a<script/>SECRET</script>b'],
    ['one in an element that ends within it', '<div>a<script/>x="</div>";SECRET</script>b</div>'],
    ['a script whose text has tags', 'a<script>"<b>SECRET</b></div>"</script>b'],
    ['a style', 'a<style>.SECRET{}</style>b'],
    ['a style in a picture', 'a<svg><style>SECRET</style></svg>b'],
    ['a script in a picture that ends within it', 'a<svg><script/>"</svg>SECRET"</script></svg>b'],
    ['a picture with words', 'a<svg><text>SECRET</text><desc>SECRET</desc></svg>b'],
    ['a formula', 'a<math><mtext><style>SECRET</style></mtext></math>b'],
    ['a comment', 'a<!-- SECRET -->b'],
    ['a conditional comment', 'a<!--[if mso]><p>SECRET</p><![endif]-->b'],
    ['CDATA', 'a<![CDATA[SECRET]]>b'],
    ['a processing instruction', 'a<?xml SECRET?>b'],
    [
      'a title, a text field, a template',
      '<title>SECRET</title>a<textarea>SECRET</textarea><template>SECRET</template>b',
    ],
    [
      'a frame’s and a noscript’s content',
      'a<iframe>SECRET</iframe><noscript>SECRET</noscript><xmp>SECRET</xmp>b',
    ],
    ['choices', 'a<select><option>SECRET</option></select>b'],
    ['an object’s fallback', 'a<object><p>SECRET</p></object><video>SECRET</video>b'],
    ['what is hidden', 'a<span hidden>SECRET</span><div style="color:red; DISPLAY : none">SECRET</div>b'],
    ['what only Outlook hides', 'a<span style="mso-hide:all">SECRET</span>b'],
    ['attributes', 'a<b title="SECRET" onclick="SECRET" style="SECRET">b</b>'],
  ])('%s', (_, html) => {
    const text = read(html)
    expect(text).not.toContain('SECRET')
    expect(text.replaceAll(/[*\s]/g, '')).toMatch(/^ab?$/)
  })

  it.each([
    ['a script', 'a<script>SECRET'],
    ['a style', 'a<style>SECRET</styl'],
    ['a comment', 'a<!-- SECRET'],
    ['a tag', 'a<b SECRET'],
    ['a picture', 'a<svg><g>SECRET'],
  ])('%s that never ends', (_, html) => {
    expect(read(html)).toBe('a')
  })

  it.each([
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
    '<a href="javascript&colon;alert(1)">x</a><base href="javascript:/a/-alert(1)///////">',
    '<meta http-equiv=refresh content="0;url=javascript:alert(1)"><link rel=stylesheet href=//evil.example>',
    '<img src=x onerror=alert(1)//><input autofocus onfocus=alert(1)><details open ontoggle=alert(1)>',
  ])('comes out of %s as data without addresses', (html) => {
    const text = JSON.stringify(toBlocks(html, none))
    expect(text).not.toMatch(/"href"|"reference"|javascript:alert/)
  })
})

describe('what is large', () => {
  it('reads 2 MB of ordinary mail up to its bound, and says that it is cut', () => {
    const result = toBlocks('<p>The printer is on fire again.</p>'.repeat(60_000), none)
    expect(result.isCut).toBe(true)
    expect(JSON.stringify(result).length).toBeLessThan(3_000_000)
    expect(shown(result)).toMatch(/^The printer is on fire again\.\n\nThe printer/)
  })

  it('reads past a picture of 1.5 MB in the HTML', () => {
    const html = `<p>a</p><img src="data:image/png;base64,${'A'.repeat(1_500_000)}"><p>b</p>`
    expect(toBlocks(html, none)).toMatchObject({ isCut: false })
    expect(read(html)).toBe('a\n\nb')
  })

  it.each(['div', 'blockquote', 'ul><li', 'table><tr><td', 'span', 'b', 'font'])(
    'shows what is 1,000 deep in %s, in a tree that is not',
    (name) => {
      const count = name.includes('>') ? 1000 / name.split('>').length : 1000
      const html = `<p>before</p>${`<${name}>`.repeat(count)}deep${name
        .split('><')
        .toReversed()
        .map((one) => `</${one}>`)
        .join('')
        .repeat(count)}<p>after</p>`
      const { blocks, isCut } = toBlocks(html, none)
      expect(isCut).toBe(false)
      for (const word of ['before', 'deep', 'after']) expect(shown({ blocks, isCut })).toContain(word)
      expect(depthOf(blocks)).toBeLessThanOrEqual(13)
    },
  )

  it.each([
    ['elements that are never closed', '<div>'.repeat(400_000)],
    ['opened ones, then ends of others', `${'<a>'.repeat(250_000)}${'</b>'.repeat(300_000)}`],
    ['marks in marks', '<b><i>'.repeat(300_000)],
    ['lists in lists', '<ul><li>'.repeat(200_000)],
    ['links', '<a href="https://a.example/">x'.repeat(70_000)],
    ['links over paragraphs', `<a href="https://a.example/">${'<p>x'.repeat(400_000)}`],
    ['breaks', '<br>x'.repeat(400_000)],
    ['comments that are begun', '<!--'.repeat(500_000)],
    ['scripts that are begun', '<script'.repeat(280_000)],
    ['entities', '&amp'.repeat(500_000)],
    ['less-thans', '<'.repeat(2_000_000)],
    ['attributes', `<p ${'a=b '.repeat(500_000)}>x`],
    ['white space', ' \n'.repeat(1_000_000)],
    ['white space with dots', ' .'.repeat(1_000_000)],
    ['quoted attributes that never end', '<a title="'.repeat(200_000)],
    ['preformatted lines', `<pre>${'\n x'.repeat(600_000)}`],
  ])('bounds what comes of 2 MB of %s', (_, html) => {
    const result = toBlocks(html, none)
    expect(depthOf(result.blocks)).toBeLessThanOrEqual(13)
    expect(JSON.stringify(result).length).toBeLessThan(4_000_000)
  })
})

const FRAGMENTS = [
  ...'div p b i a ul ol li blockquote pre code table tr td svg math script style template noscript select h1 br hr img span'
    .split(' ')
    .flatMap((name) => [`<${name}>`, `</${name}>`, `<${name}/>`]),
  '<a href="https://a.example/">',
  '<a href="javascript:alert(1)">',
  '<div class="gmail_quote">',
  '<div id="divRplyFwdMsg">',
  '<p style="display:none">',
  '<p style="mso-list:l0 level2 lfo1">',
  '<span style="mso-list:Ignore">',
  '<div style="white-space:pre-wrap">',
  '1.',
  '\n',
  '<!--',
  '-->',
  '"',
  '>',
  '<',
  '&lt;script&gt;',
  'word ',
  ' ',
  '\u0000',
]

/** Every text and address of a tree, and that it is well formed. */
function check({ blocks }: MessageBlocks): void {
  const inline = (piece: Inline): void => {
    if (piece.type === 'link') {
      expect(piece.href).toMatch(/^(https?:\/\/|mailto:)/)
      expect(piece.content.length).toBeGreaterThan(0)
      piece.content.forEach(inline)
    }
    if (piece.type === 'text') expect(piece.text).toMatch(/^[^\p{Cc}]*$/u)
  }
  for (const one of blocks) {
    if (one.type === 'paragraph' || one.type === 'heading') {
      expect(one.content.length).toBeGreaterThan(0)
      one.content.forEach(inline)
    }
    if (one.type === 'quote') check({ blocks: one.content, isCut: false })
    if (one.type === 'list') for (const item of one.items) check({ blocks: item, isCut: false })
  }
}

describe('any HTML', () => {
  it('becomes a well-formed tree, the same however it is cut into chunks', () => {
    const html = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(html, fc.integer({ min: 4000, max: 4096 }), (text, at) => {
        const result = toBlocks(text, none)
        expect(result.isCut).toBe(false)
        check(result)
        // A comment before it moves where the chunks begin.
        expect(toBlocks(`<!--${'x'.repeat(at)}-->${text}`, none)).toEqual(result)
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps the words of text, in their order', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'ß', '漢', '👍'), { minLength: 1, maxLength: 30 })
    const tags = fc.constantFrom(
      '',
      '<p>',
      '<div>',
      '</div>',
      '<b>',
      '</b>',
      '<li>',
      '<ul>',
      '</ul>',
      '<br>',
      '<td>',
      '<blockquote>',
      '</blockquote>',
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(tags, words), { maxLength: 20 }), (parts) => {
        const html = parts.map(([tag, list]) => tag + list.join('')).join('')
        const told = toBlocks(html, none)
        const expected = parts
          .flatMap(([, list]) => list)
          .toSorted()
          .join('')
        expect(
          Array.from(shown(told).replaceAll(/[-\d.>#*\s]/g, ''))
            .toSorted()
            .join(''),
        ).toBe(expected)
      }),
    )
  })
})
