/**
 * Sentry's feedback form in a page, as its users get it: bundled here as their own bundler would, and kept in memory.
 * With the defaults it comes in three ways:
 *
 * - `whole`: `feedbackIntegration` of the npm package, which its documentation shows. All of it is in the page before
 *   anybody acts: nothing is waited for, and every visitor of every page pays.
 * - `lazy`: Sentry's loader and the bundles on its CDN, or `feedbackAsyncIntegration` of the package. The dialog comes
 *   when the button is pressed, and after it the file for screenshots.
 * - `phone`: the same where a browser takes no screenshots, as on phones: the dialog alone. Of what loads nothing before
 *   somebody acts, as ours does not, this is the quickest.
 */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'vite'

const ENTRY = 'sentry-entry'

/** A script that brings the integration of that name, as the page's own code would. */
const setUp = (integration: string, options: string, cdn: string) => `
  import * as Sentry from '@sentry/browser'
  Sentry.init({
    dsn: '${cdn.replace('//', '//public@')}/1',
    cdnBaseUrl: '${cdn}',
    integrations: [Sentry.${integration}(${options})],
  })`

/** What comes later: files that put one function onto the global. */
const later = (integration: string) => `
  import { ${integration} } from '@sentry/feedback'
  Object.assign((window.Sentry ??= {}), { ${integration} })`

/** One classic script out of `source`, minified and compressed. */
async function bundle(source: string): Promise<Buffer> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [
      {
        name: ENTRY,
        resolveId: (id) => (id === ENTRY ? id : undefined),
        load: (id) => (id === ENTRY ? source : undefined),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: ENTRY, output: { format: 'iife', codeSplitting: false } },
    },
  })
  const [output] = [built].flat()
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (!chunk) throw new Error('Sentry’s form was not bundled.')
  return brotliCompressSync(chunk.code)
}

const answer = (response: ServerResponse, type: string, body: string | Buffer) =>
  response
    .writeHead(200, {
      'Content-Type': type,
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': '*',
      ...(typeof body !== 'string' && { 'Content-Encoding': 'br' }),
    })
    .end(body)

/** Serves what `files` has by the end of the address, and takes whatever is reported. */
async function serve(files: Map<string, string | Buffer>): Promise<string> {
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    for (const [end, body] of files)
      if (path.endsWith(end))
        return answer(response, end.endsWith('.js') ? 'text/javascript' : 'text/html', body)
    return answer(response, 'application/json', '{}')
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  server.unref()
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

/** Addresses of pages that are as that of ours, with Sentry's form in the place of our tag. */
export async function sentryPages(): Promise<Record<'whole' | 'lazy' | 'phone', string>> {
  const cdn = await serve(
    new Map([
      ['/feedback-modal.min.js', await bundle(later('feedbackModalIntegration'))],
      ['/feedback-screenshot.min.js', await bundle(later('feedbackScreenshotIntegration'))],
    ]),
  )
  const page = async (integration: string, options = '') => {
    const origin = await serve(
      new Map<string, string | Buffer>([
        ['/sentry.js', await bundle(setUp(integration, options, cdn))],
        [
          '/',
          `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Shop</title>
          <h1>Shop</h1><script defer src="/sentry.js"></script></html>`,
        ],
      ]),
    )
    return `${origin}/`
  }
  return {
    whole: await page('feedbackIntegration'),
    lazy: await page('feedbackAsyncIntegration'),
    phone: await page('feedbackAsyncIntegration', '{ enableScreenshot: false }'),
  }
}
