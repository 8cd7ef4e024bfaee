/** The app with its documents, on a real database, spoken to as a browser without JavaScript would. */
import { randomUUID } from 'node:crypto'
import { createAddresses } from '../../../proxy/admission/client/client-address.ts'
import { createAdmission } from '../../../proxy/admission/admission.ts'
import type { AdmissionOptions } from '../../../proxy/admission/admission.ts'
import { withoutConversations } from './without-conversations.ts'
import { createApp } from '../../../proxy/http/app.ts'
import { createChallenges } from '../../../proxy/admission/challenge.ts'
import { loadConfig } from '../../../proxy/config/config.ts'
import { Embed } from '../../../proxy/embed/embed.ts'
import type { EmbedOptions } from '../../../proxy/embed/embed.ts'
import { RateLimits } from '../../../proxy/admission/rate-limits.ts'
import { createLog } from '../../../proxy/log.ts'
import type { Store } from '../../../proxy/store/store.ts'
import { aStore } from './a-store.ts'
import type { Refusal } from '../../../proxy/refusal.ts'
import { createTokens } from '../../../proxy/embed/form-token.ts'
import { languages } from '../../../widget/i18n/all-texts.ts'
import { aClock, CHANNEL, ORIGIN, UNLIMITED } from './builders.ts'

/** The proxy's own origin in these tests. */
export const OWN = 'https://support.example'

const SITES = {
  shop: {
    channel: CHANNEL,
    origins: [ORIGIN, 'https://*.shop.example', 'null'],
    contactEmail: 'help@shop.example',
  },
  strict: { channel: CHANNEL, origins: [ORIGIN], name: 'required', subject: 'required', locale: 'nl' },
  known: { channel: CHANNEL, origins: [ORIGIN], identitySecrets: ['env:KNOWN_SECRET'] },
}

const BROWSER = { Accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' }

interface Setting {
  publicUrl?: string
  sites?: object
  /** Everybody is let in, unless these say otherwise. */
  admission?: Partial<AdmissionOptions>
  limits?: Record<string, string>
  refusal?: Refusal
  /** Where the style sheet of the documents is. */
  style?: string | undefined
}

/** The documents of sites, with the words of the widget. */
export function anEmbed({
  store,
  style = 'assets/embed.css',
  ...more
}: Pick<EmbedOptions, 'sites' | 'tokens' | 'now' | 'publicUrl'> & {
  store: Pick<Store, 'find'>
  style?: string | undefined
}): Embed {
  const files = { script: 'assets/embed.js', style, modules: ['assets/panel.js'], languages }
  return new Embed({ files, find: (key) => store.find(key), ...more })
}

/** The app, its clock, and a browser. Reached at `OWN`, unless it is told nothing of its address. */
export function anEmbeddedApp(setting: Setting = { publicUrl: OWN }) {
  const { publicUrl, sites = SITES, admission, limits = UNLIMITED, refusal, style } = setting
  const env = {
    THERE_THERE_TOKEN: 't',
    SITES_FILE: 'x',
    KNOWN_SECRET: 'a-secret-of-sixteen-letters',
    ...limits,
  }
  const config = loadConfig(env, () => JSON.stringify({ sites }))
  const clock = aClock()
  // Each app has one of its own.
  const key = randomUUID()
  const { store, outbox, sql } = aStore({ now: clock.now })
  const lines: string[] = []
  const log = createLog((line) => lines.push(line))
  const rateLimits = new RateLimits({
    limits: config.limits,
    counters: store.counters,
    waiting: async () => 0,
    now: clock.now,
    log,
  })
  if (refusal)
    rateLimits.admit = () => {
      throw refusal
    }
  const tokens = createTokens(key, clock.now)
  const embed = anEmbed({ sites: config.sites, tokens, store, now: clock.now, publicUrl, style })
  const app = createApp({
    ...withoutConversations(),
    sites: config.sites,
    store,
    bodies: { upload: 10_000_000, timeoutMs: 30_000 },
    admission: createAdmission({
      rateLimits,
      challenges: createChallenges('a-secret-of-the-proxy', clock.now),
      clientOf: createAddresses([], () => {}),
      shed: (_, next) => next(),
      now: Date.now,
      ...admission,
    }),
    wake: () => {},
    readiness: async () => ({ status: 'ready', why: [], attention: [] }),
    log,
    embed,
  })
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(OWN + path, { headers: { ...BROWSER, ...headers } })
  const post = (
    fields: Record<string, string>,
    headers: Record<string, string> = {},
    path = '/api/tickets',
  ) =>
    app.request(OWN + path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: {
        ...BROWSER,
        'Content-Type': 'application/x-www-form-urlencoded',
        Origin: OWN,
        ...headers,
      },
    })
  return { app, clock, outbox, sql, lines, key, tokens, get, post }
}

/** The fields of the form in a document, as a browser would send them. */
export function fieldsOf(document: string): Record<string, string> {
  const inputs = [...document.matchAll(/<input[^>]*\bname="(\w+)"[^>]*?(?:\bvalue="([^"]*)")?[^>]*>/g)]
  return Object.fromEntries(
    inputs.map(([input, name = '']) => [name, /value="([^"]*)"/.exec(input)?.[1] ?? '']),
  )
}

/** A form of the site, opened and filled. */
export async function anOpenForm({ get }: Pick<ReturnType<typeof anEmbeddedApp>, 'get'>, changes = {}) {
  const fields = fieldsOf(await (await get('/embed/shop')).text())
  const filled: Record<string, string> = {
    ...fields,
    email: 'ada@example.com',
    message: 'The export button does nothing.',
    ...changes,
  }
  return filled
}
