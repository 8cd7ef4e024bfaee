import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../../proxy/config/config.ts'
import { checkIdentity } from '../../../proxy/admission/identity.ts'
import { Refusal } from '../../../proxy/refusal.ts'
import { ticketOf } from '../../../proxy/helpdesk/ticket.ts'
import { anApp, problemOf, SITES, stored } from '../../harness/proxy/an-app.ts'
import { aSubmission, CHANNEL } from '../../harness/proxy/builders.ts'
import type { VerifiedIdentity } from '../../../proxy/store/records.ts'

const SECRET = 'a-secret-of-the-shop-0123456789'
const OLD = 'the-secret-before-that-987654321'
const NOW = Date.UTC(2026, 0, 1)
const LATER = NOW / 1000 + 600

const hmac = (text: string, secret = SECRET) => createHmac('sha256', secret).update(text)
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function aToken(
  claims: object,
  { secret = SECRET, header = { alg: 'HS256', typ: 'JWT' } }: { secret?: string; header?: object } = {},
) {
  const text = `${part(header)}.${part({ exp: LATER, email: 'ada@example.com', ...claims })}`
  return `${text}.${hmac(text, secret).digest('base64url')}`
}

async function check(
  identity: object | undefined,
  rules = {},
  email = 'Ada@Example.com',
): Promise<VerifiedIdentity | undefined | 'refused'> {
  try {
    return await checkIdentity({ email, identity }, { secrets: [SECRET], required: false, ...rules }, NOW)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'identity_invalid') return 'refused'
    throw error
  }
}

describe('a signature', () => {
  it('is the hex HMAC-SHA256 of the lower-cased address: the test vector of every recipe', async () => {
    const signature = '30f3ea6a6a005263bad2714761c988f418b48b4c148e02b8ff5d3e8e94bd13eb'
    expect(hmac('ada@example.com').digest('hex')).toBe(signature)
    expect(await check({ signature })).toEqual({ verified: true })
    expect(await check({ signature: signature.toUpperCase() })).toEqual({ verified: true })
  })

  it.each([
    ['of another address', hmac('eve@example.com').digest('hex')],
    ['of the address as it was typed', hmac('Ada@Example.com').digest('hex')],
    ['with another secret', hmac('ada@example.com', OLD).digest('hex')],
    ['in base64', hmac('ada@example.com').digest('base64')],
    ['cut short', hmac('ada@example.com').digest('hex').slice(0, 62)],
    ['with more behind it', `${hmac('ada@example.com').digest('hex')}00`],
    ['that is empty', ''],
  ])('%s is refused', async (_, signature) => {
    expect(await check({ signature })).toBe('refused')
  })

  it.each(['οδυσσευς@example.gr', 'οδυσσευσ@example.gr'])(
    'of Greek capitals is that of %s, in whatever small letters the server has for them',
    async (small) => {
      const signature = hmac(small).digest('hex')
      expect(await check({ signature }, {}, 'ΟΔΥΣΣΕΥΣ@example.gr')).toEqual({ verified: true })
      expect(await check({ signature }, {}, small)).toEqual({ verified: true })
      const neither = small.includes('ς') ? 'οδυσσευσ@example.gr' : 'οδυσσευς@example.gr'
      expect(await check({ signature }, {}, neither)).toBe('refused')
    },
  )

  it('may be made with either of two secrets, while one replaces the other', async () => {
    const rules = { secrets: [SECRET, OLD] }
    for (const secret of rules.secrets)
      expect(await check({ signature: hmac('ada@example.com', secret).digest('hex') }, rules)).toEqual({
        verified: true,
      })
  })
})

