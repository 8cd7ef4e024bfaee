/** What `vite build` makes of the proxy and its commands. */
import type { EnvironmentOptions, Rolldown } from 'vite'

/**
 * Node keeps the source of whatever runs, at two bytes a character where one of them is no Latin letter: without comments
 * and in ASCII it is half as large, which was 2 MB of a proxy at rest. Lines and names stay, since stacks name them.
 */
const plainSource: Rolldown.OutputOptions = {
  comments: false,
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: false, asciiOnly: true } },
}

/**
 * The proxy and its commands, for Node: in few files, since to look for six hundred and read them took half of a start.
 * Their names are where `package.json`, containers and service units look for them.
 */
export const proxy: EnvironmentOptions = {
  consumer: 'server',
  // The rest is installed: one is compiled for its system, the others are loaded where an operator has set them up.
  resolve: { noExternal: true, external: ['libsql', 'nodemailer', 'pg'] },
  build: {
    outDir: 'dist/proxy',
    target: 'node20',
    minify: false,
    sourcemap: false,
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      input: Object.fromEntries(
        ['main', 'node', 'cli', 'cli/main', 'sandbox/main'].map((name) => [name, `proxy/${name}.ts`]),
      ),
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash:8].js', ...plainSource },
    },
  },
}
