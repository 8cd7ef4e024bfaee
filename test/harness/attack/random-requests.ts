/** Requests that a visitor, a bored student and a broken program would make, all from one seed. */
import { ORIGIN } from '../proxy/builders.ts'
import { filledBy, flatOf, multipartOf } from './full-site-values.ts'

/** Numbers from a seed (mulberry32): the same seed makes the same requests. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Values that have broken something somewhere. */
const NASTY = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\r\n',
  '\ud800',
  '\udfff\ud800',
  '💙'.repeat(40),
  '\u202eevil',
  '\ufeff',
  '\u0000\u0001\u007f\u0085',
  '__proto__',
  'constructor',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e309',
  '%00',
  '%',
  '%zz',
  '../../etc/passwd',
  "' OR 1=1 --",
  '"; DROP TABLE submission; --',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '${7*7}',
  '[object Object]',
  'a@b',
  'a@b.c',
  '@',
  'a@@b.example',
  'a b@c.example',
  'ü@ß.example',
  `${'a'.repeat(65)}@b.example`,
  `a@${'b'.repeat(300)}.example`,
  'https://a.example/?secret#hash',
  'javascript:alert(1)',
  'data:,x',
  'http://[::1',
  'é'.repeat(9999),
  'x'.repeat(10_001),
  'x'.repeat(70_000),
]
const FIELDS = [
  'id',
  'site',
  'email',
  'message',
  'name',
  'subject',
  'topic',
  'locale',
  'page',
  'website',
  'challenge',
  'identity',
  'identity[token]',
  'identity[signature]',
  '__proto__',
  'constructor',
  'toString',
  'valueOf',
  'length',
  'unknown',
  'token',
  'files',
  'fields[a]',
  'fields',
  'context',
  'facts',
  'consent',
  '',
]
const TYPES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
  'application/json; charset=utf-16',
  'APPLICATION/JSON',
  'multipart/form-data; boundary="',
  'multipart/form-data; boundary=',
  '',
  ';',
]
const PATHS = [
  '/api/tickets',
  '/api/tickets',
  '/api/tickets',
  '/api/tickets',
  '/api/form',
  '/api/form?site=shop',
  '/api/form?site=all',
  '/api/code',
  '/api/session',
  '/api/sign-out',
  '/health',
  '/ready',
  '/',
  '/api',
  '/api/tickets/',
  '/api//tickets',
  '/api/form?site=%00',
  '/api/form?site=__proto__',
  '/api/form?site=a&site=b',
  '/%',
  '/%2e%2e/',
  '/api/%74ickets',
  '/embed',
  '/embed/shop',
  '/embed/all?locale=nl&theme=dark&color=%23c03',
  '/embed/%00',
  '/embed/__proto__',
  '/embed/all/sent/S0123456789A?key=x',
  '/api/tickets?site=all',
]
/** What browsers say that they take. */
const PAGE = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8'

