/** Seeded randomness: a run prints its seed and is planned from nothing else. */

import { SEED } from '../volume.ts'

export interface Random {
  /** From 0 up to, but not including, 1. */
  next: () => number
  /** A whole number from `min` to `max`, both included. */
  int: (min: number, max: number) => number
  pick: <T>(list: readonly T[]) => T
  chance: (probability: number) => boolean
  uuid: () => string
  /** A generator of its own, so that what one part draws does not change what another part gets. */
  fork: () => Random
}

/** mulberry32: small, and the same on every machine. */
export function aRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    int,
    pick: <T>(list: readonly T[]): T => list[int(0, list.length - 1)]!,
    chance: (probability) => next() < probability,
    uuid: () => {
      const hex = Array.from({ length: 32 }, () => int(0, 15).toString(16)).join('')
      return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5')
    },
    fork: () => aRandom(int(0, 0x7fffffff)),
  }
}

/** A seed for every round. `SEED` of the one that failed makes it the first. */
export const seeds = (rounds: number) => Array.from({ length: rounds }, (_, round) => SEED + round)
