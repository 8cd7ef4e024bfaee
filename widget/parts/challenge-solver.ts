/**
 * Solves a challenge (ALTCHA v2, PBKDF2/SHA-256) while the visitor writes: by WebCrypto, which computes beside the
 * page's thread, or where a page has none (plain http), by the code below in slices. Loaded with the first letter.
 */

/** What the solver reads of a challenge. */
interface Parameters {
  nonce: string
  salt: string
  cost: number
  keyPrefix: string
}

/** Derives the key of one try. */
type Derive = (password: Uint8Array, salt: Uint8Array, iterations: number) => Promise<Uint8Array>

/** How long a slice may keep the page's thread, in milliseconds: a frame has 16. */
const SLICE_MS = 8

/** After how many rounds by hand the clock is looked at: cold code on a slow phone takes a millisecond for some. */
const ROUNDS = 16

/** Of the tries under way at once, so that the next is ready when the browser's thread is. */
const OFFSETS = [0, 1, 2, 3]

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

const hexOf = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const byBrowser: Derive = async (password, salt, iterations) => {
  const { subtle } = crypto
  const key = await subtle.importKey('raw', password as BufferSource, 'PBKDF2', false, ['deriveBits'])
  const bits = { name: 'PBKDF2', hash: 'SHA-256', salt: salt as BufferSource, iterations }
  return new Uint8Array(await subtle.deriveBits(bits, key, 256))
}

/** SHA-256's constants: fractions of the cube and square roots of the first primes (FIPS 180-4 §4.2.2, §5.3.3). */
const primes: number[] = []
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n)
const fraction = (power: number) => (n: number) => (n ** power * 2 ** 32) | 0
const K = Int32Array.from(primes, fraction(1 / 3))
const START = Int32Array.from(primes.slice(0, 8), fraction(1 / 2))
const w = new Int32Array(64)

/** Works a block of 16 words into `state` (FIPS 180-4 §6.2.2). @returns The next state, in `out`. */
function compress(out: Int32Array, state: Int32Array, block: Int32Array): Int32Array {
  w.set(block)
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15] as number // as: a word of the array, here and below
    const y = w[t - 2] as number
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    w[t] = (w[t - 16] as number) + s0 + (w[t - 7] as number) + s1
  }
  type Words = [number, number, number, number, number, number, number, number]
  let [a, b, c, d, e, f, g, h] = state as unknown as Words
  for (let t = 0; t < 64; t++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[t] as number) + (w[t] as number)) | 0
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c))
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  out.set(state)
  const words = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i++) out[i] = (out[i] as number) + (words[i] as number)
  return out
}

/** At most 64 bytes as the 16 words of a block, each combined with `pad`. */
function blockOf(bytes: Uint8Array, pad = 0): Int32Array {
  const view = new DataView(new ArrayBuffer(64))
  bytes.forEach((byte, i) => view.setUint8(i, byte))
  return Int32Array.from({ length: 16 }, (_, i) => view.getInt32(i * 4) ^ pad)
}

/** The padded last block of a text with one block before it. */
function lastBlock(bytes: Uint8Array): Int32Array {
  const block = blockOf(Uint8Array.of(...bytes, 0x80))
  block[15] = (64 + bytes.length) * 8
  return block
}

let sliceEnd = 0

/** Gives the page its turn when a slice is over. */
async function giveTurn(): Promise<void> {
  if (performance.now() < sliceEnd) return
  await new Promise((resolve) => setTimeout(resolve))
  sliceEnd = performance.now() + SLICE_MS
}

/** The first 32 bytes of PBKDF2-HMAC-SHA-256, for short passwords and salts (RFC 8018 §5.2, RFC 2104). */
export const byHand: Derive = async (password, salt, iterations) => {
  const inner = compress(new Int32Array(8), START, blockOf(password, 0x36363636))
  const outer = compress(new Int32Array(8), START, blockOf(password, 0x5c5c5c5c))
  const digest = lastBlock(new Uint8Array(32))
  const u = new Int32Array(8)
  const hmac = (block: Int32Array) => {
    digest.set(compress(u, inner, block))
    digest.set(compress(u, outer, digest))
  }
  hmac(lastBlock(Uint8Array.of(...salt, 0, 0, 0, 1)))
  const key = u.slice()
  for (let i = 1; i < iterations; i++) {
    if (i % ROUNDS === 1) await giveTurn()
    hmac(digest)
    for (let word = 0; word < 8; word++) key[word] = (key[word] as number) ^ (u[word] as number)
  }
  const view = new DataView(new ArrayBuffer(32))
  key.forEach((word, i) => view.setInt32(i * 4, word))
  return new Uint8Array(view.buffer)
}

/** The nonce and the number of a try (32 bits, big endian). */
function passwordOf(nonce: Uint8Array, counter: number): Uint8Array {
  const password = new Uint8Array(nonce.length + 4)
  password.set(nonce)
  new DataView(password.buffer).setUint32(nonce.length, counter)
  return password
}

/**
 * Solves a challenge.
 * @param text The JSON text of the challenge, as the proxy sent it. It goes back letter by letter: pages that change
 * `toJSON` would break its signature.
 * @param signal Ends it.
 * @returns The payload for the field `challenge`; empty when it was ended.
 */
export async function solve(text: string, signal: AbortSignal): Promise<string> {
  const { nonce, salt, cost, keyPrefix } = (JSON.parse(text) as { parameters: Parameters }).parameters // as: the proxy's own
  const [first, second] = [bytesOf(nonce), bytesOf(salt)]
  const tryKey = async (derive: Derive, counter: number) => {
    const derivedKey = hexOf(await derive(passwordOf(first, counter), second, cost))
    return derivedKey.startsWith(keyPrefix) ? { counter, derivedKey } : undefined
  }
  let derive = byBrowser
  let together = OFFSETS.length
  for (let counter = 0; !signal.aborted;) {
    const tries = OFFSETS.slice(0, together).map((offset) => tryKey(derive, counter + offset))
    const keys = await Promise.all(tries).catch(() => undefined)
    const found = keys?.find((key) => key)
    if (found)
      return btoa(
        `{"challenge":${text},"solution":{"counter":${found.counter},"derivedKey":"${found.derivedKey}"}}`,
      )
    if (keys) counter += together
    // No WebCrypto on plain http, or one that the page has broken.
    else [derive, together] = [byHand, 1]
  }
  return ''
}
