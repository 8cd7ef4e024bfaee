/**
 * Clocks that nobody sets. The time since this machine was started tells, between two processes, how long ago something
 * was, whatever has happened to the time of day meanwhile; within a process the time of day goes on from its start.
 */
import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'

/** A moment since a start of the machine. Only moments of one `boot` can be compared. */
export interface BootTime {
  boot: string
  /** Milliseconds since then, sleep included. */
  up: number
}

/** Wall-clock milliseconds that never jump while the process runs: no step of the clock can open the gate early. */
export const steadyNow = (): number => Math.round(performance.timeOrigin + performance.now())

/** Now, since which start; undefined where the system has no such clock (other systems make it of the time of day). */
export function bootTime(): BootTime | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
    return { boot, up: Math.floor(uptime() * 1000) }
  } catch {
    return undefined
  }
}
