/**
 * The receipts that this visitor has: in the tab, or on the device when the site or the visitor wants that. Whoever has
 * a receipt may read, so that nothing beside it is kept but what the list shows: reference, date, what was seen.
 */
import { RECEIPT } from '../../proxy/contract/conversation/conversation.ts'
import { RECEIPTS, UNREAD } from '../api/names.ts'

/** What is kept of one message. */
interface KeptReceipt {
  receipt: string
  reference: string
  /** When it was sent, in milliseconds. */
  at: number
  /** When the newest answer came that the visitor has seen, as the proxy writes it; empty for none. */
  seen: string
}

/** Where receipts are kept. No method throws: where storage is denied, they live as long as the page. */
export interface KeptReceipts {
  /** Newest first. */
  list: () => KeptReceipt[]
  /** Keeps one, or what is new of it. */
  keep: (one: KeptReceipt) => void
  forget: (receipt: string) => void
  isOnDevice: () => boolean
  /** Moves all of them to the device, or back into the tab. */
  move: (toDevice: boolean) => void
}

/** More than anybody looks at; the oldest go. */
const KEPT_MAX = 20

type Store = () => Storage

/** As words, not as JSON: old libraries give strings a `toJSON` that adds quotes (R40). */
const write = (all: readonly KeptReceipt[]) =>
  all.map(({ receipt, reference, at, seen }) => [receipt, reference, at, seen].join(' ')).join('\n')

const read = (text: string): KeptReceipt[] =>
  text
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([receipt = '']) => RECEIPT.test(receipt))
    .map(([receipt = '', reference = '', at, seen = '']) => ({ receipt, reference, at: Number(at), seen }))

/**
 * The receipts of one site.
 * @param stays Whether those of a visitor who was asked nothing yet are kept on the device.
 * @param stores Called each time, since merely touching a storage may throw (blocked site data).
 */
export function createKeptReceipts(
  site: string,
  stays: () => boolean,
  stores: { tab: Store; device: Store },
): KeptReceipts {
  const key = RECEIPTS + site
  /** What is safe nowhere else: a copy of the rest would outlive what another tab has forgotten. */
  let memory: KeptReceipt[] = []
  const attempt = <T>(store: Store, action: (storage: Storage) => T): T | undefined => {
    try {
      return action(store())
    } catch {
      return undefined
    }
  }
  const load = (store: Store) => read(attempt(store, (storage) => storage.getItem(key)) ?? '')
  const isOnDevice = () => load(stores.device).length > 0
  /** @returns whether it is safe there. */
  const save = (store: Store, all: readonly KeptReceipt[]) =>
    attempt(store, (storage) => {
      if (all.length > 0) storage.setItem(key, write(all))
      // What was told of them goes along: see unread.ts.
      else for (const name of [key, UNREAD + site]) storage.removeItem(name)
      return true
    })
  const list = () => {
    const all = new Map<string, KeptReceipt>()
    // Another tab may have moved them meanwhile; of two versions the later one has seen more.
    for (const one of [...memory, ...load(stores.device), ...load(stores.tab)])
      if ((all.get(one.receipt)?.seen ?? '') <= one.seen) all.set(one.receipt, one)
    return [...all.values()].toSorted((a, b) => b.at - a.at).slice(0, KEPT_MAX)
  }
  const put = (all: KeptReceipt[], toDevice: boolean) => {
    const [to, from] = toDevice ? [stores.device, stores.tab] : [stores.tab, stores.device]
    // Never in both: what was moved off a device must not stay there.
    memory = save(to, all) && save(from, []) ? [] : all
  }
  return {
    list,
    isOnDevice,
    keep: (one) =>
      put([one, ...list().filter(({ receipt }) => receipt !== one.receipt)], isOnDevice() || stays()),
    forget(receipt) {
      const rest = list().filter((one) => one.receipt !== receipt)
      put(rest, isOnDevice())
    },
    move: (toDevice) => put(list(), toDevice),
  }
}