describe('a token', () => {
  it('vouches for address, name and context', async () => {
    const context = { plan: 'pro', seats: 5, trial: false }
    expect(await check({ token: aToken({ name: 'Ada', context }) })).toEqual({
      verified: true,
      name: 'Ada',
      context,
    })
    const vector =
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjQxMDI0NDQ4MDAsImVtYWlsIjoiYWRhQGV4YW1wbGUuY29tIiwibmFtZSI6IkFkYSBMb3ZlbGFjZSJ9.hf04s4IBz6MgqWyx9p818c-yniGHgjKRCKWq2tM2nhg'
    expect(
      await checkIdentity(
        { email: 'ada@example.com', identity: { token: vector } },
        { secrets: [SECRET], required: true },
        NOW,
      ),
    ).toEqual({
      verified: true,
      name: 'Ada Lovelace',
    })
  })

  it.each([
    ['that has expired', aToken({ exp: NOW / 1000 - 31 })],
    ['without an expiry', aToken({ exp: undefined })],
    ['that is not valid yet', aToken({ nbf: LATER })],
    ['for another address', aToken({ email: 'eve@example.com' })],
    ['without an address', aToken({ email: undefined })],
    ['made with another secret', aToken({}, { secret: OLD })],
    [
      'with the algorithm "none"',
      `${part({ alg: 'none' })}.${part({ exp: LATER, email: 'ada@example.com' })}.`,
    ],
    ['that is signed and says "none"', aToken({}, { header: { alg: 'none' } })],
    ['with another algorithm', aToken({}, { header: { alg: 'HS512' } })],
    ['with critical extensions', aToken({}, { header: { alg: 'HS256', crit: ['b64'] } })],
    [
      'whose claims were exchanged',
      aToken({}).replace(/\.[^.]+\./, `.${part({ exp: LATER + 1, email: 'ada@example.com' })}.`),
    ],
    ['with more parts', `${aToken({})}.x`],
    [
      'with eleven values of context',
      aToken({ context: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`k${i}`, i])) }),
    ],
    ['with a list in its context', aToken({ context: { roles: ['a'] } })],
    ['that is no token', 'x.y'],
    ['that is empty', ''],
  ])('%s is refused', async (_, token) => {
    expect(await check({ token })).toBe('refused')
  })

  it('is still good for half a minute after its expiry: clocks differ', async () => {
    expect(await check({ token: aToken({ exp: NOW / 1000 - 29 }) })).toEqual({ verified: true })
  })
})

describe('without a signature', () => {
  it('a visitor is not verified, unknown where nothing is signed, and refused where it is required', async () => {
    expect(await check(undefined)).toEqual({ verified: false })
    expect(await check(undefined, { secrets: [] })).toBeUndefined()
    expect(await check(undefined, { required: true })).toBe('refused')
  })

  it('of the site’s own, one that was sent cannot be checked, and the agent is told', async () => {
    expect(await check({ signature: 'anything' }, { secrets: [] })).toEqual({ verified: false })
  })
})

describe('a submission with an identity', () => {
  const sites = {
    sites: { ...SITES.sites, shop: { ...SITES.sites.shop, identitySecrets: ['env:SHOP_SECRET'] } },
  }
  const env = { SHOP_SECRET: SECRET }
  const signature = hmac('ada@example.com').digest('hex')

  it.each(['multipart', 'json'])('is verified as %s, and the signature is not stored', async (format) => {
    const { postForm, postJson, outbox } = anApp({ sites, env })
    const fields = aSubmission() as unknown as Record<string, string>
    const response =
      format === 'json'
        ? await postJson({ ...fields, identity: { signature } })
        : await postForm({ ...fields, 'identity[signature]': signature })
    expect(response.status).toBe(202)
    expect(stored(outbox)).toMatchObject({ identity: { verified: true } })
    expect(JSON.stringify(stored(outbox))).not.toContain(signature)
  })

  it('that is wrong is refused with a code, and stored nowhere', async () => {
    const { postJson, outbox } = anApp({ sites, env })
    const response = await postJson({ ...aSubmission(), identity: { signature: '0'.repeat(64) } })
    expect(await problemOf(response)).toMatchObject({ status: 403, code: 'identity_invalid' })
    expect((await postJson({ ...aSubmission(), identity: { signature, token: 'x' } })).status).toBe(422)
    expect((await postJson({ ...aSubmission(), identity: 'x' })).status).toBe(422)
    expect(outbox.counts().pending).toBe(0)
  })

  it('that has expired since it was stored is recognised all the same', async () => {
    const { postJson } = anApp({ sites, env })
    const submission = aSubmission()
    expect((await postJson({ ...submission, identity: { token: aToken({}) } })).status).toBe(202)
    expect((await postJson({ ...submission, identity: { token: aToken({ exp: 1 }) } })).status).toBe(202)
  })

  it('shows on the ticket what is known, with the name that was verified', () => {
    const site = { id: 'shop', channel: CHANNEL }
    const bodyOf = (identity?: VerifiedIdentity) =>
      ticketOf(aSubmission({ name: 'Eve', ...(identity && { identity }) }), site, 'R')
    const known = bodyOf({ verified: true, name: 'Ada', context: { '<b>': '<i>' } })
    expect(known.message.body).toContain('<td>Identity</td><td>verified</td>')
    expect(known.message.body).toContain('<td>&lt;b&gt;</td><td>&lt;i&gt;</td>')
    expect(known.from_contact.name).toBe('Ada')
    expect(bodyOf({ verified: false }).message.body).toContain('<td>Identity</td><td>not verified</td>')
    expect(bodyOf().message.body).not.toContain('Identity')
  })
})

