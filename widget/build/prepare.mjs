/**
 * Before the package is packed, and where it is installed from git: builds it. `npm ci` in a checkout does not: what is
 * called next builds anyway. Plain JavaScript: it runs before anything is compiled.
 */
import { rmSync } from 'node:fs'
import { build, canBuild, isBuilt } from './the-build.mjs'

const [, , afresh] = process.argv
if (afresh === 'afresh') {
  // The compiler leaves what earlier sources became, which would be packed.
  rmSync('dist', { recursive: true, force: true })
  build()
} else if (process.env.npm_command !== 'ci' && canBuild() && !isBuilt()) build()
