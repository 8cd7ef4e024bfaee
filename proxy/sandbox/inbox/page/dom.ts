/** Script of the inbox page: the helpers that build elements, call the sandbox and write dates (`dom.js`). */
export const domScript = `/** Makes an element. Children that are text become text nodes, never markup. */
export function el(tag, properties, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value)
    else if (name === 'class') node.className = value
    else node.setAttribute(name, value === true ? '' : String(value))
  }
  node.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false))
  return node
}

export const byId = (id) => document.getElementById(id)

/** Calls the sandbox. Throws an error whose message can be shown. */
export async function call(method, path, body) {
  let response
  try {
    response = await fetch('/sandbox' + path, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  } catch {
    throw new Error('The sandbox does not answer. Is it running?')
  }
  if (response.status === 204) return null
  const answer = await response.json().catch(() => ({ message: 'The answer was not JSON.' }))
  if (!response.ok) throw Object.assign(new Error(answer.message), { errors: answer.errors || {} })
  return answer
}

/** Says something to screen readers. */
export function announce(text) {
  byId('announcer').textContent = text
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'narrow' })
const full = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })

/** A time element: how long ago, and the exact time on hover. */
export function ago(iso) {
  const date = new Date(iso)
  const minutes = Math.round((date.getTime() - Date.now()) / 60000)
  let text
  if (minutes > -1) text = 'now'
  else if (minutes > -60) text = relative.format(minutes, 'minute')
  else if (minutes > -60 * 24) text = relative.format(Math.round(minutes / 60), 'hour')
  else if (minutes > -60 * 24 * 30) text = relative.format(Math.round(minutes / 1440), 'day')
  else text = new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(date)
  return el('time', { datetime: iso, title: full.format(date) }, text)
}

/** A round sign with a person's initials; its colour comes from the name. */
export function avatar(name) {
  const letters = Array.from(name.trim()).length ? name.trim().split(/\\s+/) : ['?']
  const initials = letters.length > 1 ? [letters[0], letters[letters.length - 1]] : [letters[0]]
  let sum = 0
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 997
  const text = initials.map((part) => Array.from(part)[0]).join('').toUpperCase()
  return el('span', { class: 'avatar hue-' + (sum % 6), 'aria-hidden': 'true' }, text)
}

export const personName = (person) => person.name || person.email || 'Unknown'

/** A coloured word for a status. */
export const statusChip = (status) => el('span', { class: 'chip status ' + status }, status)

export const tagChip = (tag) => el('span', { class: 'chip tag' }, tag.name)
`
