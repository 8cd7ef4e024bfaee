/** What a process of ours uses, as the kernel tells it; undefined where there is no /proc. */
import { readFileSync } from 'node:fs'

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** The CPU time that a process has used, in milliseconds. */
export function cpuOf(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`)
  if (stat === undefined) return undefined
  const [user = '', system = ''] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
  return (Number(user) + Number(system)) * 10 // clock ticks of 10 ms on every Linux that Node runs on
}

/** The memory that a process occupies, in MB. */
export function memoryOf(pid: number): number | undefined {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
}

/** Longest that an answer may keep the processor, and longest that it may keep somebody waiting, in milliseconds. */
const BUSY_MAX = 1000
const WAIT_MAX = 10_000

/**
 * Milliseconds for which this thread has had a processor; where the system does not tell, the whole process. The threads
 * beside it collect garbage and compile for whatever ran before.
 */
function busySoFar(): number {
  const ran = /^\d+/.exec(read(`/proc/self/task/${process.pid}/schedstat`) ?? '')?.[0]
  if (ran !== undefined) return Number(ran) / 1e6
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/**
 * Begins to measure; the result says whether it took too long since then. By the processor's time: on a machine that is
 * busy with something else, everything takes longer now and then.
 */
export function stopwatch(): () => string | undefined {
  const start = performance.now()
  const before = busySoFar()
  return () => {
    const waited = performance.now() - start
    if (waited <= BUSY_MAX) return undefined
    const busy = busySoFar() - before
    return busy > BUSY_MAX || waited > WAIT_MAX ? `${waited} ms, of which busy ${busy}` : undefined
  }
}
