import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../../proxy/config/config.ts'
import { originList, originProblem } from '../../../proxy/config/origin-list.ts'
import { CHANNEL } from '../../harness/proxy/builders.ts'

describe('the origins', () => {
  const allows = (entries: string, origin: string) =>
    loadConfig({
      THERE_THERE_TOKEN: 'token',
      THERE_THERE_CHANNEL: CHANNEL,
      ALLOWED_ORIGINS: entries,
    })
      .sites.get('default')!
      .origins.allows(origin)

  it.each([
    ['https://shop.example', 'https://shop.example', true],
    ['https://shop.example', 'http://shop.example', false],
    ['https://shop.example', 'https://shop.example.evil.example', false],
    ['https://shop.example', 'https://www.shop.example', false],
    ['https://Shop.Example', 'https://shop.example', true],
    ['http://localhost:3000', 'http://localhost:3000', true],
    ['http://localhost:3000', 'http://localhost:3001', false],
    ['https://*.shop.example', 'https://www.shop.example', true],
    ['https://*.shop.example', 'https://a.b.shop.example', true],
    ['https://*.shop.example', 'https://shop.example', false],
    ['https://*.shop.example', 'https://evilshop.example', false],
    ['https://*.shop.example', 'https://evil.example/.shop.example', false],
    ['https://a.example https://b.example', 'https://b.example', true],
    ['https://*.sub.example', 'https://my_app.sub.example', true],
    ['https://my_app.sub.example', 'https://my_app.sub.example', true],
    ['https://*.shop.example:8443', 'https://www.shop.example:8443', true],
    ['https://*.shop.example:8443', 'https://www.shop.example', false],
    ['http://*.localhost:3000', 'http://shop.localhost:3000', true],
    ['http://*.test', 'http://shop.test', true],
    ['https://xn--bcher-kva.example', 'https://xn--bcher-kva.example', true],
    ['http://[::1]:3000', 'http://[::1]:3000', true],
    ['https://münchen.de', 'https://xn--mnchen-3ya.de', true],
    ['https://mu\u0308nchen.de', 'https://xn--mnchen-3ya.de', true],
    ['https://*.Bücher.example', 'https://www.xn--bcher-kva.example', true],
    ['https://пример.рф', 'https://xn--e1afmkfd.xn--p1ai', true],
    ['https://shop.example:443', 'https://shop.example', true],
    ['https://shop.example:443', 'https://shop.example:8443', false],
    ['http://shop.example:80', 'http://shop.example', true],
    ['http://shop.example:443', 'http://shop.example:443', true],
    ['https://*.shop.example:443', 'https://www.shop.example', true],
    ['HTTPS://shop.example', 'https://shop.example', true],
    ['http://[0:0::1]:80', 'http://[::1]', true],
    ['capacitor://localhost', 'capacitor://localhost', true],
    ['capacitor://localhost', 'ionic://localhost', false],
    ['capacitor://localhost', 'https://localhost', false],
    ['ionic://localhost', 'ionic://localhost', true],
    ['tauri://localhost', 'tauri://localhost', true],
    ['app://.', 'app://.', true],
    ['app://obsidian.md', 'app://obsidian.md', true],
    ['com.example.shop://localhost', 'com.example.shop://localhost', true],
    ['chrome-extension://abcdefghijklmnop', 'chrome-extension://abcdefghijklmnop', true],
    ['chrome-extension://abcdefghijklmnop', 'chrome-extension://ponmlkjihgfedcba', false],
    ['safari-web-extension://0A-1B', 'safari-web-extension://0A-1B', true],
    ['moz-extension://*', 'moz-extension://9c5f3c1e-6d5d-4d3a-8a52-000000000000', true],
    ['moz-extension://*', 'chrome-extension://abcdefghijklmnop', false],
    ['moz-extension://*', 'https://evil.example', false],
    ['moz-extension://*', 'null', false],
    ['null', 'null', true],
    ['https://shop.example', 'null', false],
  ])('%s for %s: %s', (entries, origin, expected) => {
    expect(allows(entries, origin)).toBe(expected)
  })

  it.each([
    ['*', 'every website'],
    ['shop.example', 'must start with'],
    ['https://shop.example/', 'without a path'],
    ['https://shop.example?a', 'without a path'],
    ['https://ada@shop.example', 'without a path'],
    ['https://*.*.example', 'one wildcard'],
    ['https://a*.example', 'one wildcard'],
    ['ftp://x', 'must start with'],
    ['htps://shop.example', 'must start with'],
    ['wss://shop.example', 'must start with'],
    ['file://x', 'must start with'],
    ['https://*', 'one wildcard'],
    ['app://', 'must start with'],
    ['app://a/b', 'must start with'],
    ['app://*.example', 'must start with'],
    ['app://x;script-src', 'must start with'],
    ['https://ｓhop.example', 'no host has'],
    ['https://shop。example', 'no host has'],
    ['https://sh\u00ADop.example', 'no host has'],
    ['', 'must start with'],
    ['https://*.com', 'every website below .com'],
    ['https://*.com:8443', 'every website below .com'],
    ['https://*.shop;.example', 'no host has'],
    ["https://'none'.example", 'no host has'],
    ['https://shop".example', 'no host has'],
    ['https://shop,blog.example', 'no host has'],
    ['https://shop..example', 'no host has'],
    ['https://\u212aim.example', 'no host has'],
  ])('cannot be %j: %s', (entry, why) => {
    expect(originProblem(entry)).toContain(why)
  })

  it('are in a policy as policies can say them', () => {
    const entries = ['https://münchen.de:443', 'tauri://localhost', 'app://.', 'moz-extension://*', 'null']
    expect(originList(entries, { loopback: false }).sources).toEqual([
      'https://xn--mnchen-3ya.de',
      'tauri://localhost',
      'app:',
      'moz-extension:',
    ])
  })

  it('that pass cannot say anything else in a policy', () => {
    const parts = fc.constantFrom(
      'https://',
      'http://',
      '*.',
      'a',
      '.',
      'example',
      ';',
      "'",
      '"',
      ' ',
      ',',
      ':',
      '8',
      '\\',
      '\n',
      '/',
      '_',
      'ü',
      '\u212a',
      '。',
    )
    fc.assert(
      fc.property(
        fc.constantFrom('https://', 'app://'),
        fc.array(parts).map((some) => some.join('')),
        (scheme, rest) => {
          if (originProblem(scheme + rest) !== undefined) return
          for (const source of originList([scheme + rest], { loopback: false }).sources)
            expect(source).toMatch(/^(https:\/\/[a-z\d_.*:-]+|app:(\/\/[a-z\d_.:-]+)?)$/)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
