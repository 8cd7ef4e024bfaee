/**
 * Serves the widget's built files: the evergreen loader and the content-hashed rest, precompressed by the build. What
 * only earlier builds had comes from the archive.
 */
import { existsSync } from 'node:fs'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { etag } from 'hono/etag'

const EVERGREEN = 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800'
const IMMUTABLE = 'public, max-age=31536000, immutable'

const miss = () => Promise.resolve()

/**
 * Routes for `/support.js`, `/frame.js`, `/links.js`, `/console.js`, `/unread.js` and `/assets/*` out of `folder`, else out of
 * `archive`. Open to every origin: they are scripts for any page.
 */
export function createAssets(folder: string, archive: string): Hono {
  const app = new Hono()
  const files = serveStatic({ root: folder, precompressed: true })
  const earlier = existsSync(archive) ? serveStatic({ root: archive, precompressed: true }) : undefined
  for (const [path, cacheControl] of [
    ['/support.js', EVERGREEN],
    ['/frame.js', EVERGREEN],
    ['/links.js', EVERGREEN],
    ['/console.js', EVERGREEN],
    ['/unread.js', EVERGREEN],
    ['/assets/*', IMMUTABLE],
    // The hashes of all files, by name.
    ['/integrity.json', EVERGREEN],
    // A version's own files, for pages that trust them by their hash.
    ['/:version{\\d+\\.\\d+\\.\\d+}/*', IMMUTABLE],
  ] as const) {
    app.use(path, etag(), async (c, next) => {
      const answer = (await files(c, miss)) ?? (await earlier?.(c, miss)) ?? (await next())
      if (!answer || answer.status !== 200) return answer
      answer.headers.set('Cache-Control', cacheControl)
      // serveStatic says so only when it found a compressed file; a cache would hand the plain one to everybody.
      answer.headers.set('Vary', 'Accept-Encoding')
      answer.headers.set('Access-Control-Allow-Origin', '*')
      answer.headers.set('Timing-Allow-Origin', '*')
      // Pages that are cross-origin isolated may load only what says so.
      answer.headers.set('Cross-Origin-Resource-Policy', 'cross-origin')
      answer.headers.set('X-Content-Type-Options', 'nosniff')
      return answer
    })
  }
  return app
}
