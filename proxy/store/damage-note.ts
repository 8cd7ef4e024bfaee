/**
 * That the log of a database was damaged, in a small file beside it, until all that waits is in doubt: whoever opens the
 * database next writes over what told it, be it a command, or a start that ends before it delivers.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const path = (dataDir: string) => join(dataDir, 'damaged.txt')

/** Keeps what was found, in words for the operator. */
export function noteDamage(dataDir: string, why: string): void {
  writeFileSync(path(dataDir), `${why}\n`, { mode: 0o600, flush: true })
}

/** What was found and is not dealt with yet. */
export function notedDamage(dataDir: string): string | undefined {
  try {
    return readFileSync(path(dataDir), 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

export function forgetDamage(dataDir: string): void {
  rmSync(path(dataDir), { force: true })
}
