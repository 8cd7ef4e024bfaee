/** What a sites file may say of help. */
import { expect, it } from 'vitest'
import { readSites } from '../../../proxy/config/sites-file.ts'
import { CHANNEL, ORIGIN } from '../../harness/proxy/builders.ts'

const problems = (help: object[]) => {
  const shop = { channel: CHANNEL, origins: [ORIGIN], topics: [{ key: 'orders', label: 'Orders' }], help }
  const read = readSites({ sites: { shop } })
  return 'problems' in read ? read.problems : []
}
const link = 'https://shop.example/'

it('is taken with links of the web, words with letters, and topics of the site', () => {
  expect(problems([{ label: 'All', link, words: ['return'], topics: ['orders'], locales: ['nl'] }])).toEqual(
    [],
  )
  expect(problems([{ label: 'All', link: 'javascript:void 0' }]).join()).toContain('help.0.link')
  expect(problems([{ label: 'All', link, words: ['…'] }]).join()).toContain('must have a letter or a digit')
  expect(problems([{ label: 'All', link, topics: ['refund'] }]).join()).toContain(
    'help.0.topics.0: must be the key of a topic of this site',
  )
})

it('has articles by brains, and only where it says that they are public', () => {
  const read = (articles: object) => {
    const result = readSites({ sites: { shop: { channel: CHANNEL, origins: [ORIGIN], articles } } })
    return 'problems' in result ? result.problems : []
  }
  expect(read({ brains: ['Help centre'], public: true })).toEqual([])
  for (const wrong of [{ brains: ['Help centre'] }, { brains: ['Help centre'], public: false }])
    expect(read(wrong)).toEqual([
      'at sites.shop.articles.public: must be true: the public articles of these brains are shown to everybody',
    ])
  expect(read({ brains: [], public: true }).join()).toContain('articles.brains')
})
