import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

/** How many files of the driver a process has loaded that has loaded a module of ours. */
async function loadedBy(module: string): Promise<number> {
  const count = `Object.keys(require('module')._cache).filter((file) => /node_modules.pg./.test(file)).length`
  const code = `import('./dist/proxy/${module}').then(() => console.log(${count}))`
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', code])
  return Number(stdout)
}

it('a proxy and commands without a shared database load nothing of what speaks to it', async () => {
  expect(await loadedBy('proxy.js')).toBe(0)
  expect(await loadedBy('cli/main.js')).toBe(0)
  // What is counted here would be found.
  const opened = `import('./dist/proxy/store/open-database.js').then(({ reportOn }) => reportOn('postgres://127.0.0.1:1/x').catch(() => console.log(Object.keys(require('module')._cache).some((file) => /node_modules.pg./.test(file)))))`
  expect((await promisify(execFile)(process.execPath, ['-e', opened])).stdout).toBe('true\n')
})
