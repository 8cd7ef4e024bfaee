/** A visitor without JavaScript: reads the forms of a document, fills them, and presses their buttons as a browser does. */

interface PlainForm {
  action: string
  multipart: boolean
  fields: Record<string, string>
  /** What stands on its button. */
  button: string
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const decoded = (text: string) => text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
const attribute = (tag: string, name: string) => decoded(RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '')

/** The text of a piece of HTML. */
export const textOf = (html: string): string =>
  decoded(
    html
      .replace(/<(script|style|head)\b.*?<\/\1>/gs, ' ')
      .replace(/<\/?(bdi|b|strong|em|a|s|code|time)\b[^>]*>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' '),
  ).trim()

function formsOf(html: string): PlainForm[] {
  return [...html.matchAll(/<form\b[^>]*>(.*?)<\/form>/gs)].map(([whole, inside = '']) => {
    const [tag = ''] = /^<form\b[^>]*>/.exec(whole) ?? []
    const fields: Record<string, string> = {}
    for (const [input] of inside.matchAll(/<input\b[^>]*>/g))
      if (attribute(input, 'type') !== 'file') fields[attribute(input, 'name')] = attribute(input, 'value')
    for (const [, area = '', text = ''] of inside.matchAll(/(<textarea\b[^>]*>)(.*?)<\/textarea>/gs))
      fields[attribute(area, 'name')] = decoded(text.replace(/^\n/, ''))
    const buttons = [...inside.matchAll(/<button\b.*?<\/button>/gs)]
    const last = buttons.at(-1)?.[0] ?? ''
    // What a button says of itself is sent by pressing it.
    if (attribute(last, 'name')) fields[attribute(last, 'name')] = attribute(last, 'value')
    return {
      action: attribute(tag, 'action'),
      multipart: tag.includes('multipart/form-data'),
      fields,
      button: textOf(last),
    }
  })
}

/** @param origin The proxy's own, as the visitor's browser reaches it. */
export function aPlainVisitor(fetch: (request: Request) => Promise<Response>, origin: string) {
  let url = ''
  let html = ''
  let last: Request | undefined
  let answer = new Response()
  const go = async (request: Request): Promise<void> => {
    last = request.clone()
    answer = await fetch(request)
    url = request.url
    const next = answer.headers.get('Location')
    if (next !== null) return go(new Request(new URL(next, url), { headers: HEADERS }))
    html = await answer.text()
  }
  const HEADERS = { Accept: 'text/html,application/xhtml+xml' }
  const form = (button: string, at = 0) => {
    const found = formsOf(html).filter((one) => one.button.includes(button))[at]
    if (!found) throw new Error(`No button "${button}" in: ${textOf(html)}`)
    return found
  }
  return {
    open: (path: string) => go(new Request(origin + path, { headers: HEADERS })),
    /** Presses a button, with more in the fields of its form. */
    async press(button: string, filled: Record<string, string> = {}, files: readonly File[] = []) {
      const { action, fields, multipart } = form(button)
      const all = Object.entries({ ...fields, ...filled })
      const body = multipart ? new FormData() : new URLSearchParams()
      for (const [name, value] of all) body.append(name, value)
      if (body instanceof FormData) for (const file of files) body.append('files', file)
      const headers = { ...HEADERS, Origin: origin, 'Sec-Fetch-Site': 'same-origin' }
      await go(new Request(new URL(action, url), { method: 'POST', body, headers }))
    },
    /** Sends the last request once more, as a reload does. */
    reload: () => go(last!),
    form,
    buttons: () => formsOf(html).map(({ button }) => button),
    text: () => textOf(html),
    html: () => html,
    url: () => url,
    status: () => answer.status,
    header: (name: string) => answer.headers.get(name),
  }
}
