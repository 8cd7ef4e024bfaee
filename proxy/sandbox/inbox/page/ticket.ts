/** Script of the inbox page: one ticket with its conversation, and writing on it (`ticket.js`). */
export const ticketScript = `import { ago, announce, avatar, byId, call, el, personName } from './dom.js'

const STATUSES = ['open', 'waiting', 'closed', 'spam']
const FRAME_MAX = 1600
const pane = () => byId('pane')
const widths = new ResizeObserver((entries) => entries.forEach((entry) => fit(entry.target)))
let ticket = null
let members
let teams
let tags

/** Nothing is open. */
export function clearTicket() {
  ticket = null
  pane().replaceChildren(
    el('div', { class: 'empty' }, el('strong', {}, 'No ticket open'), el('span', {}, 'Choose one from the list. Arrow keys walk through it, Enter opens, Escape comes back.')))
}

/** Shows a ticket; moves the focus to its subject when somebody asked for it. */
export async function openTicket(ulid, moveFocus) {
  try {
    members ??= (await call('GET', '/inbox/members')).data
    teams ??= (await call('GET', '/inbox/teams')).data
    tags ??= (await call('GET', '/inbox/tags')).data
    const loaded = await fetchTicket(ulid)
    if (decodeURIComponent(location.hash.slice(1)) !== ulid) return
    ticket = loaded
    pane().replaceChildren(back(), head(), conversation(), composer(), log())
    pane().scrollTop = 0
    if (moveFocus) byId('subject').focus()
  } catch (error) {
    ticket = null
    pane().replaceChildren(back(), el('div', { class: 'empty' }, el('strong', {}, 'Cannot show this ticket'), el('span', {}, error.message)))
  }
}

/** Shows what changed; a text in the making stays. */
export async function refreshTicket() {
  if (!ticket) return
  const loaded = await fetchTicket(ticket.ulid).catch(() => null)
  if (!loaded || loaded.ulid !== ticket?.ulid) return
  ticket = loaded
  const focused = document.activeElement?.id
  pane().querySelector('.head').replaceWith(head())
  const known = new Set(Array.from(pane().querySelectorAll('.message'), (node) => node.dataset.ulid))
  pane().querySelector('.conversation').append(...ticket.messages.filter((m) => !known.has(m.ulid)).map(message))
  const open = pane().querySelector('.log').open
  pane().querySelector('.log').replaceWith(log())
  pane().querySelector('.log').open = open
  if (focused) byId(focused)?.focus()
}

async function fetchTicket(ulid) {
  const path = '/inbox/tickets/' + encodeURIComponent(ulid)
  const [full, recipients, activities] = await Promise.all([
    call('GET', path), call('GET', path + '/recipients'), call('GET', path + '/activities?per_page=100'),
  ])
  return { ...full.data, recipients: recipients.data, activities: activities.data }
}

const back = () => el('button', { type: 'button', class: 'back', 'data-back': true }, 'All tickets')

function head() {
  const { contact, channel } = ticket
  return el('header', { class: 'head' },
    el('h2', { id: 'subject', tabindex: '-1' }, ticket.subject),
    el('div', { class: 'person' }, avatar(personName(contact)),
      el('p', {}, el('strong', {}, personName(contact)), el('span', { class: 'address' }, contact.email)),
      el('p', { class: 'facts' }, el('span', {}, '#' + ticket.id), el('span', {}, channel.name), ago(ticket.created_at), el('code', { title: 'ULID of the ticket' }, ticket.ulid))),
    el('div', { class: 'controls' },
      select('status', 'Status', STATUSES.map((value) => [value, value[0].toUpperCase() + value.slice(1)]), ticket.status,
        (value) => change('PUT', '/status', { status: value }, 'Status is ' + value)),
      select('assignee', 'Assignee', [['', 'Nobody'], ...members.map((member) => [member.ulid, member.name])], ticket.assignee?.ulid ?? '',
        (value) => change('PUT', '/assignee', { assignee_ulid: value || null }, 'Assignee changed')),
      select('team', 'Team', [['', 'None'], ...teams.map((team) => [team.ulid, team.name])], ticket.assigned_team?.ulid ?? '',
        (value) => change('PUT', '/team', { team_ulid: value || null }, 'Team changed')),
      tagControls()))
}

function select(id, label, options, value, onchange) {
  return el('label', { class: 'field' }, el('span', {}, label),
    el('select', { id, onchange: (event) => onchange(event.target.value) },
      options.map(([key, text]) => el('option', { value: key, selected: key === value }, text))))
}

function tagControls() {
  const free = tags.filter((tag) => !ticket.tags.some((mine) => mine.ulid === tag.ulid))
  return [
    free.length > 0 && select('add-tag', 'Add tag', [['', 'Choose'], ...free.map((tag) => [tag.ulid, tag.name])], '',
      (ulid) => ulid && change('POST', '/tags/' + ulid, undefined, 'Tag added')),
    ticket.tags.length > 0 && el('ul', { class: 'tags', 'aria-label': 'Tags' }, ticket.tags.map((tag) => el('li', {},
      el('button', { type: 'button', class: 'chip tag', 'aria-label': 'Remove tag ' + tag.name, onclick: () => change('DELETE', '/tags/' + tag.ulid, undefined, 'Tag removed') },
        tag.name, el('span', { 'aria-hidden': 'true' }, '×'))))),
  ]
}

async function change(method, path, body, done) {
  try {
    await call(method, '/inbox/tickets/' + ticket.ulid + path, body)
    await refreshTicket()
    announce(done)
  } catch (error) {
    announce(error.message)
    await refreshTicket()
  }
}

const conversation = () => el('ol', { class: 'conversation', 'aria-label': 'Conversation' }, ticket.messages.map(message))

function message(item) {
  const name = personName(item.sender)
  const kind = item.type === 'note' ? 'Internal note' : item.is_forward ? 'Forward' : item.type === 'outbound' ? 'Reply' : ''
  return el('li', { class: 'message ' + item.type, 'data-ulid': item.ulid },
    el('p', { class: 'from' }, avatar(name), el('strong', {}, name), kind && el('span', { class: 'kind' }, kind), ago(item.created_at)),
    recipients(ticket.recipients[item.ulid]),
    frame(item, name),
    item.attachments.length > 0 && el('ul', { class: 'files', 'aria-label': 'Attachments' }, item.attachments.map((file) =>
      el('li', {}, el('a', { href: new URL(file.url).pathname, target: '_blank', rel: 'noopener noreferrer' }, file.filename), ' ', el('span', {}, size(file.size))))))
}

function recipients(list) {
  if (!list) return null
  const parts = [['To', list.to], ['Cc', list.cc], ['Bcc', list.bcc]].filter(([, addresses]) => addresses.length > 0)
  return el('p', { class: 'recipients' }, parts.map(([label, addresses]) => el('span', {}, label + ' ' + addresses.join(', '))))
}

/** The body: a document of its own, without scripts, forms, pop-ups and foreign requests. */
function frame(item, name) {
  const node = el('iframe', { src: '/sandbox/messages/' + item.ulid, sandbox: 'allow-same-origin', title: 'Message of ' + name, referrerpolicy: 'no-referrer' })
  node.addEventListener('load', () => {
    fit(node)
    widths.observe(node)
  })
  return node
}

/** Makes a frame as high as its document, within reason: a hostile one must not push everything away. */
function fit(node) {
  const page = node.contentDocument?.documentElement
  if (!page || node.dataset.width === String(node.clientWidth)) return
  node.dataset.width = String(node.clientWidth)
  node.style.blockSize = '0'
  node.style.blockSize = Math.min(Math.max(page.scrollHeight, 24), FRAME_MAX) + 'px'
}

const size = (bytes) => (bytes < 1024 ? bytes + ' B' : bytes < 1048576 ? Math.round(bytes / 1024) + ' kB' : (bytes / 1048576).toFixed(1) + ' MB')

function composer() {
  const form = el('form', { class: 'composer', onsubmit: send, onkeydown: sendByKey, onchange: label },
    el('fieldset', { class: 'choice' }, el('legend', { class: 'hidden' }, 'Kind of message'),
      el('label', {}, el('input', { type: 'radio', name: 'kind', value: 'reply', checked: true }), el('span', {}, 'Reply')),
      el('label', {}, el('input', { type: 'radio', name: 'kind', value: 'note' }), el('span', {}, 'Internal note'))),
    el('label', { class: 'hidden', for: 'text', id: 'text-label' }, 'Reply'),
    el('textarea', { id: 'text', name: 'text', rows: '4', 'aria-describedby': 'send-help send-error', placeholder: 'Write to ' + personName(ticket.contact) }),
    el('div', { class: 'send' },
      el('p', { id: 'send-help' }, 'Ctrl + Enter sends. Kept here, e-mailed to nobody.'),
      el('p', { id: 'send-error', class: 'error', role: 'alert' }),
      el('button', { class: 'primary' }, 'Add reply')))
  return form
}

function label(event) {
  const form = event.currentTarget
  const note = new FormData(form).get('kind') === 'note'
  form.classList.toggle('note', note)
  byId('text-label').textContent = note ? 'Internal note' : 'Reply'
  byId('text').placeholder = note ? 'Only the team sees this' : 'Write to ' + personName(ticket.contact)
  form.querySelector('.primary').textContent = note ? 'Add note' : 'Add reply'
}

function sendByKey(event) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
}

async function send(event) {
  event.preventDefault()
  const form = event.currentTarget
  if (form.dataset.busy) return
  const kind = new FormData(form).get('kind')
  const text = byId('text').value.trim()
  byId('send-error').textContent = text ? '' : 'Write something first.'
  if (!text) return byId('text').focus()
  form.dataset.busy = 'yes'
  try {
    await call('POST', '/inbox/tickets/' + ticket.ulid + '/' + kind, { body: toHtml(text) })
    byId('text').value = ''
    await refreshTicket()
    announce(kind === 'note' ? 'Note added' : 'Reply added')
  } catch (error) {
    byId('send-error').textContent = error.message
  } finally {
    delete form.dataset.busy
    byId('text').focus()
  }
}

/** Escapes what the agent wrote; blank lines become paragraphs. */
function toHtml(text) {
  const escaped = text.replace(/[&<>"]/g, (sign) => '&#' + sign.charCodeAt(0) + ';')
  return escaped.split(/\\n\\s*\\n/).map((part) => '<p>' + part.replace(/\\n/g, '<br>') + '</p>').join('')
}

const log = () => el('details', { class: 'log' }, el('summary', {}, 'Activity'),
  el('ol', {}, ticket.activities.map((activity) => el('li', {}, el('span', {}, activity.description), ' ', activity.user && el('span', { class: 'by' }, activity.user.name), ' ', ago(activity.created_at)))))
`
