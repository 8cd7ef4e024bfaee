/** The development server of `npm run dev`: the widget from its sources, with the proxy beside it. */
import { join } from 'node:path'
import type { Plugin } from 'vite'
import type * as Development from '../../proxy/dev.ts'
import { languages } from './languages.ts'
import { version } from './version.ts'

/** What a build would put into the widget; tests have it, too. */
export const developmentFacts = {
  PANEL_PATH: '"widget/panel.ts"',
  VIEW_PATH: '"widget/view.ts"',
  PINNED: 'false',
  PANEL_INTEGRITY: '""',
  PACKAGE_VERSION: JSON.stringify(version),
}

/**
 * Serves the demo page with the proxy and its sandbox mounted, all from source. The widget reloads by Vite; the proxy
 * is built anew, on the same data, when one of its files changes.
 */
export function developmentServer(): Plugin {
  // A classic script like the built one; the module it imports finds the tag by its address.
  const sources: Record<string, string> = {
    '/support.js': 'support.ts',
    '/frame.js': 'frame.ts',
    '/links.js': 'links.ts',
    '/console.js': 'console.ts',
    '/unread.js': 'unread.ts',
  }
  return {
    name: 'development',
    apply: 'serve',
    // Vite looks for a page's script before a browser asks for it, and by the page's words.
    resolveId: (id) => {
      const source = PAGES.get(id)
      return source && join(process.cwd(), source)
    },
    async configureServer(server) {
      const load = async () => {
        const module = await server.ssrLoadModule('/proxy/dev.ts')
        return (module as typeof Development).createDevelopment({
          script: 'widget/embed.ts',
          style: 'widget/iframe/document.css?direct',
          modules: [],
          languages: await languages(),
        })
      }
      let proxy = load()
      server.watcher.on('change', (file) => {
        const isIn = (folder: string) => file.startsWith(join(server.config.root, folder))
        if (!isIn('proxy') || isIn(INBOX)) return
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
        const page = pageSource(request.url ?? '')
        if (page !== undefined) request.url = page
        else if (/^\/(api|embed|sandbox|health|ready|preview\/sites)(\/|$)/.test(path))
          return void proxy.then(({ listener }) => listener(request, response), next)
        next()
      })
    },
  }
}

const PREVIEW = '/widget/preview'
const INBOX = '/proxy/sandbox/inbox/page'

/** The preview and the sandbox's inbox: what their addresses are in the sources. */
const PAGES: ReadonlyMap<string, string> = new Map([
  ['/preview', `${PREVIEW}/page.html`],
  ['/preview/stage', `${PREVIEW}/stage.html`],
  ['/preview/page.js', `${PREVIEW}/page.tsx`],
  ['/preview/stage.js', `${PREVIEW}/stage.ts`],
  ['/preview/page.css', `${PREVIEW}/page.css`],
  ['/preview/controls.css', `${PREVIEW}/controls.css`],
  ['/preview/gallery.css', `${PREVIEW}/gallery.css`],
  ['/sandbox', `${INBOX}/page.html`],
  ['/sandbox/', `${INBOX}/page.html`],
  ['/sandbox/assets/inbox.js', `${INBOX}/inbox.tsx`],
  ['/sandbox/assets/inbox.css', `${INBOX}/styles/inbox.css?direct`],
  ['/sandbox/assets/message.css', `${INBOX}/styles/message.css?direct`],
  ['/sandbox/assets/icon.svg', `${INBOX}/styles/icon.svg`],
])

/** Where the address of a page or of what it loads is in the sources, if it is one. */
function pageSource(address: string): string | undefined {
  const [path = '', query = ''] = address.split('?')
  const source = PAGES.get(path)
  return source && source + (query && (source.includes('?') ? '&' : '?') + query)
}