describe('the configuration of identities', () => {
  const real = { THERE_THERE_TOKEN: 't', THERE_THERE_CHANNEL: CHANNEL, ALLOWED_ORIGINS: 'https://a.example' }
  const fileOf = (site: object) => () =>
    JSON.stringify({ sites: { shop: { channel: CHANNEL, origins: ['https://a.example'], ...site } } })

  it('reads secrets from the environment or from files, two at most', () => {
    const own = loadConfig({ ...real, IDENTITY_SECRET: `${SECRET},${OLD}`, REQUIRE_IDENTITY: '1' })
    expect(own.sites.get('default')!.identity).toEqual({ secrets: [SECRET, OLD], required: true })
    const read = (file: string) =>
      file === '/run/secrets/shop'
        ? `${SECRET}\n`
        : fileOf({ identitySecrets: ['file:/run/secrets/shop', 'env:OLD'], requireIdentity: true })()
    const listed = loadConfig({ THERE_THERE_TOKEN: 't', SITES_FILE: 'sites.json', OLD }, read)
    expect(listed.sites.get('shop')!.identity).toEqual({ secrets: [SECRET, OLD], required: true })
  })

  it.each([
    ['a secret in clear', { identitySecrets: [SECRET] }, {}],
    ['a variable that is not set', { identitySecrets: ['env:NOWHERE'] }, {}],
    ['a short secret', { identitySecrets: ['env:SHORT'] }, { SHORT: 'hunter2' }],
    ['three secrets', { identitySecrets: ['env:A', 'env:A', 'env:A'] }, { A: SECRET }],
    ['a requirement without a secret', { requireIdentity: true }, {}],
  ])('refuses %s, without repeating it', (_, site, env) => {
    const load = () => loadConfig({ THERE_THERE_TOKEN: 't', SITES_FILE: 'x', ...env }, fileOf(site))
    expect(load).toThrow(/SITES_FILE/)
    expect(load).not.toThrow(/a-secret|hunter2/)
  })

  it('reads the token from a file, and refuses both at once', () => {
    const { THERE_THERE_TOKEN: _, ...rest } = real
    const env = { ...rest, THERE_THERE_TOKEN_FILE: '/run/secrets/token' }
    expect(loadConfig(env, () => 'tok\n').helpdesk?.token).toBe('tok')
    expect(() => loadConfig({ ...env, THERE_THERE_TOKEN: 't' }, () => 'tok')).toThrow(
      /TOKEN_FILE is set beside/,
    )
    expect(() => loadConfig(env, () => ' ')).toThrow(/is empty/)
  })
})

const RECIPES = readFileSync('docs/identity.md', 'utf8')

describe('the recipes of the docs', () => {
  it('for Node makes the test vector', () => {
    const [, code = ''] = /<!-- recipe:node -->\s*```js\n([^]*?)```/.exec(RECIPES) ?? []
    const script = `const user = { email: 'Ada@Example.com' }\n${code}\nconsole.log(signature)`
    const env = { SUPPORT_IDENTITY_SECRET: SECRET }
    const made = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env,
      encoding: 'utf8',
    })
    expect(made.trim()).toBe(hmac('ada@example.com').digest('hex'))
  })

  it.each(['python3', 'php', 'ruby'])('for %s makes it too, where that is installed', (runtime) => {
    const text = { python3: 'django', php: 'laravel', ruby: 'rails' }[runtime]!
    const [, code = ''] =
      new RegExp(`<!-- recipe:${text} -->\\s*\`\`\`\\w+\\n([^]*?)\`\`\``).exec(RECIPES) ?? []
    expect(code.toLowerCase()).toContain('sha256')
    const made = madeBy(runtime, code)
    if (made !== undefined) expect(made).toBe(hmac('ada@example.com').digest('hex'))
  })
})

/** What a recipe makes of the vector, with its framework's objects replaced; undefined without the runtime. */
function madeBy(runtime: string, code: string): string | undefined {
  const plain = {
    python3: `import types\nuser = types.SimpleNamespace(email='Ada@Example.com')\nsettings = types.SimpleNamespace(SUPPORT_IDENTITY_SECRET='${SECRET}')\n${code.replace(/^from django.*$/gm, '')}\nprint(signature, end='')`,
    php: `if (!function_exists('mb_strtolower')) { function mb_strtolower($s) { return strtolower($s); } } $user = (object) ['email' => 'Ada@Example.com']; function config($k) { return '${SECRET}'; }\n${code}\necho $signature;`,
    ruby: `User = Struct.new(:email); user = User.new('Ada@Example.com'); ENV['SUPPORT_IDENTITY_SECRET'] = '${SECRET}'\n${code}\nprint signature`,
  }[runtime]!
  try {
    return execFileSync(runtime, [runtime === 'python3' ? '-c' : runtime === 'php' ? '-r' : '-e', plain], {
      encoding: 'utf8',
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
