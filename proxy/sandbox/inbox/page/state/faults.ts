/** What goes wrong with the API on demand: the settings, and how they are said in short. */
import { signal } from '@preact/signals'
import { call, read } from './api.ts'

/** As `PUT /sandbox/faults` takes them; what is left out is off. */
export interface CurrentFaults {
  mode: string
  on: string
  times: number | null
  status: number
  body: string
  retryAfter: string | null
  lateMs: number
  latencyMs: number
  staleSearchMs: number
  rate: number | null
}

/** What is on, in short; empty when nothing is. */
export const faults = signal('')

export async function readFaults(): Promise<CurrentFaults> {
  const settings = await read<CurrentFaults>('/faults')
  faults.value = inShort(settings)
  return settings
}

/** Throws what the sandbox says against it. */
export async function setFaults(settings: Record<string, unknown>): Promise<void> {
  const { data } = await call<{ data: CurrentFaults }>('PUT', '/faults', settings)
  faults.value = inShort(data)
}

function inShort({ mode, status, latencyMs, staleSearchMs, rate }: CurrentFaults): string {
  const words = [
    mode !== 'none' && (mode === 'status' ? String(status) : mode),
    latencyMs > 0 && `${latencyMs} ms`,
    staleSearchMs > 0 && 'stale search',
    rate !== null && `${rate}/min`,
  ]
  return words.filter(Boolean).join(', ')
}