const METHODS = ['GET', 'POST', 'POST', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH']

/** One generator for one seed. */
export class Generator {
  readonly random: () => number
  readonly #sites: readonly string[]
  readonly #more: (site: string) => Record<string, unknown>

  /**
   * @param sites Names of a plain site and of one whose form asks for everything; see everything.ts.
   * @param more What is added to a submission, by its site, such as a token.
   */
  constructor(
    seed: number,
    sites = ['shop', 'all'],
    more: (site: string) => Record<string, unknown> = () => ({}),
  ) {
    this.random = randomOf(seed)
    this.#sites = sites
    this.#more = more
  }

  int(max: number): number {
    return Math.floor(this.random() * max)
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(list.length)]!
  }

  uuid(): string {
    const hex = Array.from({ length: 32 }, () => this.int(16).toString(16)).join('')
    return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5')
  }

  bytes(max: number): Uint8Array {
    return Uint8Array.from({ length: this.int(max) }, () => this.int(256))
  }

  /** A text: harmless, nasty, or any code units. */
  text(): string {
    const dice = this.random()
    if (dice < 0.4) return `Hello ${this.int(1000)}`
    if (dice < 0.8) return this.pick(NASTY)
    return String.fromCharCode(...Array.from({ length: this.int(30) }, () => this.int(65_536)))
  }

  /** A text with one character exchanged, or one inserted, or one left out. */
  exchanged(text: string): string {
    const at = this.int(text.length)
    const char = this.pick(['A', 'b', 'C', '0', '9', '+', '/', '=', '-', '_', ' ', '\0', ''])
    return text.slice(0, at) + char + text.slice(at + this.int(2))
  }

  /** A JSON value of any shape, not too deep. */
  value(depth = 0): unknown {
    const dice = this.random()
    if (dice < 0.7 || depth > 4) return this.text()
    if (dice < 0.8) return this.pick([null, true, 0, -1.5, 1e308, []])
    if (dice < 0.9) return Array.from({ length: this.int(4) }, () => this.value(depth + 1))
    return Object.fromEntries(
      Array.from({ length: this.int(4) }, () => [this.pick(FIELDS), this.value(depth + 1)]),
    )
  }

  /** A submission that is nearly right: each field has a small chance to be something else. */
  fields(): Record<string, unknown> {
    const site = this.pick(this.#sites)
    const fields: Record<string, unknown> = {
      id: this.uuid(),
      site,
      email: 'ada@example.com',
      message: this.text(),
      ...(site !== this.#sites[0] && filledBy(this)),
      ...this.#more(site),
    }
    for (let changes = this.int(4); changes > 0; changes--) fields[this.pick(FIELDS)] = this.value()
    if (this.random() < 0.05) delete fields[this.pick(FIELDS)]
    return fields
  }

  /** A multipart body with the boundary `x`, with files or without, sometimes damaged. */
  multipart(): Uint8Array {
    return Buffer.from(this.#mutated(multipartOf(this, this.fields())), 'latin1')
  }

  #body(type: string): string | Uint8Array {
    if (this.random() < 0.1) return this.bytes(300)
    if (type.startsWith('multipart')) return this.multipart()
    const fields = this.fields()
    if (/json/i.test(type)) return this.#mutated(JSON.stringify(fields))
    return this.#mutated(new URLSearchParams(flatOf(fields)).toString())
  }

  /** Sometimes cut, doubled or with one character exchanged. */
  #mutated(text: string): string {
    const dice = this.random()
    const at = this.int(text.length)
    if (dice < 0.7) return text
    if (dice < 0.8) return text.slice(0, at)
    if (dice < 0.9) return text.slice(0, at) + String.fromCharCode(this.int(256)) + text.slice(at + 1)
    return text.slice(0, at) + text.slice(this.int(text.length))
  }

  /** A request to the app. */
  request(): Request {
    const usual = this.random() < 0.7
    const method = usual ? 'POST' : this.pick(METHODS)
    const path = usual ? '/api/tickets' : this.pick(PATHS)
    const type = this.random() < 0.8 ? TYPES[this.int(3)]! : this.pick(TYPES)
    const headers = new Headers({ 'Content-Type': type })
    const set = (name: string, value: string) => {
      try {
        headers.set(name, value)
      } catch {
        // No header value: no client could send it.
      }
    }
    if (this.random() < 0.9) set('Origin', this.random() < 0.9 ? ORIGIN : this.text())
    // Half of the answers are for people: what was sent is drawn there.
    if (this.random() < 0.5) set('Accept', PAGE)
    if (this.random() < 0.2)
      set(
        this.pick([
          'Accept',
          'X-Forwarded-For',
          'Accept-Language',
          'Referer',
          'Content-Length',
          'Transfer-Encoding',
          'If-None-Match',
        ]),
        this.text(),
      )
    const hasBody = method !== 'GET' && method !== 'HEAD'
    const body = hasBody ? this.#body(type) : undefined
    return new Request(`http://support.example${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: body as BodyInit }),
    })
  }
}
