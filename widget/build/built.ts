/** What an earlier output of the same build has written: asked for when a later one begins, never before. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** Where the files that the proxy serves are written. */
export const PUBLIC = 'dist/public'

/** The hashed path of the panel. */
export function panelPath(): string {
  const manifest = JSON.parse(readFileSync(`${PUBLIC}/.vite/manifest.json`, 'utf8')) as Record<
    string,
    { file: string }
  >
  const panel = manifest['widget/panel.ts']
  if (!panel) throw new Error('There is no panel in the manifest: it has to be the first output.')
  return panel.file
}

/** The path of the first view, which has the panel's hash: see outputs.ts. */
export const firstPath = (): string => panelPath().replace('panel', 'first')

/** The `integrity` of a built file. */
export const integrity = (file: string) =>
  'sha384-' +
  createHash('sha384')
    .update(readFileSync(`${PUBLIC}/${file}`))
    .digest('base64')
