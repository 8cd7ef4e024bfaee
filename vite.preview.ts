/** Builds the preview page, and finds its sources for the development server. */
import { copyFileSync } from 'node:fs'
import type { BuildOptions, Plugin } from 'vite'

/** Files that are served as they are. */
const PAGES = ['page.html', 'page.css', 'controls.css', 'gallery.css', 'stage.html']

const copyPages: Plugin = {
  name: 'copy-preview-pages',
  closeBundle() {
    for (const file of PAGES) copyFileSync(`widget/preview/${file}`, `dist/public/preview/${file}`)
  },
}

/** The preview page and the stages in its frames: fixed names, since nobody but their own pages asks for them. */
export const previewBuild = (build: BuildOptions, plugins: Plugin[]) => ({
  publicDir: false as const,
  plugins: [...plugins, copyPages],
  build: {
    ...build,
    outDir: 'dist/public/preview',
    rolldownOptions: {
      input: { page: 'widget/preview/page.tsx', stage: 'widget/preview/stage.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
})

/** Where an address of the preview is in the sources; any other address stays as it is. */
export function previewSource(address: string): string {
  const [path = '', query = ''] = address.split('?')
  const sources: Record<string, string> = {
    '/preview': 'page.html',
    '/preview/stage': 'stage.html',
    '/preview/page.js': 'page.tsx',
    '/preview/stage.js': 'stage.ts',
    '/preview/page.css': 'page.css',
    '/preview/controls.css': 'controls.css',
    '/preview/gallery.css': 'gallery.css',
  }
  const source = Object.hasOwn(sources, path) && sources[path]
  return source ? `/widget/preview/${source}${query && '?' + query}` : address
}
