/**
 * A stand-in for the proxy and for a page that uses it: serves the built widget, host pages and the two routes of
 * the API, with answers that a test scripts. Page and API are on different sites: `localhost` and `127.0.0.1`.
 */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach } from 'vitest'

/** How the stand-in answers one request. */
export interface Answer {
  status: number
  body?: unknown
  headers?: Record<string, string>
  /** Closes the connection in place of answering. */
  cut?: boolean
  /** Waits this long, in milliseconds, or until the test calls `release()` (`Infinity`). */
  delay?: number
}

/** A submission as it arrived. */
export type Received = Record<string, string>

/** What was asked for beside the form. */
interface Asked {
  path: string
  fields: Received
}

/** Unless a test scripts it, the message that came last has been received, and that is all. */
const untold = (path: string, last: Received | undefined): Partial<Answer> => {
  const at = new Date().toISOString()
  const fresh = { version: 'v1', asOf: at, next: 5 }
  if (path === '/api/requests') return { status: 200, body: { requests: [], ...fresh } }
  const { message: text = '' } = last ?? {}
  const own = { from: 'visitor', key: 'own', at, text, files: [], state: 'delivered' }
  const body = { state: 'received', messages: [own], isProven: false, mayFollowUp: true, ...fresh }
  return last ? { status: 200, body } : { status: 404, body: { code: 'unknown_conversation', message: '' } }
}

/** How a test answers what is asked for beside the form. */
type Tell = (path: string, fields: Received) => Partial<Answer>

/** Holds back the file of a path for as long as it likes; with `refuse` it is not served at all. */
export type Keeper = (path: string) => Promise<'serve' | 'refuse'>

interface Page {
  html: string
  headers?: Record<string, string>
}

const TYPES: Record<string, string> = { js: 'text/javascript', html: 'text/html', css: 'text/css' }

/** A submission part by part, in the order in which it was sent; of files name, type and size. */
export type Parts = [name: string, value: string | { name: string; type: string; size: number }][]

async function formData(request: IncomingMessage, files: Buffer[]): Promise<Parts> {
  const parts: Uint8Array[] = []
  for await (const part of request) parts.push(part as Uint8Array)
  const type = request.headers['content-type'] ?? ''
  const data = await new Response(Buffer.concat(parts), { headers: { 'Content-Type': type } }).formData()
  return Promise.all(
    [...data].map(async ([name, value]): Promise<Parts[number]> => {
      if (typeof value === 'string') return [name, value]
      files.push(Buffer.from(await value.arrayBuffer()))
      return [name, { name: value.name, type: value.type, size: value.size }]
    }),
  )
}

/** A promise and how to keep it (Promise.withResolvers is not in Node 20). */
function gate() {
  let open!: () => void
  const promise = new Promise<void>((resolve) => (open = resolve))
  return { promise, resolve: () => open() }
}

