/** Whether there is room on the disk of the data directory. */
import { statfsSync } from 'node:fs'
import type { Need } from '../readiness.ts'

/** Less than this, and the next large upload or a day of messages may fill it. */
const LEAST_BYTES = 500_000_000

/** @param freeOf Bytes that are free; tests say so themselves. */
export function diskNeed(dataDir: string, freeOf: (folder: string) => number = freeBytes): Need | undefined {
  let free: number
  try {
    free = freeOf(dataDir)
  } catch {
    // A folder that is not there is told by the store.
    return undefined
  }
  if (free >= LEAST_BYTES) return undefined
  const text = `The disk of DATA_DIR has ${Math.floor(free / 1_000_000)} MB left. Make room, or messages will be refused.`
  return { kind: 'disk', text }
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
