/** The plugins of the builds and of the development server, for `vite.config.ts`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { runnerImport } from 'vite'
import type { Plugin } from 'vite'
import type * as Development from './proxy/dev.ts'
import type { EmbedFiles } from './proxy/embed/embed.ts'
import { previewSource } from './vite.preview.ts'

/**
 * Takes Vite's preload helper out of the panel: there is nothing to preload, and it dispatches events on the page's
 * window.
 */
export const withoutPreloadHelper: Plugin = {
  name: 'without-preload-helper',
  enforce: 'pre',
  load: (id) =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : undefined,
}

/**
 * Writes the loader in ASCII: a classic script is read in the encoding of its page, so on a page without `charset` a
 * "×" became "Ã—".
 */
export const asciiOnly: Plugin = {
  name: 'ascii-only',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue
      file.code = file.code.replace(
        /[^\0-\x7f]/g,
        (char) => '\\u' + char.charCodeAt(0).toString(16).padStart(4, '0'),
      )
    }
  },
}

/** Writes `.br` and `.gz` beside every script, so that the proxy compresses nothing while it serves. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => /\.(js|css)$/.test(file))) {
        const file = join(dir, name)
        const bytes = readFileSync(file)
        writeFileSync(`${file}.br`, brotliCompressSync(bytes))
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
      }
    },
  }
}

/** Puts the demo page beside the widget's files, where the proxy serves it in sandbox mode. */
export function demoPage(): Plugin {
  return {
    name: 'demo-page',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'index.html', source: readFileSync('index.html') })
    },
  }
}

/**
 * Serves the demo page with the proxy and its sandbox mounted, all from source. The widget reloads by Vite; the proxy
 * is built anew, on the same data, when one of its files changes.
 */
export function development(): Plugin {
  // A classic script like the built one; the module it imports finds the tag by its address.
  const sources: Record<string, string> = { '/support.js': 'support.ts', '/frame.js': 'frame.ts' }
  return {
    name: 'development',
    apply: 'serve',
    async configureServer(server) {
      const load = async () => {
        const module = await server.ssrLoadModule('/proxy/development.ts')
        return (module as typeof Development).createDevelopment({
          script: 'widget/embed.ts',
          style: 'widget/iframe/document.css?direct',
          modules: [],
          languages: await languages(),
        })
      }
      let proxy = load()
      server.watcher.on('change', (file) => {
        if (!file.startsWith(join(server.config.root, 'proxy'))) return
        proxy = proxy
          .then(
            (old) => old.close(),
            () => undefined,
          )
          .then(load)
        proxy.catch((error: Error) => server.config.logger.error(error.message))
      })
      server.httpServer?.on('close', () => void proxy.then((last) => last.close()))
      server.middlewares.use((request, response, next) => {
        const path = request.url?.split('?')[0] ?? ''
        const source = sources[path]
        if (source !== undefined)
          return void response
            .setHeader('Content-Type', 'text/javascript')
            .end(`import(new URL('/widget/${source}', document.currentScript?.src ?? location.href).href)`)
        request.url = previewSource(request.url ?? '')
        if (/^\/(api|embed|sandbox|health|ready|preview\/sites)(\/|$)/.test(path))
          return void proxy.then(({ listener }) => listener(request, response), next)
        next()
      })
    },
  }
}

/** The widget's texts in every language, for the form that the proxy draws: the proxy itself knows no words. */
export async function languages(): Promise<EmbedFiles['languages']> {
  const { module } = await runnerImport<Pick<EmbedFiles, 'languages'>>('./widget/i18n/all-texts.ts')
  return module.languages
}
