/**
 * Before the package is packed, and where it is installed from git: builds it. `npm ci` in a checkout does not: what is
 * called next builds anyway. Plain JavaScript: it runs before anything is compiled.
 */
import { rmSync } from 'node:fs'
import { build, canBuild, isBuilt } from './the-build.mjs'

const [, , afresh] = process.argv
if (afresh === 'afresh') {
  // Else the build that is there would be removed, and none made.
  if (!canBuild()) {
    process.stderr.write('There is no compiler to build the package with. Run npm ci --include=dev first.\n')
    process.exit(1)
  }
  // The compiler leaves what earlier sources became, which would be packed.
  rmSync('dist', { recursive: true, force: true })
  build()
} else if (process.env.npm_command !== 'ci' && canBuild() && !isBuilt()) build()
