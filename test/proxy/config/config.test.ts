import fc from 'fast-check'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, DEMO_CHANNEL, loadConfig } from '../../../proxy/config/config.ts'
import type { Environment } from '../../../proxy/config/environment.ts'
import { originList, originProblem } from '../../../proxy/config/origin-list.ts'
import { aFolder, CHANNEL } from '../../harness/proxy/builders.ts'

const REAL: Environment = {
  THERE_THERE_TOKEN: 'token',
  THERE_THERE_CHANNEL: CHANNEL,
  ALLOWED_ORIGINS: 'https://shop.example',
}

function problemsOf(environment: Environment, file = ''): readonly string[] {
  try {
    loadConfig(environment, () => file)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('the environment', () => {
  it('needs token, channel and origins, and nothing else, for a real helpdesk', () => {
    const config = loadConfig(REAL)
    expect(config.helpdesk).toEqual({
      url: 'https://there-there.app/api',
      token: 'token',
      workspaceId: undefined,
    })
    expect(config.sites.get('default')).toMatchObject({ channel: CHANNEL })
    expect(config).toMatchObject({ port: 8787, rate: 55, helpdeskTimeoutMs: 15_000, retentionDays: 7 })
  })

  it('may be empty: then the sandbox serves a demo site for pages on this machine', () => {
    const config = loadConfig({})
    expect(config.helpdesk).toBeUndefined()
    const demo = config.sites.get('demo')!
    expect(demo.channel).toBe(DEMO_CHANNEL)
    expect(demo.origins.allows('http://localhost:8787')).toBe(true)
    expect(demo.origins.allows('http://127.0.0.1:3000')).toBe(true)
    expect(demo.origins.allows('https://elsewhere.example')).toBe(false)
    expect(config.host).toBe('127.0.0.1')
  })

  it('takes an empty variable as one that is not set', () => {
    expect(loadConfig({ THERE_THERE_TOKEN: ' ', PORT: '' })).toMatchObject({
      helpdesk: undefined,
      port: 8787,
    })
  })

  it('does not allow pages on the visitor’s machine once the helpdesk is real', () => {
    expect(loadConfig(REAL).sites.get('default')!.origins.allows('http://localhost:8787')).toBe(false)
  })

  it('refuses production without a token', () => {
    expect(problemsOf({ NODE_ENV: 'production' }).join()).toContain('THERE_THERE_TOKEN')
  })

  it('lists every problem at once, each with the variable, what is wrong and an example', () => {
    const problems = problemsOf({
      THERE_THERE_TOKEN: 'two words',
      THERE_THERE_CHANNEL: 'Support',
      THERE_THERE_URL: 'there-there',
      THERE_THERE_WORKSPACE_ID: 'acme',
      THERE_THERE_RATE: '0',
      ALLOWED_ORIGINS: 'shop.example, https://shop.example/path',
      PORT: '99999',
      PUBLIC_URL: 'ftp://x',
      RETENTION_DAYS: '-1',
      SETTLE_DELAY_MS: '1.5',
      HELPDESK_TIMEOUT_MS: 'soon',
    })
    expect(problems).toHaveLength(12)
    for (const problem of problems) expect(problem).toMatch(/^[A-Z_]+ .*Example: [A-Z_]+=\S/)
    const { message } = new ConfigError(problems)
    expect(message.split('\n')).toHaveLength(13)
  })

  it('says that origins are missing rather than starting a proxy that nobody can use', () => {
    expect(problemsOf({ ...REAL, ALLOWED_ORIGINS: '' })).toEqual([expect.stringContaining('ALLOWED_ORIGINS')])
  })

  it('never prints the token', () => {
    expect(problemsOf({ ...REAL, THERE_THERE_TOKEN: 'top secret', PORT: 'x' }).join()).not.toContain(
      'top secret',
    )
  })
})

describe('the sites file', () => {
  const file = {
    sites: {
      shop: { channel: CHANNEL, origins: ['https://shop.example'], name: 'required', subject: 'optional' },
      blog: { channel: CHANNEL, origins: ['https://*.blog.example'], contactEmail: 'hi@blog.example' },
    },
  }
  const environment = { THERE_THERE_TOKEN: 'token', SITES_FILE: 'sites.json' }

  it('configures several sites without any other variable', () => {
    const { sites } = loadConfig(environment, () => JSON.stringify(file))
    expect([...sites.keys()]).toEqual(['shop', 'blog'])
    expect(sites.get('shop')!.form).toMatchObject({ name: 'required', subject: 'optional' })
    expect(sites.get('blog')!.origins.allows('https://www.blog.example')).toBe(true)
    expect(sites.get('blog')!.form.contactEmail).toBe('hi@blog.example')
  })

  it('stands beside the site of the environment', () => {
    const { sites } = loadConfig({ ...REAL, SITES_FILE: 'x' }, () => JSON.stringify(file))
    expect([...sites.keys()]).toEqual(['default', 'shop', 'blog'])
  })

  it.each([undefined, 'auto', 'always', 'off'])(
    'follows CHALLENGE=%s where a site says nothing',
    (CHALLENGE) => {
      const own = { ...file.sites.blog, challenge: 'off' }
      const { sites } = loadConfig({ ...REAL, SITES_FILE: 'x', CHALLENGE }, () =>
        JSON.stringify({ sites: { ...file.sites, own } }),
      )
      const modes = [...sites.values()].map(({ challenge }) => challenge)
      expect(modes).toEqual([...Array<string>(3).fill(CHALLENGE ?? 'auto'), 'off'])
    },
  )

  it('does not hide what is wrong with CHALLENGE', () => {
    const problems = problemsOf({ ...environment, CHALLENGE: 'on' }, JSON.stringify(file))
    expect(problems).toEqual([expect.stringContaining('CHALLENGE is "on"')])
  })

  it('lists everything that is wrong with it, with the place', () => {
    const broken = {
      sites: {
        shop: { channel: 'x', origins: [], nmae: 'required' },
        blog: { channel: CHANNEL, origins: ['*'], name: 'maybe' },
      },
    }
    const problems = problemsOf(environment, JSON.stringify(broken)).join('\n')
    for (const place of [
      'sites.shop.channel',
      'sites.shop.origins',
      'nmae',
      'sites.blog.origins.0',
      'sites.blog.name',
    ])
      expect(problems).toContain(place)
  })

  it.each([
    ['{"sites": ', 'is not valid JSON'],
    ['{"sites": {}}', 'at least one site'],
    ['[]', 'at the top'],
  ])('that reads %s says what is wrong', (text, what) => {
    expect(problemsOf(environment, text).join()).toContain(what)
  })

  it.each([
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, as PowerShell writes it', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 the other way round', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ])('is read in %s, and so is a secret', (_, encode) => {
    const folder = aFolder()
    const paths = { SITES_FILE: join(folder, 'sites.json'), THERE_THERE_TOKEN_FILE: join(folder, 'token') }
    const sites = { shop: { ...file.sites.shop, texts: { de: { title: 'Größe' } } } }
    writeFileSync(paths.SITES_FILE, encode(JSON.stringify({ sites })))
    writeFileSync(paths.THERE_THERE_TOKEN_FILE, encode('token\r\n'))
    const config = loadConfig(paths)
    expect(config.sites.get('shop')!.form.texts).toEqual(sites.shop.texts)
    expect(config.helpdesk!.token).toBe('token')
  })

  it('that is not there says so', () => {
    expect(() => loadConfig({ ...environment, SITES_FILE: '/nowhere/sites.json' })).toThrow(
      /SITES_FILE names \/nowhere\/sites.json, which cannot be read/,
    )
  })
})

describe('the origins', () => {
  const allows = (entries: string, origin: string) =>
    loadConfig({ ...REAL, ALLOWED_ORIGINS: entries })
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
