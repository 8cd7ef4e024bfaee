/** Compares what somebody brings with a secret, in a time that tells nothing of it, its length neither. */
import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

export const isSameSecret = (brought: string, secret: string): boolean =>
  timingSafeEqual(digest(brought), digest(secret))
