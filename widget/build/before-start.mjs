/**
 * Before `npm start`: builds what is checked out. Where only what runs in production is installed there is no compiler,
 * and the build that is there is started. Plain JavaScript: it runs before anything is compiled.
 */
import { build, canBuild, isBuilt } from './the-build.mjs'

if (canBuild()) build()
else if (!isBuilt()) {
  process.stderr.write(
    'There is no build in dist/, and no compiler to make one. Run npm ci --include=dev, or copy dist/ from where npm run build made it.\n',
  )
  process.exit(1)
}
