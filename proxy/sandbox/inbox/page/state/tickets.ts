/** The list: what is asked for, the tickets that came, and which of them are new since the page was opened. */
import { batch, computed, signal } from '@preact/signals'
import { call, wordsOf, type ResultPage, type Status, type ListedTicket } from './api.ts'

const PAGE = 30

export const search = signal('')
/** Empty: all. */
export const status = signal<Status | ''>('')
export const tickets = signal<readonly ListedTicket[]>([])
/** How many match; not known before the first answer. */
export const total = signal<number | undefined>(undefined)
/** Why the list is not as it should be. */
export const listProblem = signal('')
export const fresh = signal<ReadonlySet<string>>(new Set())
export const isFiltered = computed(() => search.value.trim() !== '' || status.value !== '')

let pages = 1
let round = 0

function query(page: number): string {
  const text = search.peek().trim()
  return `/inbox/tickets?${new URLSearchParams({
    per_page: String(PAGE),
    page: String(page),
    sort: '-last_activity_at',
    ...(status.peek() && { 'filter[status]': status.peek() }),
    ...(text && { 'filter[search]': text }),
  }).toString()}`
}

/** Asks for the pages that are on show; an answer that a later question overtook is dropped. */
export async function loadTickets(): Promise<void> {
  const mine = ++round
  const found: ListedTicket[] = []
  try {
    for (let page = 1; ; page++) {
      const { data, meta } = await call<ResultPage<ListedTicket>>('GET', query(page))
      if (mine !== round) return
      found.push(...data)
      if (page < pages && page < meta.last_page) continue
      return batch(() => {
        tickets.value = found
        total.value = meta.total
        listProblem.value = ''
      })
    }
  } catch (error) {
    if (mine === round) listProblem.value = wordsOf(error)
  }
}

/** Asks for what the filter says now, from the first page on. */
export function filterTickets(): Promise<void> {
  pages = 1
  return loadTickets()
}

/** Asks for one page more. */
export function loadMore(): Promise<void> {
  pages++
  return loadTickets()
}

export function markNew(ulid: string): void {
  fresh.value = new Set([...fresh.peek(), ulid])
}

export function markSeen(ulid: string): void {
  fresh.value = new Set([...fresh.peek()].filter((one) => one !== ulid))
}
