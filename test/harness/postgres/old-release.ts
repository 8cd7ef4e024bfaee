/** The proxy of an older commit, compiled into a folder of its own from what git keeps. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'

/** Whether git has a commit here: a shallow clone has the newest only. */
export function isKept(commit: string): boolean {
  try {
    execFileSync('git', ['cat-file', '-e', `${commit}^{commit}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** The program of a commit's proxy, built with the dependencies of today; gone after the test. */
export function oldProgram(commit: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'old-release-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const archive = join(folder, 'archive.tar')
  execFileSync('git', ['archive', '-o', archive, commit, 'proxy', 'package.json', 'tsconfig.json'])
  execFileSync('tar', ['-xf', archive, '-C', folder])
  mkdirSync(join(folder, 'dist'), { recursive: true })
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  execFileSync(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', join(folder, 'proxy')])
  return join(folder, 'dist/proxy/main.js')
}