/** A stand that listens once it is told to. */
function createStand() {
  const received: Received[] = []
  const bodies: Parts[] = []
  const files: Buffer[] = []
  const requests: string[] = []
  let answers: Partial<Answer>[] = []
  let definition: Partial<Answer> = {}
  let asked: Asked[] = []
  let told: Tell | undefined
  let pages = new Map<string, Page>()
  let held = gate()
  let keeper: Keeper | undefined

  const respond = async (
    response: ServerResponse,
    answer: Partial<Answer>,
    status: number,
    fallback: unknown,
  ) => {
    if (answer.delay === Infinity) await held.promise
    else if (answer.delay) await pause(answer.delay)
    if (answer.cut) return response.destroy()
    const body = answer.body ?? fallback
    response.writeHead(answer.status ?? status, {
      'Content-Type': typeof body === 'string' ? 'text/html' : 'application/json',
      'Access-Control-Expose-Headers': 'Retry-After',
      ...answer.headers,
    })
    return response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }

  const api = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    if (path === '/api/form') {
      const site = { site: 'demo', name: 'hidden', subject: 'hidden', contactEmail: 'help@example.com' }
      return respond(response, definition, 200, site)
    }
    // Requests that tell of their progress are asked about first.
    if (request.method === 'OPTIONS') {
      response.setHeader('Access-Control-Allow-Methods', 'GET, POST')
      return response.writeHead(204).end()
    }
    // What is only read has no body.
    const parts = request.method === 'GET' ? [] : await formData(request, files).catch(() => undefined)
    // The page has given up.
    if (!parts) return response.destroy()
    const texts = parts.filter((part): part is [string, string] => typeof part[1] === 'string')
    const fields: Received = Object.fromEntries(texts)
    if (path !== '/api/tickets') {
      asked.push({ path, fields })
      return respond(response, told?.(path, fields) ?? untold(path, received.at(-1)), 200, {})
    }
    bodies.push(parts)
    received.push(fields)
    const reference = 'R' + fields['id']?.slice(0, 8).toUpperCase()
    return respond(response, answers.shift() ?? {}, 202, { reference, state: 'queued' })
  }

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://stand')
    requests.push(`${request.method} ${request.url}`)
    response.setHeader('Access-Control-Allow-Origin', '*')
    // Browsers send again on their own when a connection that was used before breaks.
    response.setHeader('Connection', 'close')
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
    if (pathname.startsWith('/api/')) return api(request, response, pathname)
    const page = pages.get(pathname)
    if (page) return response.writeHead(200, { 'Content-Type': 'text/html', ...page.headers }).end(page.html)
    if ((await keeper?.(pathname)) === 'refuse') return response.writeHead(503).end()
    const file = await readFile('dist/public' + pathname).catch(() => undefined)
    const type = TYPES[pathname.split('.').pop() ?? ''] ?? 'text/plain'
    return response.writeHead(file ? 200 : 404, { 'Content-Type': type }).end(file)
  })
  let port = 0
  const proxy = () => `http://127.0.0.1:${port}/`

  return {
    async listen() {
      await new Promise<void>((resolve) => server.listen(0, resolve))
      port = (server.address() as AddressInfo).port
    },
    /** Address of the stand-in proxy. */
    get proxy() {
      return proxy()
    },
    /**
     * The icon that browsers ask for on their own where a page names none. A policy against images has to name it:
     * otherwise Firefox and WebKit report it as a violation, at a moment of their own.
     */
    get icon() {
      return `http://localhost:${port}/favicon.ico`
    },
    /** What was submitted, in order. */
    received,
    /** The same, part by part: with files, and with what was sent several times. */
    bodies,
    /** Content of all files that arrived. */
    files,
    /** What was asked for beside the form, in order: conversations, requests. */
    get asked() {
      return asked
    },
    /** Every request to the server, as `METHOD /path?query`. */
    requests,
    /** Puts a page on the other site, and returns its address. */
    page(path: string, html: string, headers?: Record<string, string>): string {
      pages.set(path, headers ? { html, headers } : { html })
      return `http://localhost:${port}${path}`
    },
    /** The tag that a page includes. */
    tag: (attributes = 'data-site="demo"') =>
      `<script async src="${proxy()}support.js" ${attributes}></script>`,
    /** How the next submissions are answered; afterwards 202 again. */
    answer(...next: Partial<Answer>[]) {
      answers = next
    },
    /** How the definition of the form is answered. */
    define(answer: Partial<Answer>) {
      definition = answer
    },
    /** How conversations and requests are answered, from now on; without it there are none. */
    tell(answer: Tell) {
      told = answer
    },
    /** Who says when files are served, until the next test. */
    keep(when: Keeper) {
      keeper = when
    },
    /** Lets the answers go that were to wait for ever. */
    release: () => held.resolve(),
    reset() {
      held.resolve()
      held = gate()
      received.length = 0
      bodies.length = 0
      files.length = 0
      requests.length = 0
      answers = []
      definition = {}
      asked = []
      told = undefined
      keeper = undefined
      pages = new Map()
    },
    close() {
      held.resolve()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Matches where a file of the widget is, such as `panel` or `de/form`, or its copy with a fixed name. */
export const addressOf = (name: string) => RegExp(String.raw`/assets/([\da-f]{6}/)?${name}\.js`)

export type Stand = ReturnType<typeof createStand>

/**
 * A stand for the tests of one file: it listens as long as they run, and each begins with an empty one. It is emptied
 * before and not after a test, because visitors leave last of all: what their pages ask for until then would be there.
 */
export function useFakeProxy(): Stand {
  const stand = createStand()
  beforeAll(() => stand.listen())
  beforeEach(() => stand.reset())
  afterAll(() => stand.close())
  return stand
}
