/** What the outputs do beside bundling, for `outputs.ts`. */
import { createHash } from 'node:crypto'
import { copyFileSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'
import type { EmbedFiles } from '../../proxy/embed/embed.ts'
import { hashedFolder, integrity, panelPath, PUBLIC, UNNAMED } from './built.ts'
import { languages } from './languages.ts'

/**
 * Vite's `define`, asked for when the output begins: what later outputs are told, as the panel's hashed path, is only
 * known once the panel is written, and Vite reads all configurations before it builds anything.
 */
export const define = (values: () => Record<string, string>): Plugin => ({
  name: 'define-when-the-output-begins',
  options: (options) => ({
    ...options,
    transform: { ...options.transform, define: { ...options.transform?.define, ...values() } },
  }),
})

/**
 * Takes Vite's preload helper out of the panel: there is nothing to preload, and it dispatches events on the page's
 * window.
 */
export const withoutPreloadHelper: Plugin = {
  name: 'without-preload-helper',
  // What is left of it: `__vitePreload(() => import(…), …)`. A few bytes of each file.
  renderChunk: (code) => code.replace(/__vitePreload\(\(\) => (import\([^()]*\)), [^()]*\)/g, '$1'),
  load: (id) =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : undefined,
}

/** One call of the helper, in both of Vite's ways to write it. */
const PRELOAD =
  /__vitePreload\((?:async )?\(\) =>[^;]*?import\(("[^"]*")\)(?:;\s*return \{[^}]*\};\s*\})?, __VITE_PRELOAD__\)/g

/** The language's file, which i18n/texts.ts puts the name of together, and the copy with a fixed name: see panel.ts. */
const TOGETHER =
  /import\(\s*\/\* @vite-ignore \*\/\s*(\w+ \+ path \+ \w+|"\.\.\/extras\.js\?" \+ Date\.now\(\))\s*\)/g

/** What takes the helper's place. Its table inherits nothing: a polluted prototype may have a module of such a name. */
const ASK_AGAIN = `const came = Object.setPrototypeOf({}, null)
const __vitePreload = (path, more = '') =>
  came[path] ||= Promise.race([
    import(/* @vite-ignore */ path + more),
    new Promise((resolve, reject) => setTimeout(reject, 6000)),
  ]).catch((error) => {
    came[path] = 0
    if (more) throw error
    return __vitePreload(path, '?' + Date.now())
  })`

/**
 * In its place for the panel: asks once more for a file that did not come, or not in time, by another address. Firefox
 * remembers for as long as the page lives that it did not, and asks for it no more, while Chromium and WebKit do; and all
 * of them wait for ever for what is neither answered nor refused, as by a worker of the page or in a tunnel. What came is kept:
 * by its first address it would come as a second module, which knows nothing of what the first has done.
 */
export const askAgain: Plugin = {
  name: 'ask-again',
  renderChunk(code, { name }) {
    // Reads as any import where the bundler words it in another way, and would be asked for once.
    if (name === 'panel' && code.match(TOGETHER)?.length !== 2)
      throw new Error('Languages or the spare parts are not asked for again.')
    const asking = code.replace(PRELOAD, '__vitePreload($1)').replace(TOGETHER, '__vitePreload($1)')
    // Handed a function, it would import the text of that.
    if (asking.includes('__VITE_PRELOAD__')) throw new Error('Vite writes its preload helper in another way.')
    return asking
  },
  load: (id) => (id === '\0vite/preload-helper.js' ? `${ASK_AGAIN}\nexport { __vitePreload }` : undefined),
}

/** The same for a file that has its parts in it, and asks for languages alone; by a name of its own beside theirs. */
export const askAgainAlone: Plugin = {
  name: 'ask-again-alone',
  renderChunk: (code) =>
    `${ASK_AGAIN.replaceAll('__vitePreload', 'askFor')}\n${code.replace(TOGETHER, 'askFor($1)')}`,
}

/**
 * Writes a classic script in ASCII: it is read in the encoding of its page, so on a page without `charset` a "×"
 * became "Ã—".
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

function writeCompressed(file: string): void {
  const bytes = readFileSync(file)
  writeFileSync(`${file}.br`, brotliCompressSync(bytes))
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
}

/** Writes `.br` and `.gz` beside every script and style sheet, so that the proxy compresses nothing while it serves. */
export const precompress: Plugin = {
  name: 'precompress',
  writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle).filter((file) => /\.(js|css)$/.test(file)))
      writeCompressed(join(dir, name))
  },
}

/** Puts the demo page beside the widget's files, where the proxy serves it in sandbox mode. */
export const demoPage: Plugin = {
  name: 'demo-page',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'index.html', source: readFileSync('index.html') })
  },
}

/**
 * Gives the folder of panel, first view and all that they load the hash of what is in it for a name: what is the same
 * keeps its address, whatever was said of it in comments. None of them names it, so that it is on no file's weight.
 */
export const hashFolder: Plugin = {
  name: 'hash-folder',
  closeBundle() {
    const folder = join(PUBLIC, UNNAMED)
    const hash = createHash('sha256')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.js'),
    )
    // In one order, and with one slash, on every system.
    for (const file of files.map((name) => name.replaceAll('\\', '/')).toSorted())
      hash.update(file).update(readFileSync(join(folder, file)))
    // In hex: other letters pack worse.
    renameSync(folder, join(PUBLIC, 'assets', hash.digest('hex').slice(0, 6)))
  },
}

/** The copy of the panel with a fixed name, for loaders in pages that were opened before a deploy (R28). */
export const panelCopy: Plugin = {
  name: 'panel-copy',
  closeBundle() {
    const copy = join(PUBLIC, 'assets/panel.js')
    const beside = basename(hashedFolder())
    const code = readFileSync(join(PUBLIC, panelPath()), 'utf8')
    // It is one folder further up than the panel.
    writeFileSync(copy, code.replaceAll('`./', `\`./${beside}/`).replaceAll('`../', '`./'))
    writeCompressed(copy)
  },
}

/** `integrity.json`: the hash of every script that is there so far, for tags with `integrity`. */
export const integrityList: Plugin = {
  name: 'integrity-list',
  closeBundle() {
    const files = readdirSync(PUBLIC, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .toSorted()
    const list = Object.fromEntries(files.map((file) => [file, integrity(file)]))
    writeFileSync(`${PUBLIC}/integrity.json`, JSON.stringify(list, undefined, 2) + '\n')
  },
}

/** Writes `dist/embed.json`: what the documents of `/embed/SITE` are made of. */
export const embedFiles: Plugin = {
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

/** Copies files as they are to where the output is written. */
export const copies = (folder: string, files: string[]): Plugin => ({
  name: 'copies',
  writeBundle({ dir = '' }) {
    for (const file of files) copyFileSync(join(folder, file), join(dir, basename(file)))
  },
})
