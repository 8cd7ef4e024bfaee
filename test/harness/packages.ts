/** The two npm packages as they are published: packed from the build that is there, and installed into empty folders. */
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Runs npm as somebody does who is no script of ours; resolves with what it answers. */
export async function npm(cwd: string, ...args: string[]): Promise<string> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))
  const { stdout } = await run('npm', args, {
    cwd,
    env,
    maxBuffer: 2 ** 26,
    shell: process.platform === 'win32',
  })
  return stdout
}

interface Packed {
  filename: string
  unpackedSize: number
  files: { path: string }[]
}

/** Packs the package of a folder into another. Without its scripts: they would build, under the feet of other tests. */
export async function pack(folder: string, into: string) {
  const told = await npm('.', 'pack', folder, '--json', '--ignore-scripts', '--pack-destination', into)
  const answer = JSON.parse(told) as Packed[] | Record<string, Packed>
  const [packed] = Object.values(answer)
  const { filename, unpackedSize, files } = packed!
  return { tarball: join(into, filename), unpackedSize, files: files.map(({ path }) => path) }
}

/** An empty folder of a project that installs one package. */
export async function install(folder: string, what: string, ...options: string[]): Promise<string> {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  await npm(folder, 'install', what, '--no-audit', '--no-fund', ...options)
  return folder
}
