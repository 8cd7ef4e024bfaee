/** What is to be done every now and then, until the proxy stops: cleaning the store, and looking after it. */
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'

const CLEAN_EVERY_MS = 3_600_000
const WATCH_EVERY_MS = 60_000

/** Begins; the function that it returns ends it. A cleaning that fails is logged, and tried again. */
export function everyNowAndThen(
  store: Pick<Store, 'clean'>,
  watch: () => Promise<void>,
  log: Log,
): () => void {
  const clean = () =>
    store
      .clean()
      .catch((error: unknown) =>
        log('error', 'cleaning_failed', { why: error instanceof Error ? error.message : 'unknown' }),
      )
  const timers = [
    setInterval(() => void clean(), CLEAN_EVERY_MS),
    setInterval(() => void watch(), WATCH_EVERY_MS),
  ]
  return () => {
    for (const timer of timers) clearInterval(timer)
  }
}
