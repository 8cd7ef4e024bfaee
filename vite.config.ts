/**
 * Builds the widget (two builds: `--mode panel`, then `--mode loader`), serves the demo page with the proxy
 * mounted for `npm run dev`, and configures the tests.
 */
import { createHash } from 'node:crypto'
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { defineConfig } from 'vitest/config'
import type { Plugin } from 'vite'
import type * as Development from './proxy/development.ts'
import { leanPreact } from './vite.preact.ts'
import { previewBuild, previewSource } from './vite.preview.ts'
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

/** The `integrity` of a built file. */
const integrity = (file: string) =>
  'sha384-' +
  createHash('sha384')
    .update(readFileSync(`dist/public/${file}`))
    .digest('base64')

/** What the loader is told. A pinned one never changes, so it may know the panel's hash too. */
const loaderFacts = (pinned: boolean) => ({
  PANEL_PATH: JSON.stringify(panelPath()),
  PANEL_INTEGRITY: JSON.stringify(pinned ? integrity(panelPath()) : ''),
  PINNED: String(pinned),
  LOCALE_FILE: JSON.stringify(localeFile()),
  PACKAGE_VERSION: JSON.stringify(version),
})

/** The copy of the panel with a fixed name, for loaders in pages that were opened before a deploy (R28). */
const panelCopy: Plugin = {
  name: 'panel-copy',
  closeBundle() {
    for (const end of ['', '.br', '.gz'])
      copyFileSync(`dist/public/${panelPath()}${end}`, `dist/public/assets/panel.js${end}`)
  },
}

/** `integrity.json`: the hash of every file that a page may name, for tags with `integrity`. */
const integrityList: Plugin = {
  name: 'integrity-list',
  closeBundle() {
    const files = readdirSync('dist/public', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .toSorted()
    const list = Object.fromEntries(files.map((file) => [file, integrity(file)]))
    writeFileSync('dist/public/integrity.json', JSON.stringify(list, undefined, 2) + '\n')
  },
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

/** The files of every language but English: the form's texts, and those of the parts that come later. */
const tags = TAGS.filter((tag) => tag !== 'en')
const names = ['', 'more/', 'fields/'].flatMap((folder) => tags.map((tag) => folder + tag))
const locales = Object.fromEntries(names.map((name) => [name, `widget/i18n/${name}.ts`]))

const isNoLocale = (id: string) => !Object.values(locales).some((file) => id.endsWith('/' + file))

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
  plugins: [leanPreact, withoutPreloadHelper, panelCopy, precompress()],
  build: {
    ...build,
    manifest: true,
    rolldownOptions: {
      input: { panel: 'widget/panel.tsx', ...locales },
      // Lazy parts take what they share from the panel itself, and not from one more file.
      preserveEntrySignatures: 'allow-extension' as const,
      output: {
        entryFileNames: ({ name }: { name: string }) =>
          'assets/' + (name in locales ? name + localeFile() : '[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
        // What the panel needs at once is one file: left to itself, the bundler now and then makes two of it.
        codeSplitting: { groups: [{ name: 'panel', tags: ['$initial' as const], test: isNoLocale }] },
      },
    },
  },
})

/**
 * The loader: one classic script with a fixed name, so that it can be pasted into any page. Once evergreen, once
 * pinned; `standalone` has the form in it, for policies under which nothing can be loaded.
 */
const loaderBuild = (name: 'support' | 'pinned' | 'standalone') => ({
  define: loaderFacts(name !== 'support'),
  publicDir: false as const,
  plugins: [leanPreact, withoutPreloadHelper, asciiOnly, precompress(), demoPage(), integrityList],
  build: {
    ...build,
    emptyOutDir: false,
    rolldownOptions: {
      input: name === 'standalone' ? { standalone: 'widget/standalone.ts' } : { support: 'widget/loader.ts' },
      output: {
        format: 'iife' as const,
        codeSplitting: false as const,
        // Files under the version are never changed, so that pages can trust them by their hash (R07).
        entryFileNames: { support: '', pinned: `${version}/`, standalone: `${version}/` }[name] + '[name].js',
      },
    },
  },
})

/** The parts that come later in one file with a fixed name, for when the hashed ones do not come: see view.tsx. */
const spareBuild = () => ({
  define: { LOCALE_FILE: JSON.stringify(localeFile()) },
  publicDir: false as const,
  plugins: [leanPreact, withoutPreloadHelper, precompress()],
  build: {
    ...build,
    emptyOutDir: false,
    rolldownOptions: {
      input: { extras: 'widget/extras.tsx' },
      preserveEntrySignatures: 'strict' as const,
      output: { codeSplitting: false as const, entryFileNames: 'assets/[name].js' },
    },
  },
})

/** For npm: a module without side effects. */
const npmBuild = () => ({
  define: loaderFacts(false),
  publicDir: false as const,
  plugins: [withoutPreloadHelper],
  build: {
    ...build,
    outDir: 'dist/npm',
    rolldownOptions: {
      input: { index: 'widget/index.ts' },
      preserveEntrySignatures: 'strict' as const,
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})

/** Writes `.br` and `.gz` beside every script, so that the proxy compresses nothing while it serves. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => file.endsWith('.js'))) {
        const file = join(dir, name)
        const bytes = readFileSync(file)
        writeFileSync(`${file}.br`, brotliCompressSync(bytes))
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
      }
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
  const loader = `import(new URL('/widget/loader.ts', document.currentScript.src).href)`
  return {
    name: 'development',
    apply: 'serve',
    async configureServer(server) {
      const load = async () => {
        const module = await server.ssrLoadModule('/proxy/development.ts')
        return (module as typeof Development).createDevelopment()
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
        if (path === '/support.js')
          return void response.setHeader('Content-Type', 'text/javascript').end(loader)
        request.url = previewSource(request.url ?? '')
        if (/^\/(api|sandbox|health|ready|preview\/sites)(\/|$)/.test(path))
          return void proxy.then(({ listener }) => listener(request, response), next)
        next()
      })
    },
  }
}

/** Firefox and WebKit. Only by name (`npm run test:browsers`): they are no npm packages. */
const engines = {
  extends: true as const,
  test: { name: 'engines', include: ['test/engines/**/*.test.ts'], testTimeout: 60_000 },
}

/** Pictures for the eye. Only by name (`npm run shots`): they test next to nothing. */
const shots = {
  extends: true as const,
  test: {
    name: 'shots',
    include: ['test/shots/**/*.test.ts'],
    globalSetup: 'test/browser/setup.ts',
    testTimeout: 300_000,
  },
}

export default defineConfig(({ mode, command }) => {
  if (mode === 'support' || mode === 'pinned' || mode === 'standalone') return loaderBuild(mode)
  if (mode === 'npm') return npmBuild()
  if (mode === 'spare') return spareBuild()
  if (mode === 'preview') return previewBuild(build, [leanPreact, withoutPreloadHelper])
  if (command === 'build') return panelBuild()
  return {
    define: {
      PANEL_PATH: '"widget/panel.tsx"',
      PINNED: 'false',
      PANEL_INTEGRITY: '""',
      PACKAGE_VERSION: JSON.stringify(version),
    },
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
            include: ['test/{proxy,sandbox,attack}/**/*.test.ts', 'test/*.test.ts'],
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
        ...(process.argv.includes('engines') ? [engines] : []),
        ...(process.argv.includes('shots') ? [shots] : []),
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
