/** The site's help on the page that needs no JavaScript. */
import { expect, it } from 'vitest'
import { CHANNEL, ORIGIN } from '../../harness/proxy/builders.ts'
import { anEmbeddedApp } from '../../harness/proxy/an-embed.ts'

it('is a list of the links of the language, all of it as text', async () => {
  const link = 'https://shop.example/'
  const help = [
    { words: ['a'], label: { en: 'Returns <b>', nl: 'Retour' }, link: `${link}?a=1&b=2` },
    { words: ['b'], label: 'Nederlands', link, locales: ['nl'] },
  ]
  const app = anEmbeddedApp({ sites: { shop: { channel: CHANNEL, origins: [ORIGIN], help } } })
  const links = async (address: string) =>
    [...(await (await app.get(address)).text()).matchAll(/<li>\s*(<a [^]*?<\/a\s*>)/g)].map(([, one]) => one)
  expect(await links('/embed/shop')).toEqual([
    expect.stringMatching(/href="https:\/\/shop\.example\/\?a=1&amp;b=2"[^]*<bdi>Returns &lt;b&gt;<\/bdi>/),
  ])
  expect(await links('/embed/shop?locale=nl')).toEqual([
    expect.stringContaining('Retour'),
    expect.stringContaining('Nederlands'),
  ])
})
