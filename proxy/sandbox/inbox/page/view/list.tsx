/** The list of tickets with its filter; arrow keys walk through it. */
import { h } from 'preact'
import type { TargetedKeyboardEvent } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { STATUSES, type Status, type ListedTicket } from '../state/api.ts'
import { returned } from '../state/navigation.ts'
import { opened } from '../state/open-ticket.ts'
import {
  filterTickets,
  fresh,
  isFiltered,
  listProblem,
  loadMore,
  search,
  status,
  tickets,
  total,
} from '../state/tickets.ts'
import { capital, personName } from '../state/words.ts'
import { Switch, type SelectOptions } from './fields.tsx'
import { Ago, Avatar, Nothing, StatusChip, TagChip } from './marks.tsx'

const FILTERS: SelectOptions<Status | ''> = [
  ['', 'All'],
  ...STATUSES.map((one) => [one, capital(one)] as const),
]

/** So long nobody types before the list is asked for. */
const PAUSE_MS = 150

const links = () => Array.from(document.querySelectorAll<HTMLAnchorElement>('#tickets a'))

/** Arrows, Home and End walk through the list. */
function walk(event: TargetedKeyboardEvent<HTMLElement>): void {
  const all = links()
  const at = all.findIndex((link) => link === document.activeElement)
  const ways: Partial<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: all.length - 1,
  }
  const to = ways[event.key]
  const link = at === -1 || to === undefined ? undefined : all[to]
  if (!link) return
  event.preventDefault()
  link.focus()
}

function choose(value: Status | ''): void {
  status.value = value
  void filterTickets()
}

function enterList(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown') return
  event.preventDefault()
  links()[0]?.focus()
}

function Filter() {
  const typing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const type = (text: string) => {
    search.value = text
    clearTimeout(typing.current)
    typing.current = setTimeout(() => void filterTickets(), PAUSE_MS)
  }
  return (
    <form id="filter" role="search" onSubmit={(event) => event.preventDefault()}>
      <label>
        <span class="hidden">Search tickets</span>
        <input
          type="search"
          id="search"
          dir="auto"
          placeholder="Search text, people, references"
          autocomplete="off"
          spellcheck={false}
          value={search.value}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={enterList}
        />
      </label>
      <Switch legend="Status" name="status" options={FILTERS} value={status.value} onChange={choose} />
    </form>
  )
}

function Row({ ticket }: { ticket: ListedTicket }) {
  const name = personName(ticket.contact)
  const isNew = fresh.value.has(ticket.ulid)
  return (
    <a
      href={`#${ticket.ulid}`}
      onKeyDown={walk}
      class={isNew ? 'row new' : 'row'}
      aria-current={ticket.ulid === opened.value ? 'true' : undefined}
    >
      <Avatar name={name} />
      <span class="who">
        <bdi>{name}</bdi>
      </span>
      <span class="when">
        {isNew && <span class="chip fresh">New</span>}
        <Ago at={ticket.last_activity_at} />
      </span>
      <span class="subject" dir="auto">
        {ticket.subject}
      </span>
      <span class="preview" dir="auto">
        {ticket.latest_message_preview}
      </span>
      <span class="chips">
        <StatusChip status={ticket.status} />
        <span class="chip">{ticket.channel.name}</span>
        {ticket.tags.map((tag) => (
          <TagChip key={tag.ulid} tag={tag} />
        ))}
      </span>
    </a>
  )
}

function Count() {
  const text = total.value === 1 ? '1 ticket' : `${total.value ?? 0} tickets`
  return (
    <p id="count" class={listProblem.value ? 'count error' : 'count'} role="status">
      {listProblem.value || (total.value !== undefined && text)}
    </p>
  )
}

function Empty() {
  return isFiltered.value ? (
    <Nothing title="Nothing found" words="No ticket matches this search and status." />
  ) : (
    <Nothing title="No tickets yet" words="Send a message through the form; it shows up here by itself." />
  )
}

export function List() {
  const shown = tickets.value
  const firstOfMore = useRef<number | undefined>(undefined)
  const cameBack = returned.value
  useLayoutEffect(() => {
    if (!cameBack) return
    const link = links().find((one) => one.getAttribute('href') === `#${cameBack.from}`)
    ;(link ?? document.getElementById('search'))?.focus()
  }, [cameBack])
  useLayoutEffect(() => {
    if (firstOfMore.current !== undefined) links()[firstOfMore.current]?.focus()
    firstOfMore.current = undefined
  }, [shown])
  const more = () => {
    firstOfMore.current = shown.length
    void loadMore()
  }
  return (
    <section class="list" aria-labelledby="list-title">
      <h2 id="list-title" class="hidden">
        Tickets
      </h2>
      <Filter />
      <Count />
      <ul id="tickets" class="tickets">
        {shown.map((ticket) => (
          <li key={ticket.ulid}>
            <Row ticket={ticket} />
          </li>
        ))}
      </ul>
      {total.value === 0 && !listProblem.value && <Empty />}
      {shown.length < (total.value ?? 0) && (
        <button type="button" id="more" class="more" onClick={more}>
          Show more
        </button>
      )}
    </section>
  )
}
