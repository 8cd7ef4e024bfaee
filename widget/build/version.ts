/** The version of the package, which the build puts into what it makes. */
import { readFileSync } from 'node:fs'

export const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
