import { cleanup, render, screen } from '@testing-library/preact'
import { h } from 'preact'
import { afterEach, describe, expect, test } from 'vitest'
import type { Block, Inline } from '../../../../proxy/contract/conversation/blocks.ts'
import { Blocks } from '../../../../widget/form/view/blocks.tsx'
import { texts } from '../../../../widget/i18n/en/conversation.ts'
import { EVERYTHING } from '../../../harness/browser/conversations.ts'

afterEach(cleanup)

const draw = (...blocks: Block[]) =>
  render(<Blocks blocks={blocks} base="https://proxy.example/" texts={texts} />).container
const paragraph = (...content: Inline[]): Block => ({ type: 'paragraph', content })

describe('what agents wrote', () => {
  test('is drawn as elements of its own kind', () => {
    const { innerHTML } = draw(...EVERYTHING)
    for (const name of 'strong em s a br code ol li pre hr blockquote details summary'.split(' '))
      expect(innerHTML, name).toContain(`<${name}`)
    expect(innerHTML).not.toMatch(/<(h\d|img|script|style)/)
  })

  test('is text, whatever it looks like', () => {
    const view = draw(paragraph({ type: 'text', text: '<b onclick="x">bold</b>' }))
    expect(view.textContent).toBe('<b onclick="x">bold</b>')
    expect(view.querySelector('b')).toBeNull()
  })

  test('leads out of the page by links that tell nobody from where', () => {
    draw(paragraph({ type: 'link', href: 'https://example.com/', content: [{ type: 'text', text: 'here' }] }))
    const link = screen.getByRole('link', { name: 'here' })
    expect(link.getAttribute('href')).toBe('https://example.com/')
    expect(link.getAttribute('target')).toBe('_blank')
    expect(link.getAttribute('rel')).toBe('noopener noreferrer nofollow ugc')
  })

  test('has its pictures as links to the proxy, by their words or by one that says what they are', () => {
    const image = (alt: string): Inline => ({ type: 'image', reference: '/api/conversation/files/x', alt })
    draw(paragraph(image('A crack'), image('')))
    for (const name of ['A crack', 'Picture'])
      expect(screen.getByRole('link', { name }).getAttribute('href')).toBe(
        'https://proxy.example/api/conversation/files/x',
      )
  })

  test('has a picture in a link as words of that link, since a link in a link is none', () => {
    const image = { type: 'image', reference: '/api/x', alt: 'Logo' } as const
    const view = draw(paragraph({ type: 'link', href: 'https://example.com/', content: [image] }))
    expect(view.querySelectorAll('a')).toHaveLength(1)
    expect(screen.getByRole('link', { name: 'Logo' }).getAttribute('href')).toBe('https://example.com/')
  })

  test('folds earlier mail, and nothing else', () => {
    const quote = (isHistory: boolean): Block => ({
      type: 'quote',
      isHistory,
      content: [paragraph({ type: 'text', text: 'Earlier' })],
    })
    const view = draw(quote(false), quote(true))
    expect([...view.children].map(({ localName }) => localName)).toEqual(['blockquote', 'details'])
    expect(view.querySelector('details')!.open).toBe(false)
    expect(screen.getByText('Earlier emails').localName).toBe('summary')
  })
})
