/** Whether the package can be built and is, and its build. Plain JavaScript: it runs before anything is compiled. */
import { execSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Whether a package is installed, here or further up. */
function isInstalled(name) {
  try {
    return createRequire(import.meta.url).resolve(`${name}/package.json`) !== ''
  } catch {
    return false
  }
}

/** Whether there is what a build needs: sources, and what is installed for development. */
export const canBuild = () => existsSync('proxy/tsconfig.json') && ['typescript', 'vite'].every(isInstalled)

/** Whether there is a build. */
export const isBuilt = () =>
  ['dist/proxy/main.js', 'dist/public/support.js'].every((file) => existsSync(file))

/** Builds, or ends the process. */
export function build() {
  try {
    execSync('npm run --silent build', { stdio: 'inherit' })
  } catch {
    // The build has said why.
    process.exit(1)
  }
}
