/** What an earlier output of the same build has written: asked for when a later one begins, never before. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

/** Where the files that the proxy serves are written. */
export const PUBLIC = 'dist/public'

/** Where panel, first view and all that they load are until all of it is there, and has a hash. */
export const UNNAMED = 'assets/next'

/** The folder that they are in then, called by the hash of what is in it; ends in a slash. */
export function hashedFolder(): string {
  const hash = readdirSync(`${PUBLIC}/assets`).find((name) => /^[\da-f]{6}$/.test(name))
  if (hash === undefined) throw new Error('Panel and first view are not there: they have to be built first.')
  return `assets/${hash}/`
}

/** The path of the panel. */
export const panelPath = () => hashedFolder() + 'panel.js'

/** The `integrity` of a built file. */
export const integrity = (file: string) =>
  'sha384-' +
  createHash('sha384')
    .update(readFileSync(`${PUBLIC}/${file}`))
    .digest('base64')
