/**
 * The preview: how the form of each site looks in every state, and the tag that shows it. For those who set up a site,
 * so it is off where a helpdesk is connected, unless it is asked for.
 */
import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { Hono } from 'hono'
import { demoPage } from './html-page.ts'

const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' }

/**
 * Routes under `/preview`, out of the built `folder`.
 * @param sites Names of the sites to choose from.
 */
export function createPreview(folder: string, sites: readonly string[]): Hono {
  const app = new Hono()
  const page = (file: string) => demoPage(join(folder, file), `'self'`)
  app.get('/preview', page('page.html'))
  app.get('/preview/stage', page('stage.html'))
  app.get('/preview/sites', (c) => c.json(sites, 200, { 'Cache-Control': 'no-store' }))
  app.get('/preview/:file{\\w+\\.(?:js|css)}', (c, next) => {
    const file = join(folder, c.req.param('file'))
    if (!existsSync(file)) return next()
    return c.body(readFileSync(file), 200, {
      'Content-Type': `${TYPES[extname(file).slice(1)]}; charset=utf-8`,
      'Cache-Control': 'no-cache',
      'X-Content-Type-Options': 'nosniff',
    })
  })
  return app
}
