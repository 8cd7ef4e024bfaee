/**
 * Answers for the widget's small files out of memory. Every page view asks for one of them, and reading, hashing and
 * passing it through each layer anew takes ten times as long as answering.
 */
import { statSync } from 'node:fs'
import type { Stats } from 'node:fs'
import { join } from 'node:path'
import { getPath } from 'hono/utils/url'

type Fetch = (request: Request, env?: object) => Response | Promise<Response>

/** What is larger is read from the disk each time. */
const SMALL = 300_000

/** All that is kept together: many builds of the widget. */
const ROOM = 32_000_000

/** How long an answer is given before its files are looked at again, in milliseconds: builds replace them. */
const FRESH_MS = 1000

/** Names that need no decoding, and lead nowhere else. */
const NAME = /^\/(support\.js|frame\.js|integrity\.json|(assets|\d+\.\d+\.\d+)(\/[\w-][\w.-]*)+)$/

/** What a 304 says (RFC 9110 §15.4.5); as Hono's `etag`. */
const OF_304 = new Set(['cache-control', 'etag', 'vary'])

interface Kept {
  stamp: string
  seenAt: number
  tag: string
  body: Uint8Array<ArrayBuffer>
  headers: Record<string, string>
  unchanged: Record<string, string>
}

/** What is known of a file; nothing of one that there cannot be: with a name that is too long the system throws. */
function statOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** When the file and its compressed forms were written, in the first of the folders that has it. */
function stampOf(folders: readonly string[], path: string): string | undefined {
  for (const folder of folders) {
    const found = ['', '.br', '.gz'].map((ending) => statOf(join(folder, path) + ending))
    if (found[0]) return found.map((file) => `${folder} ${file?.mtimeMs} ${file?.size}`).join()
  }
  return undefined
}

async function read(answer: Response, stamp: string, seenAt: number): Promise<Kept> {
  const headers = Object.fromEntries(answer.headers)
  const unchanged = Object.fromEntries(Object.entries(headers).filter(([name]) => OF_304.has(name)))
  const body = new Uint8Array(await answer.arrayBuffer())
  return { stamp, seenAt, tag: headers['etag'] ?? '', body, headers, unchanged }
}

const answerOf = ({ body, headers }: Kept) => new Response(body, { headers })

/** As Hono's `etag`: weak or not, one of a list, or any. */
const isKnown = (tag: string, asked: string) =>
  asked === '*' || (asked.match(/"[^"]*"/g)?.includes(tag) ?? false)

/**
 * `fetch`, which serves `folders`, with whole answers to plain requests for small files kept. Ranges and everything
 * else it answers itself.
 * @param now Milliseconds.
 */
export function keepingAssets(fetch: Fetch, folders: readonly string[], now: () => number): Fetch {
  const kept = new Map<string, Kept>()
  let filled = 0
  const forget = (key: string) => {
    filled -= kept.get(key)?.body.length ?? 0
    kept.delete(key)
  }
  const keep = (key: string, one: Kept) => {
    forget(key)
    kept.set(key, one)
    filled += one.body.length
    for (const oldest of kept.keys()) if (filled > ROOM) forget(oldest)
  }
  const current = (key: string, path: string): Kept | undefined => {
    const one = kept.get(key)
    if (!one || now() - one.seenAt < FRESH_MS) return one
    one.seenAt = now()
    if (stampOf(folders, path) === one.stamp) return one
    forget(key)
    return undefined
  }
  const readAnew = async (key: string, path: string, request: Request, env?: object) => {
    const stamp = stampOf(folders, path)
    const answer = await fetch(request, env)
    const length = Number(answer.headers.get('Content-Length') ?? Infinity)
    if (answer.status !== 200 || stamp === undefined || length > SMALL) return answer
    const one = await read(answer, stamp, now())
    // A build may have replaced it meanwhile.
    if (one.tag !== '' && stampOf(folders, path) === stamp) keep(key, one)
    return answerOf(one)
  }
  return (request, env) => {
    const path = getPath(request)
    if (request.method !== 'GET' || !NAME.test(path) || request.headers.has('Range'))
      return fetch(request, env)
    const accepted = new Set(
      request.headers
        .get('Accept-Encoding')
        ?.split(',')
        .map((one) => one.trim()),
    )
    const key = `${path} ${['br', 'zstd', 'gzip'].filter((one) => accepted.has(one)).join()}`
    const one = current(key, path)
    const asked = request.headers.get('If-None-Match')
    if (!one) return asked === null ? readAnew(key, path, request, env) : fetch(request, env)
    return asked !== null && isKnown(one.tag, asked)
      ? new Response(null, { status: 304, headers: one.unchanged })
      : answerOf(one)
  }
}
