/**
 * Every output of `vite build`, from top to bottom. Each is bundled for itself: in one graph with the panel, the
 * embed's script would cost both some hundred bytes, since exports that are shared keep their names.
 */
import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import type { BuildEnvironmentOptions, EnvironmentOptions, Plugin, Rolldown, UserConfig } from 'vite'
import { perEnvironmentPlugin } from 'vite'
import { hashedFolder, integrity, panelPath, PUBLIC, UNNAMED } from './built.ts'
import { frozenPages } from './frozen-pages.ts'
import { LOCALES } from './languages.ts'
import {
  asciiOnly,
  askAgain,
  askAgainAlone,
  copies,
  define,
  demoPage,
  embedFiles,
  hashFolder,
  integrityList,
  panelCopy,
  precompress,
  withoutPreloadHelper,
} from './plugins.ts'
import { proxy } from './proxy-output.ts'
import { version } from './version.ts'

const PACKAGE_VERSION = JSON.stringify(version)

/** Files that the preview page has as they are. */
const PREVIEW_FILES = ['page.html', 'page.css', 'controls.css', 'gallery.css', 'stage.html']

/** What the npm package has as it is, beside its module. */
const NPM_FILES = readdirSync('widget/npm')

/** Where the inbox of the sandbox is, and what it has as it is. */
const INBOX = 'proxy/sandbox/inbox/page'
const INBOX_FILES = ['page.html', 'styles/icon.svg']

/** What the form is made with wherever it is bundled. */
const form = [frozenPages, withoutPreloadHelper]

/** What tells a file where those of languages are. */
const localesAt = (folder: () => string) => define(() => ({ LOCALES_AT: JSON.stringify(folder()) }))

/** What a loader is told. A pinned one never changes, so it may know the panel's hash too. */
const loaderFacts = (pinned: boolean) =>
  define(() => ({
    PANEL_PATH: JSON.stringify(panelPath()),
    VIEW_PATH: JSON.stringify(hashedFolder() + 'view.js'),
    PANEL_INTEGRITY: JSON.stringify(pinned ? integrity(panelPath()) : ''),
    PINNED: String(pinned),
    PACKAGE_VERSION,
  }))

interface Output {
  /** What is not as in `build` below. */
  build: BuildEnvironmentOptions
  plugins: Plugin[]
}

/** A loader: one classic script, so that it can be pasted into any page. */
const loader = (input: Record<string, string>, folder: '' | `${string}/`): Output => ({
  build: {
    emptyOutDir: false,
    rolldownOptions: {
      input,
      output: { format: 'iife', codeSplitting: false, entryFileNames: folder + '[name].js' },
    },
  },
  plugins: [
    loaderFacts(folder !== ''),
    localesAt(() => ''),
    ...form,
    asciiOnly,
    precompress,
    demoPage,
    integrityList,
  ],
})

/** One file more beside those of the panel. */
const more = (input: Record<string, string>, output: Rolldown.OutputOptions, plugins: Plugin[]): Output => ({
  build: { emptyOutDir: false, rolldownOptions: { input, preserveEntrySignatures: 'strict', output } },
  plugins,
})

const isNoLocale = (id: string) => !Object.values(LOCALES).some((file) => id.endsWith('/' + file))

/** A classic script with a fixed name, like the loader. */
const classic = (name: string) =>
  more({ [name]: `widget/${name}.ts` }, { format: 'iife', entryFileNames: '[name].js' }, [
    asciiOnly,
    precompress,
  ])

/**
 * By name. The panel is the first, since it empties the folder. With the first view it is all that lies in one folder
 * called by the hash of that, of which all others are told.
 */
