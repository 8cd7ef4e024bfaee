/**
 * Addresses of files, good for minutes: what they name is encrypted and authenticated, so that they tell nothing, can
 * be made by nobody else, and need no store.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'

/** Which file: of a message in something that was read, among its files or the pictures in its text. */
export interface LinkTarget {
  reading: string
  message: string
  kind: 'files' | 'images'
  place: number
}

/** An address lives from one to two of these. Within one it stays the same, so that what is shown need not change. */
const PERIOD_MS = 600_000

const IV = 12
const TAG = 16

export interface SealedLinks {
  seal: (target: LinkTarget) => string
  /** What a link names; undefined for one that is not ours, or too old. */
  open: (link: string) => LinkTarget | undefined
}

/** @param secret Of the proxy. */
export function createLinks(secret: string, now: () => number): SealedLinks {
  const derived = (use: string, data: string) =>
    createHmac('sha256', secret).update(`${use}\n${data}`).digest()
  const key = derived('links', 'key')
  return {
    seal({ reading, message, kind, place }) {
      const until = (Math.floor(now() / PERIOD_MS) + 2) * PERIOD_MS
      const text = JSON.stringify([until, reading, message, kind, place])
      // Of the text: another text never has the same one.
      const iv = derived('links iv', text).subarray(0, IV)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const sealed = Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()])
      return sealed.toString('base64url')
    },
    open(link) {
      const bytes = Buffer.from(link, 'base64url')
      if (bytes.length < IV + TAG) return undefined
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), { authTagLength: TAG })
        cipher.setAuthTag(bytes.subarray(-TAG))
        const text = Buffer.concat([cipher.update(bytes.subarray(IV, -TAG)), cipher.final()]).toString()
        // as: authentic, so it was written by `seal`
        const [until, reading, message, kind, place] = JSON.parse(text) as [
          number,
          string,
          string,
          LinkTarget['kind'],
          number,
        ]
        return now() < until ? { reading, message, kind, place } : undefined
      } catch {
        return undefined
      }
    },
  }
}
