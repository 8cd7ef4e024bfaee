import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, DEMO_CHANNEL, loadConfig } from '../../../proxy/config/config.ts'
import type { Environment } from '../../../proxy/config/environment.ts'
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

  const named = (environment: Environment, file = '{}') =>
    [...loadConfig(environment, () => file).sites.values()].filter(({ aside }) => !aside).map(({ id }) => id)

  it('names the site of ALLOWED_ORIGINS in the sandbox as in production, beside that of the demo page', () => {
    const { ALLOWED_ORIGINS, THERE_THERE_CHANNEL } = REAL
    expect(named(REAL)).toEqual(['default'])
    expect(named({ ALLOWED_ORIGINS })).toEqual(['default'])
    expect(named({ THERE_THERE_CHANNEL })).toEqual(['default'])
    const { sites } = loadConfig({ ALLOWED_ORIGINS })
    for (const id of ['default', 'demo']) {
      expect(sites.get(id)!.origins.allows('https://shop.example')).toBe(true)
      expect(sites.get(id)!.origins.allows('http://localhost:8787')).toBe(true)
      expect(sites.get(id)!.form.site).toBe(id)
    }
  })

  it('leaves the demo page’s site aside where a file has sites, but for one of that name', () => {
    const entry = { channel: CHANNEL, origins: ['https://shop.example'] }
    expect(named({ SITES_FILE: 'x' }, JSON.stringify({ sites: { shop: entry } }))).toEqual(['shop'])
    expect(named({ SITES_FILE: 'x' }, JSON.stringify({ sites: { demo: entry } }))).toEqual(['demo'])
    expect(named({})).toEqual(['demo'])
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

  it.each(['IDENTITY_SECRET', 'OPERATOR_SECRET', 'METRICS_TOKEN', 'CHALLENGE_SECRET'])(
    'takes sixteen characters as %s, and not fifteen',
    (variable) => {
      expect(problemsOf({ ...REAL, [variable]: 'a'.repeat(16) })).toEqual([])
      expect(problemsOf({ ...REAL, [variable]: 'a'.repeat(15) })).toEqual([
        expect.stringMatching(RegExp(`^${variable} .*must have at least 16 characters`)),
      ])
    },
  )

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

  it.each([
    ['IDENTITY_SECRET', 'a-secret-of-sixteen-letters', 'identitySecrets'],
    ['IDENTITY_SECRET_FILE', '/run/secrets/identity', 'identitySecrets'],
    ['REQUIRE_IDENTITY', '1', 'requireIdentity'],
    ['ALLOWED_ORIGINS', 'https://shop.example', 'origins'],
  ])('does not silently leave %s without meaning', (variable, value, key) => {
    const problems = problemsOf({ ...environment, [variable]: value }, JSON.stringify(file))
    expect(problems).toEqual([expect.stringContaining(variable)])
    expect(problems[0]).toContain(`"${key}"`)
  })

  it('may name the variable itself, and then it has one', () => {
    const named = { ...file.sites.blog, identitySecrets: ['env:IDENTITY_SECRET'] }
    const own = { ...environment, IDENTITY_SECRET: 'a-secret-of-sixteen-letters' }
    expect(problemsOf(own, JSON.stringify({ sites: { named } }))).toEqual([])
  })

  it('says the same of the sandbox, whose demo would have them', () => {
    const own = { SITES_FILE: 'x', IDENTITY_SECRET: 'a-secret-of-sixteen-letters' }
    expect(problemsOf(own, JSON.stringify(file))).toHaveLength(1)
    expect(problemsOf({ IDENTITY_SECRET: 'a-secret-of-sixteen-letters' })).toEqual([])
  })

  it('may not have a site in the place of the one of the environment', () => {
    const both = JSON.stringify({ sites: { default: file.sites.blog } })
    expect(problemsOf({ ...REAL, SITES_FILE: 'x' }, both)).toEqual([expect.stringContaining('"default"')])
    expect(problemsOf(environment, both)).toEqual([])
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
