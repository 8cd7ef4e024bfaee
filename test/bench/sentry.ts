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
import { brotliCompressSync } from 'node:zlib'
import { build } from 'vite'
import { serve, shopWith } from './shop.ts'

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
        ['/', shopWith('/sentry.js')],
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
