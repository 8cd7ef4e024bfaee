/** HTML is handed to its reader in pieces: nobody sees where. */
import { expect, it } from 'vitest'
import { toBlocks } from '../../../proxy/conversation/html/blocks.ts'
import { cleanHtml } from '../../../proxy/import/shape/clean-html.ts'

it.each([0, 1])('an emoji between two pieces of a text stays one, %i characters further on', (more) => {
  const words = 'a'.repeat(more) + '🔑'.repeat(9000)
  expect(JSON.stringify(toBlocks(words, () => undefined))).toContain(words)
  expect(cleanHtml(words, () => undefined).html).toBe(words)
})
