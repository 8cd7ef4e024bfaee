/**
 * Before `npm start`: builds what is checked out. Where only what runs in production is installed there is no compiler,
 * and the build that is there is started. Plain JavaScript: it runs before anything is compiled.
 */
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

if (['typescript', 'vite'].every(isInstalled)) {
  try {
    execSync('npm run --silent build', { stdio: 'inherit' })
  } catch {
    // The build has said why.
    process.exit(1)
  }
} else if (!['dist/proxy/main.js', 'dist/public/support.js'].every((file) => existsSync(file))) {
  process.stderr.write(
    'There is no build in dist/, and no compiler to make one. Run npm ci --include=dev, or copy dist/ from where npm run build made it.\n',
  )
  process.exit(1)
}
