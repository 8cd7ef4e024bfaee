/** Builds the widget, the panel first; serves the demo page with the proxy for `npm run dev`; tests: vite.projects.ts. */
import { createHash } from 'node:crypto'
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, UserConfig } from 'vite'
import { defineConfig } from 'vitest/config'
import type { EmbedFiles } from './proxy/embed/embed.ts'
import {
  asciiOnly,
  demoPage,
  development,
  languages,
  precompress,
  withoutPreloadHelper,
} from './vite.plugins.ts'
import { frozenPages } from './vite.frozen.ts'
import { previewBuild } from './vite.preview.ts'
import { projects } from './vite.projects.ts'
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
  const panel = manifest['widget/panel.ts']
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

/** The files of every language but English: the form's texts, and those of the parts that come later. */
const tags = TAGS.filter((tag) => tag !== 'en')
const names = tags.flatMap((tag) => ['form', 'parts', 'fields'].map((file) => `${tag}/${file}`))
const locales = Object.fromEntries(names.map((name) => [name, `widget/i18n/${name}.ts`]))

const isNoLocale = (id: string) => !Object.values(locales).some((file) => id.endsWith('/' + file))

/** One hash for all languages, so that the panel can put their addresses together: see widget/i18n/texts.ts. */
const localeFile = () => {
  const hash = createHash('sha256').update(version)
  for (const file of Object.values(locales)) hash.update(readFileSync(file))
  return `-${hash.digest('base64url').slice(0, 6)}.js`
}

/** The panel: an ES module, and one for each language. `build.lib` is not used: it would leave the white space in. */
const panelBuild = () => ({
  define: { PACKAGE_VERSION: JSON.stringify(version), LOCALE_FILE: JSON.stringify(localeFile()) },
  publicDir: false as const,
  plugins: [frozenPages, withoutPreloadHelper, panelCopy, precompress()],
  build: {
    ...build,
    manifest: true,
    rolldownOptions: {
      input: { panel: 'widget/panel.ts', ...locales },
      // Lazy parts take what they share from the panel itself, and not from one more file.
      preserveEntrySignatures: 'allow-extension' as const,
      output: {
        entryFileNames: ({ name }: { name: string }) =>
          'assets/' + (name in locales ? name + localeFile() : '[name]-[hash:6].js'),
        // English beside the other languages: two files would be called `fields`.
        chunkFileNames: ({ facadeModuleId }: { facadeModuleId: string | null }) =>
          facadeModuleId?.includes('/i18n/en/')
            ? 'assets/en/[name]-[hash:6].js'
            : 'assets/[name]-[hash:6].js',
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
  plugins: [frozenPages, withoutPreloadHelper, asciiOnly, precompress(), demoPage(), integrityList],
  build: {
    ...build,
    emptyOutDir: false,
    rolldownOptions: {
      input:
        name === 'standalone' ? { standalone: 'widget/standalone.ts' } : { support: 'widget/support.ts' },
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
  plugins: [frozenPages, withoutPreloadHelper, precompress()],
  build: {
    ...build,
    emptyOutDir: false,
    rolldownOptions: {
      input: { extras: 'widget/parts/parts.tsx' },
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
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash:6].js' },
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
    // Visitors without scripts have old browsers, too: no nesting, no light-dark() in what the proxy draws.
    cssTarget: ['chrome90', 'firefox91', 'safari15'] as string[],
    emptyOutDir: false,
    rolldownOptions: {
      input: { embed: 'widget/embed.ts', style: 'widget/iframe/document.css' },
      output: {
        entryFileNames: 'assets/[name]-[hash:6].js',
        assetFileNames: 'assets/embed-[hash:6][extname]',
      },
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
      input: { frame: 'widget/frame.ts' },
      output: { format: 'iife' as const, entryFileNames: '[name].js' },
    },
  },
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

/** The builds by mode; the others need to know where the panel is, so it is built first. */
const builds: Record<string, () => UserConfig> = {
  spare: spareBuild,
  support: () => loaderBuild('support'),
  pinned: () => loaderBuild('pinned'),
  standalone: () => loaderBuild('standalone'),
  npm: npmBuild,
  embed: embedBuild,
  frame: () => frameBuild,
  preview: () => previewBuild(build, [withoutPreloadHelper]),
}

export default defineConfig(({ mode, command }) => {
  // The npm entry is built as a server's module, which is no `build` to Vite.
  const chosen = builds[mode]
  if (chosen) return chosen()
  if (command === 'build') return panelBuild()
  return {
    define: {
      PANEL_PATH: '"widget/panel.ts"',
      PINNED: 'false',
      PANEL_INTEGRITY: '""',
      PACKAGE_VERSION: JSON.stringify(version),
    },
    plugins: mode === 'test' ? [] : [development()],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    test: { projects },
  }
})
