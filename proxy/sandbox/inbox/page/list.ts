/** Script of the inbox page: the list, live updates and the way between list and ticket (`inbox.js`). */
export const listScript = `import { ago, announce, avatar, byId, call, el, personName, statusChip, tagChip } from './dom.js'
import { clearTicket, openTicket, refreshTicket } from './ticket.js'
import { setUpPanels } from './panels.js'

const PAGE = 30
const fresh = new Set()
let pages = 1
let round = 0
let shown = []

const current = () => decodeURIComponent(location.hash.slice(1))

function query(page) {
  const search = new URLSearchParams({ per_page: String(PAGE), page: String(page), sort: '-last_activity_at' })
  const status = new FormData(byId('filter')).get('status')
  if (status) search.set('filter[status]', status)
  if (byId('search').value.trim()) search.set('filter[search]', byId('search').value.trim())
  return '/inbox/tickets?' + search
}

/** Asks for the pages that are on show; an answer that a later question overtook is dropped. */
async function load() {
  const mine = ++round
  try {
    const answers = []
    for (let page = 1; page <= pages; page++) {
      const answer = await call('GET', query(page))
      if (mine !== round) return
      answers.push(answer)
      if (page >= answer.meta.last_page) break
    }
    draw(answers.flatMap((answer) => answer.data), answers[0].meta)
  } catch (error) {
    byId('count').textContent = error.message
  }
}

function draw(tickets, meta) {
  const focused = document.activeElement?.closest?.('#tickets a')?.getAttribute('href')
  shown = tickets
  byId('tickets').replaceChildren(...tickets.map(row))
  if (focused) for (const link of links()) if (link.getAttribute('href') === focused) link.focus()
  byId('more').hidden = tickets.length >= meta.total
  const filtered = byId('search').value.trim() || new FormData(byId('filter')).get('status')
  byId('count').textContent = meta.total === 1 ? '1 ticket' : meta.total + ' tickets'
  byId('tickets').classList.toggle('none', tickets.length === 0)
  if (tickets.length === 0) byId('tickets').append(el('li', { class: 'empty' }, emptyText(filtered)))
  document.title = (fresh.size ? '(' + fresh.size + ') ' : '') + 'Sandbox inbox'
}

function emptyText(filtered) {
  return filtered
    ? [el('strong', {}, 'Nothing found'), el('span', {}, 'No ticket matches this search and status.')]
    : [el('strong', {}, 'No tickets yet'), el('span', {}, 'Send a message through the form; it shows up here by itself.')]
}

function row(ticket) {
  const name = personName(ticket.contact)
  const isNew = fresh.has(ticket.ulid)
  return el('li', {},
    el('a', { href: '#' + ticket.ulid, class: isNew ? 'row new' : 'row', 'aria-current': ticket.ulid === current() && 'true' },
      avatar(name),
      el('span', { class: 'who' }, name),
      el('span', { class: 'when' }, isNew && el('span', { class: 'chip fresh' }, 'New'), ago(ticket.last_activity_at)),
      el('span', { class: 'subject' }, ticket.subject),
      el('span', { class: 'preview' }, ticket.latest_message_preview),
      el('span', { class: 'chips' }, statusChip(ticket.status), el('span', { class: 'chip' }, ticket.channel.name), ticket.tags.map(tagChip)),
    ))
}

const links = () => Array.from(byId('tickets').querySelectorAll('a'))

/** Opens what the address names, or goes back to the list. */
async function follow(moveFocus) {
  const ulid = current()
  byId('desk').dataset.view = ulid ? 'ticket' : 'list'
  fresh.delete(ulid)
  for (const link of links()) {
    const mine = link.getAttribute('href') === '#' + ulid
    if (mine) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
    if (mine) {
      link.classList.remove('new')
      link.querySelector('.fresh')?.remove()
    }
  }
  document.title = (fresh.size ? '(' + fresh.size + ') ' : '') + 'Sandbox inbox'
  if (ulid) await openTicket(ulid, moveFocus)
  else clearTicket()
}

function backToList() {
  const link = links().find((candidate) => candidate.getAttribute('href') === '#' + current())
  history.pushState(null, '', location.pathname)
  void follow(false)
  if (link) link.focus()
  else byId('search').focus()
}

/** Arrows, Home and End walk through the list. */
function walk(event) {
  const all = links()
  const at = all.indexOf(document.activeElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key]
  if (at === -1 || to === undefined || !all[to]) return
  event.preventDefault()
  all[to].focus()
}

async function heard(event) {
  const change = JSON.parse(event.data)
  if (change.kind === 'created' && change.ticket !== current()) fresh.add(change.ticket)
  await load()
  if (change.kind === 'created') {
    const ticket = shown.find((candidate) => candidate.ulid === change.ticket)
    if (ticket) announce('New ticket from ' + personName(ticket.contact) + ': ' + ticket.subject)
  }
  if (change.ticket === current()) await refreshTicket()
}

function listen() {
  const source = new EventSource('/sandbox/events')
  let lost = false
  source.addEventListener('ticket', heard)
  source.addEventListener('error', () => (lost = true))
  source.addEventListener('open', () => {
    // What happened while the connection was gone was told to nobody.
    if (lost) void load()
    lost = false
  })
}

let typing
byId('search').addEventListener('input', () => {
  clearTimeout(typing)
  typing = setTimeout(() => ((pages = 1), load()), 150)
})
byId('filter').addEventListener('change', () => ((pages = 1), load()))
byId('filter').addEventListener('submit', (event) => event.preventDefault())
byId('search').addEventListener('keydown', (event) => {
  if (event.key !== 'ArrowDown') return
  event.preventDefault()
  links()[0]?.focus()
})
byId('tickets').addEventListener('keydown', walk)
byId('more').addEventListener('click', async () => {
  const from = shown.length
  pages++
  await load()
  links()[from]?.focus()
})
byId('pane').addEventListener('click', (event) => event.target.closest('[data-back]') && backToList())
byId('pane').addEventListener('keydown', (event) => event.key === 'Escape' && backToList())
addEventListener('hashchange', () => follow(true))
addEventListener('popstate', () => current() || follow(false))

setUpPanels()
listen()
await load()
await follow(false)
`
