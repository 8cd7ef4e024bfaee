/**
 * Builds the widget (two builds: `--mode panel`, then `--mode loader`), serves the demo page with the proxy
 * mounted for `npm run dev`, and configures the tests.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { runnerImport } from 'vite'
import type { Plugin, UserConfig } from 'vite'
import { defineConfig } from 'vitest/config'
import type * as Development from './proxy/development.ts'
import type { EmbedFiles } from './proxy/embed.ts'
import { TAGS } from './widget/i18n/tags.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

/** What every build has in common: content-hashed files under `assets/`, nothing inlined, no preload helper. */
const build = {
  outDir: 'dist/public',
  target: 'es2022',
  // Browsers that know light-dark(): otherwise the style sheet doubles in size.
  cssTarget: ['chrome123', 'firefox121', 'safari17.5'] as string[],
  modulePreload: false,
  assetsInlineLimit: 0,
  reportCompressedSize: false,
  sourcemap: false,
} as const

/** The hashed path of the panel that the first build wrote. */
function panelPath(): string {
  const manifest = JSON.parse(readFileSync('dist/public/.vite/manifest.json', 'utf8')) as Record<
    string,
    { file: string }
  >
  const panel = manifest['widget/panel.tsx']
  if (!panel) throw new Error('Build the panel first: vite build --mode panel')
  return panel.file
}

/**
 * Takes Vite's preload helper out of the panel: there is nothing to preload, and it dispatches events on the page's
 * window.
 */
const withoutPreloadHelper: Plugin = {
  name: 'without-preload-helper',
  enforce: 'pre',
  load: (id) =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : undefined,
}

/**
 * Writes the loader in ASCII: a classic script is read in the encoding of its page, so on a page without `charset` a
 * "×" became "Ã—".
 */
