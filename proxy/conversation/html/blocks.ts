/**
 * An agent's HTML as blocks: `toBlocks`. A pure function over a parser that only tells what it reads; whatever the HTML
 * says, out come texts, links and references of pictures, and never more than a bounded number of them.
 */
import { Parser } from 'htmlparser2'
import type { MessageBlocks } from '../../contract/conversation/blocks.ts'
import { HtmlReader, type ImageLookup } from './html-reader.ts'
import { pieceEnd } from '../../contract/text.ts'
import { MessageTree } from './tree.ts'

/** Characters that are read. */
const HTML_MAX = 2 * 1024 * 1024

/** The parser looks through all open elements at each closing tag: more of both would take it minutes. */
const DEPTH_MAX = 2000
const TAGS_MAX = 100_000
const CHUNK = 4096

export function toBlocks(html: string, imageOf: ImageLookup): MessageBlocks {
  const tree = new MessageTree()
  const reader = new HtmlReader(tree, imageOf)
  const parser = new Parser({
    onopentag: (name, attributes) => reader.open(name, attributes),
    onclosetag: (name, isImplied) => reader.close(name, isImplied),
    ontext: (text) => reader.text(text),
  })
  let tags = 0
  let at = 0
  const isTooMuch = () => tags > TAGS_MAX || reader.depth > DEPTH_MAX || tree.isFull
  for (; at < Math.min(html.length, HTML_MAX) && !isTooMuch(); at = pieceEnd(html, at, CHUNK)) {
    const chunk = html.slice(at, Math.min(pieceEnd(html, at, CHUNK), HTML_MAX))
    tags += chunk.split('<').length - 1
    parser.write(chunk)
  }
  const isCut = at < html.length
  // The parser would look for the ends of thousands of elements.
  if (isCut) reader.end()
  else parser.end()
  return tree.finish(isCut)
}