const OUTPUTS: Record<string, Output> = {
  /** An ES module, and one for each language. `build.lib` is not used: it would leave the white space in. */
  panel: {
    build: {
      rolldownOptions: {
        input: { panel: 'widget/panel.ts', ...LOCALES },
        // Lazy parts take what they share from the panel itself, and not from one more file.
        preserveEntrySignatures: 'allow-extension',
        output: {
          entryFileNames: `${UNNAMED}/[name].js`,
          // Chromium compiles all of it while it loads, in a thread of its own: half of it runs with a press, and was compiled
          // then, in the way of the page (https://v8.dev/blog/explicit-compile-hints). To others it is a comment.
          postBanner: ({ name }) => (name === 'panel' ? '//# allFunctionsCalledOnLoad' : ''),
          // English beside the other languages: two files would be called `fields`.
          chunkFileNames: ({ facadeModuleId }) =>
            facadeModuleId?.includes('/i18n/en/') ? `${UNNAMED}/en/[name].js` : `${UNNAMED}/[name].js`,
          // What the panel needs at once is one file: left to itself, the bundler now and then makes two of it.
          codeSplitting: { groups: [{ name: 'panel', tags: ['$initial'], test: isNoLocale }] },
        },
      },
    },
    plugins: [define(() => ({ PACKAGE_VERSION })), localesAt(() => './'), askAgain, ...form, precompress],
  },

  /** What is drawn of the form before the panel is there. Apart from that, since it must be there first. */
  view: more({ view: 'widget/view.ts' }, { entryFileNames: `${UNNAMED}/[name].js` }, [
    localesAt(() => './'),
    precompress,
    hashFolder,
    panelCopy,
  ]),

  /** The parts that come later in one file with a fixed name, for when the hashed ones do not come: see widget/panel.ts. */
  extras: more(
    { extras: 'widget/parts/parts.tsx' },
    { codeSplitting: false, entryFileNames: 'assets/[name].js' },
    [localesAt(() => `./${basename(hashedFolder())}/`), askAgainAlone, ...form, precompress],
  ),

  /** `/support.js`, evergreen. */
  support: loader({ support: 'widget/support.ts' }, ''),

  /** The same under its version. Files there are never changed, so that pages can trust them by their hash (R07). */
  pinned: loader({ support: 'widget/support.ts' }, `${version}/`),

  /** With the form in it, for policies under which nothing can be loaded. */
  standalone: loader({ standalone: 'widget/standalone.ts' }, `${version}/`),

  /** For npm: a package of its own, which is a module without side effects and types. */
  npm: {
    build: {
      outDir: 'dist/npm',
      rolldownOptions: {
        input: { index: 'widget/index.ts' },
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash:8].js' },
      },
    },
    plugins: [
      loaderFacts(false),
      withoutPreloadHelper,
      copies('widget/npm', NPM_FILES),
      copies('.', ['LICENSE']),
    ],
  },

  /** The script and the style sheet of the iframe's document. Apart from the panel, which it imports as it is. */
  embed: {
    build: {
      // Visitors without scripts have old browsers, too: no nesting, no light-dark() in what the proxy draws.
      cssTarget: ['chrome90', 'firefox91', 'safari15'],
      emptyOutDir: false,
      rolldownOptions: {
        input: { embed: 'widget/embed.ts', style: 'widget/iframe/document.css' },
        output: {
          entryFileNames: 'assets/[name]-[hash:6].js',
          assetFileNames: 'assets/embed-[hash:6][extname]',
        },
      },
    },
    plugins: [define(() => ({ PANEL_PATH: JSON.stringify(panelPath()) })), precompress, embedFiles],
  },

  /** What loaders ask for where a message is remembered; a fixed name, since a hash would weigh on every loader. */
  unread: more({ unread: 'widget/unread.ts' }, { entryFileNames: '[name].js' }, [
    localesAt(hashedFolder),
    withoutPreloadHelper,
    precompress,
  ]),

  /** What pages with an iframe of their own include: a classic script with a fixed name, like the loader. */
  frame: classic('frame'),

  /** What pages include whose links prepare text: likewise. */
  links: classic('links'),

  /** What pages include whose forms may tell of the console: likewise. */
  console: classic('console'),

  /** The preview page and the stages in its frames: fixed names, since nobody but their own pages asks for them. */
  preview: {
    build: {
      outDir: `${PUBLIC}/preview`,
      rolldownOptions: {
        input: { page: 'widget/preview/page.tsx', stage: 'widget/preview/stage.ts' },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
    plugins: [withoutPreloadHelper, copies('widget/preview', PREVIEW_FILES)],
  },

  /** The sandbox's inbox. Not among the public files: it is served by the sandbox alone, where there is one. */
  inbox: {
    build: {
      outDir: 'dist/inbox',
      rolldownOptions: {
        input: {
          script: `${INBOX}/inbox.tsx`,
          inbox: `${INBOX}/styles/inbox.css`,
          message: `${INBOX}/styles/message.css`,
        },
        // A style sheet is called as its entry is, so the script's entry cannot be called `inbox`, too.
        output: {
          entryFileNames: ({ name }) => (name === 'script' ? 'inbox.js' : '[name].js'),
          assetFileNames: '[name][extname]',
        },
      },
    },
    plugins: [copies(INBOX, INBOX_FILES)],
  },
}

/** What all outputs have in common: content-hashed files under `assets/`, nothing inlined, no preload helper. */
const build: BuildEnvironmentOptions = {
  outDir: PUBLIC,
  target: 'es2022',
  // Browsers that know light-dark(): otherwise the style sheet doubles in size.
  cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
  modulePreload: false,
  assetsInlineLimit: 0,
  reportCompressedSize: false,
  sourcemap: false,
}

/** Every output as an environment of Vite's; all but the last for browsers. */
const environments = Object.fromEntries(
  Object.entries(OUTPUTS).map(([name, output]): [string, EnvironmentOptions] => [
    name,
    {
      consumer: 'client',
      build: {
        ...build,
        ...output.build,
        // Left to itself, the bundler has the panel export constants that lazy parts share: 130 bytes of its download.
        rolldownOptions: {
          ...output.build.rolldownOptions,
          optimization: { inlineConst: true },
          checks: { pluginTimings: false },
        },
      },
    },
  ]),
)

/** The configuration of `vite build`. */
export const production: UserConfig = {
  logLevel: 'warn',
  publicDir: false,
  environments: { ...environments, proxy },
  plugins: [
    // Before Vite's own plugins, which would take Preact and the preload helper as they are.
    { ...perEnvironmentPlugin('outputs', ({ name }) => OUTPUTS[name]?.plugins ?? []), enforce: 'pre' },
  ],
  builder: {
    // Vite's default, named because it matters: sharing a configuration, outputs take each other's CSS target.
    sharedConfigBuild: false,
    async buildApp(builder) {
      // One after the other, in the order above; `client` is Vite's own, and is there whatever one says.
      for (const environment of Object.values(builder.environments))
        if (!['client', 'ssr'].includes(environment.name)) await builder.build(environment)
    },
  },
}