const asciiOnly: Plugin = {
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

/** The file of every language but English, which is in the panel. */
const locales = Object.fromEntries(
  TAGS.filter((tag) => tag !== 'en').map((tag) => [tag, `widget/i18n/${tag}.ts`]),
)

/** One hash for all languages, so that the panel can put their addresses together: see widget/i18n/locales.ts. */
const localeFile = () => {
  const hash = createHash('sha256').update(version)
  for (const file of Object.values(locales)) hash.update(readFileSync(file))
  return `-${hash.digest('base64url').slice(0, 8)}.js`
}

/** The panel: an ES module, and one for each language. `build.lib` is not used: it would leave the white space in. */
const panelBuild = () => ({
  define: { PACKAGE_VERSION: JSON.stringify(version), LOCALE_FILE: JSON.stringify(localeFile()) },
  publicDir: false as const,
  plugins: [withoutPreloadHelper, precompress()],
  build: {
    ...build,
    manifest: true,
    rolldownOptions: {
      input: { panel: 'widget/panel.tsx', ...locales },
      preserveEntrySignatures: 'strict' as const,
      output: {
        entryFileNames: ({ name }: { name: string }) =>
          'assets/' + (name in locales ? name + localeFile() : '[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
      },
    },
  },
})

/** The loader: one classic script with a fixed name, so that it can be pasted into any page. */
const loaderBuild = () => ({
  define: { PANEL_PATH: JSON.stringify(panelPath()), PACKAGE_VERSION: JSON.stringify(version) },
  publicDir: false as const,
  plugins: [asciiOnly, precompress(), demoPage()],
  build: {
    ...build,
    emptyOutDir: false,
    rolldownOptions: {
      input: { support: 'widget/loader.ts' },
      output: { format: 'iife' as const, entryFileNames: '[name].js' },
    },
  },
})

/** The script and the style sheet of the iframe's document. Apart from the panel, which it imports as it is. */
const embedBuild = () => ({
  define: { PANEL_PATH: JSON.stringify(panelPath()) },
  publicDir: false as const,
  plugins: [precompress(), embedFiles()],
  build: {
    ...build,
    emptyOutDir: false,
    rolldownOptions: {
      input: { embed: 'widget/embed.tsx' },
      output: { entryFileNames: 'assets/[name]-[hash].js' },
    },
  },
})

/** What pages with an iframe of their own include: a classic script with a fixed name, like the loader. */
const frameBuild = {
  publicDir: false as const,
  plugins: [asciiOnly, precompress()],
  build: {
    ...build,
    emptyOutDir: false,
    rolldownOptions: {
      input: { frame: 'widget/frame-page.ts' },
      output: { format: 'iife' as const, entryFileNames: '[name].js' },
    },
  },
}

/** Writes `.br` and `.gz` beside every script, so that the proxy compresses nothing while it serves. */
function precompress(): Plugin {
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

/** The widget's texts in every language, for the form that the proxy draws: the proxy itself knows no words. */
async function languages(): Promise<EmbedFiles['languages']> {
  const { module } = await runnerImport<Pick<EmbedFiles, 'languages'>>('./widget/i18n/server.ts')
  return module.languages
}

/** Writes `dist/embed.json`: what the documents of `/embed/SITE` are made of. */
function embedFiles(): Plugin {
  return {
    name: 'embed-files',
    async writeBundle({ dir = '' }, bundle) {
      const script = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'embed')
      const style = Object.keys(bundle).find((file) => /^assets\/embed-.*\.css$/.test(file))
      if (script?.type !== 'chunk' || style === undefined) throw new Error('There is no embed in the build.')
      const files: EmbedFiles = {
        script: script.fileName,
        style,
        modules: [panelPath()],
        languages: await languages(),
      }
      writeFileSync(join(dir, '..', 'embed.json'), JSON.stringify(files))
    },
  }
}

/** Puts the demo page beside the widget's files, where the proxy serves it in sandbox mode. */
function demoPage(): Plugin {
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
function development(): Plugin {
  // A classic script like the built one; the module it imports finds the tag by its address.
  const sources: Record<string, string> = { '/support.js': 'loader.ts', '/frame.js': 'frame-page.ts' }
  return {
    name: 'development',
    apply: 'serve',
    async configureServer(server) {
      const load = async () => {
        const module = await server.ssrLoadModule('/proxy/development.ts')
        return (module as typeof Development).createDevelopment({
          script: 'widget/embed.tsx',
          style: 'widget/embed.css?direct',
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
            .end(`import(new URL('/widget/${source}', document.currentScript.src).href)`)
        if (/^\/(api|embed|sandbox|health|ready)(\/|$)/.test(path))
          return void proxy.then(({ listener }) => listener(request, response), next)
        next()
      })
    },
  }
}

/** The builds by mode; the others need to know where the panel is, so it is built first. */
const builds: Record<string, () => UserConfig> = {
  loader: loaderBuild,
  embed: embedBuild,
  frame: () => frameBuild,
}

export default defineConfig(({ mode, command }) => {
  if (command === 'build') return builds[mode]?.() ?? panelBuild()
  return {
    define: { PANEL_PATH: '"widget/panel.tsx"', PACKAGE_VERSION: JSON.stringify(version) },
    plugins: mode === 'test' ? [] : [development()],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    test: {
      projects: [
        {
          extends: true,
          // Generous everywhere: a busy machine is no failure, and nothing here measures time by it.
          test: {
            name: 'node',
            testTimeout: 30_000,
            include: ['test/{proxy,sandbox}/**/*.test.ts', 'test/*.test.ts'],
          },
        },
        {
          extends: true,
          test: { name: 'widget', environment: 'happy-dom', include: ['test/widget/**/*.test.{ts,tsx}'] },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            include: ['test/browser/**/*.test.ts', 'test/hosts/**/*.test.ts'],
            globalSetup: 'test/browser/setup.ts',
            testTimeout: 30_000,
            hookTimeout: 60_000,
          },
        },
        {
          extends: true,
          test: {
            name: 'chaos',
            include: ['test/chaos/**/*.test.ts'],
            // Mostly waiting, so more at once than there are cores; and after the others, whose timing they would spoil.
            maxWorkers: 6,
            sequence: { groupOrder: 1 },
            testTimeout: 120_000,
            hookTimeout: 60_000,
          },
        },
      ],
    },
  }
})
