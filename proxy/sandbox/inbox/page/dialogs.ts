/** Script of the inbox page: the dialogs with tokens and identifiers, and with the faults (`panels.js`). */
export const panelsScript = `import { announce, byId, call, el } from './dom.js'

/** Wires the two dialogs and shows whether a fault is on. */
export function setUpPanels() {
  wire('open-connect', 'connect', drawConnect)
  wire('open-faults', 'faults', drawFaults)
  const refresh = () => call('GET', '/faults').then(({ data }) => showState(data), () => undefined)
  addEventListener('focus', refresh)
  void refresh()
}

function wire(button, dialog, draw) {
  byId(button).addEventListener('click', async () => {
    try {
      await draw()
      byId(dialog).showModal()
    } catch (error) {
      announce(error.message)
    }
  })
  byId(dialog).querySelector('[data-close]').addEventListener('click', () => byId(dialog).close())
}

async function drawConnect() {
  const lists = ['channels', 'members', 'teams', 'tags', 'brains']
  const [about, ...answers] = await Promise.all(['/about', ...lists.map((list) => '/inbox/' + list + (list === 'channels' ? '?per_page=100' : ''))].map((path) => call('GET', path)))
  const { api, rate, tokens } = about.data
  byId('connect-body').replaceChildren(
    el('p', {}, 'A client for There There works against this sandbox when it is given another address and token.'),
    el('dl', { class: 'pairs' },
      pair('API', api), pair('Limit', rate + ' requests a minute and token, 300 imports', true)),
    table('Tokens', ['Reaches', 'Token'], tokens.map((token) => [token.about, copied(token.token)]), 'wide'),
    ...lists.map((list, at) => table(list[0].toUpperCase() + list.slice(1), ['Name', 'ULID'], answers[at].data.map((item) => [item.name, copied(item.ulid)]))))
}

const pair = (term, value, plain) => [el('dt', {}, term), el('dd', {}, plain ? value : copied(value))]

function table(caption, heads, rows, kind) {
  return el('table', { class: kind }, el('caption', {}, caption),
    el('thead', {}, el('tr', {}, heads.map((text) => el('th', { scope: 'col' }, text)))),
    el('tbody', {}, rows.map((cells) => el('tr', {}, cells.map((cell) => el('td', {}, cell))))))
}

/** A value with a button that copies it. */
function copied(value) {
  const button = el('button', { type: 'button', class: 'copy', 'aria-label': 'Copy ' + value, onclick: copy }, 'Copy')
  async function copy() {
    try {
      await navigator.clipboard.writeText(value)
      button.textContent = 'Copied'
      announce('Copied')
    } catch {
      getSelection().selectAllChildren(button.previousSibling)
    }
  }
  return el('span', { class: 'value' }, el('code', {}, value), button)
}

const MODES = [
  ['none', 'Nothing goes wrong'],
  ['status', 'Answers with an error'],
  ['hang', 'Never answers'],
  ['reset', 'Breaks the connection'],
  ['create-then-fail', 'Creates the ticket, then answers with an error'],
  ['create-then-hang', 'Creates the ticket, then never answers'],
  ['create-then-reset', 'Creates the ticket, then breaks the connection'],
  ['late-create', 'Answers with an error and creates the ticket later'],
]
const ON = [['any', 'Every request'], ['create', 'Only creating tickets'], ['others', 'All but creating tickets']]
const BODIES = [['json', 'JSON'], ['html', 'An HTML page'], ['empty', 'Nothing']]

async function drawFaults() {
  const { data } = await call('GET', '/faults')
  const form = byId('faults-form')
  form.replaceChildren(
    el('p', {}, 'What goes wrong with the API, so that you can watch the product cope. A restart turns all of it off.'),
    el('p', { class: 'error', id: 'faults-error', role: 'alert' }),
    choice('mode', 'What happens', MODES, data.mode),
    choice('on', 'To which requests', ON, data.on),
    number('times', 'How many times', data.times, 'always'),
    el('div', { class: 'pair' }, number('status', 'Error status', data.status), choice('body', 'Body of the error', BODIES, data.body)),
    el('div', { class: 'pair' }, text('retryAfter', 'Retry-After', data.retryAfter), number('lateMs', 'Created later by, ms', data.lateMs)),
    el('div', { class: 'pair' }, number('latencyMs', 'Every answer later by, ms', data.latencyMs), number('staleSearchMs', 'Search is behind by, ms', data.staleSearchMs)),
    number('rate', 'Requests a minute', data.rate, 'as configured'),
    el('div', { class: 'actions' },
      el('button', { type: 'button', onclick: () => apply({}) }, 'Turn all off'),
      el('button', { class: 'primary' }, 'Apply')))
  form.onsubmit = (event) => {
    event.preventDefault()
    void apply(read(form))
  }
}

const field = (name, label, control) => el('label', { class: 'field' }, el('span', {}, label), control)
const choice = (name, label, options, value) =>
  field(name, label, el('select', { name, id: 'fault-' + name }, options.map(([key, shown]) => el('option', { value: key, selected: key === value }, shown))))
const number = (name, label, value, none) =>
  field(name, label, el('input', { name, id: 'fault-' + name, inputmode: 'numeric', autocomplete: 'off', value, placeholder: none }))
const text = (name, label, value) =>
  field(name, label, el('input', { name, id: 'fault-' + name, autocomplete: 'off', value, placeholder: 'none' }))

/** The form's fields as the sandbox wants them: numbers as numbers, empty ones left out. */
function read(form) {
  const numbers = ['times', 'status', 'lateMs', 'latencyMs', 'staleSearchMs', 'rate']
  const filled = Array.from(new FormData(form)).filter(([, value]) => value.trim() !== '')
  return Object.fromEntries(filled.map(([name, value]) => [name, numbers.includes(name) && Number.isFinite(Number(value)) ? Number(value) : value]))
}

async function apply(settings) {
  try {
    const { data } = await call('PUT', '/faults', settings)
    showState(data)
    byId('faults').close()
    announce('Faults: ' + byId('fault-state').textContent)
  } catch (error) {
    byId('faults-error').textContent = error.message
    const [first] = Object.keys(error.errors || {})
    if (first) byId('fault-' + first)?.focus()
  }
}

function showState(settings) {
  const words = [
    settings.mode !== 'none' && (settings.mode === 'status' ? String(settings.status) : settings.mode),
    settings.latencyMs > 0 && settings.latencyMs + ' ms',
    settings.staleSearchMs > 0 && 'stale search',
    settings.rate !== null && settings.rate + '/min',
  ].filter(Boolean)
  byId('fault-state').textContent = words.length ? words.join(', ') : 'off'
  byId('fault-state').classList.toggle('on', words.length > 0)
}
`
