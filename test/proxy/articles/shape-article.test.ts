/** What becomes of an article's Markdown. */
import { expect, it } from 'vitest'
import { shapeArticle, textOf } from '../../../proxy/articles/shape-article.ts'

const shape = (body: string, title = 'A title') => shapeArticle({ title, body })
const text = (words: string, more = {}) => ({ type: 'text', text: words, ...more })

it('makes headings, lists, links and code into blocks', () => {
  const { blocks, isCut } = shape(
    '## How\n\n1. Open **this**\n2. See <https://example.com>\n\n```\na < b\n```',
  )
  expect(isCut).toBe(false)
  expect(blocks).toEqual([
    { type: 'heading', content: [text('How')] },
    {
      type: 'list',
      ordered: true,
      items: [
        [{ type: 'paragraph', content: [text('Open '), text('this', { strong: true })] }],
        [
          {
            type: 'paragraph',
            content: [
              text('See '),
              { type: 'link', href: 'https://example.com/', content: [text('https://example.com')] },
            ],
          },
        ],
      ],
    },
    { type: 'code', text: 'a < b' },
  ])
})

it('leaves out a first heading that says the title again, and no other', () => {
  expect(shape('# A TITLE\n\nText').blocks).toEqual([{ type: 'paragraph', content: [text('Text')] }])
  expect(shape('# Another\n\nText').blocks).toHaveLength(2)
})

it('lets no markup through, no script, and no picture but its words', () => {
  const { blocks } = shape(
    'One <b onclick="x()">two</b> <script>three</script> ![four](https://example.com/p.png) [five](javascript:x)',
  )
  const told = JSON.stringify(blocks)
  for (const word of ['onclick', 'script', 'p.png', 'three']) expect(told).not.toContain(word)
  expect(textOf(blocks).replaceAll(/\s+/g, ' ').trim()).toBe('One two four five')
})

it('says everything that is in the blocks as text, to be searched', () => {
  const { blocks } = shape(
    '## One\n\n- two\n  > three [four](https://example.com)\n\n`five`\n\n    six\n\n---',
  )
  expect(textOf(blocks).match(/\w+/g)).toEqual(['One', 'two', 'three', 'four', 'five', 'six'])
})

it('shows one that no Markdown can be made of as it was written', () => {
  const body = `First.\n\n${'> '.repeat(100)}deep`
  const { blocks, isCut } = shape(body)
  expect(isCut).toBe(false)
  expect(blocks).toHaveLength(2)
  expect(textOf(blocks)).toMatch(/^First\.\n> > .*> deep$/)
})

it('reads a long paragraph in pieces, and loses no word of it', () => {
  const words = 'word '.repeat(1000)
  const [block] = shape(`**first** ${words}**last** ${words}`).blocks
  const strong = [text('first', { strong: true }), text('last', { strong: true })]
  expect(block).toMatchObject({ content: [strong[0], {}, strong[1], {}] })
  expect(textOf([block!])).toBe(`first ${words}last ${words}`.trimEnd())
})

it.each(['忘', '🔑', 'a_', '_a'])(
  'reads a long paragraph without a space, and loses none of it: %s',
  (piece) => {
    const words = piece.repeat(5000)
    expect(textOf(shape(words).blocks)).toBe(words)
  },
)
