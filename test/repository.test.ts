/** What stands in the repository: pinned dependencies, files for every script and test project. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const PACKAGE = JSON.parse(readFileSync('package.json', 'utf8')) as {
  version: string
  scripts: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

describe('the package', () => {
  it('pins every dependency to one version', () => {
    for (const version of Object.values({ ...PACKAGE.dependencies, ...PACKAGE.devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/)
  })

  it('names the registry’s host nowhere', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"/)
  })

  it('has scripts that every shell understands, that of Windows too: names of programs, arguments, && and >', () => {
    for (const [name, script] of Object.entries(PACKAGE.scripts))
      for (const command of script.split(' && ')) {
        expect(command, name).toMatch(/^[a-z-]+( [\w:@./-]+)*( > [\w.]+)?$/)
        expect(command, name).not.toMatch(/^(cp|mv|rm|mkdir|test|sh|bash|env|export|cd)\b/)
      }
  })

  it('has its version in the changelog', () => {
    expect(readFileSync('CHANGELOG.md', 'utf8')).toContain(`## ${PACKAGE.version}`)
  })
})

describe.skipIf(!existsSync('.git'))('what git knows', () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['ls-files', '-z', ...args], { encoding: 'utf8' })
      .split('\0')
      .filter(Boolean)
  /** Everything that is committed or would be. */
  const known = git('--cached', '--others', '--exclude-standard').filter((name) => existsSync(name))

  it('is all there is in the folders of the sources', () => {
    expect(git('--others', '--ignored', '--exclude-standard', '--', 'proxy', 'test', 'widget')).toEqual([])
  })

  it('has sources only: a compiler that is called in the wrong folder writes beside them', () => {
    expect(known.filter((name) => /\.(js|js\.map|d\.ts\.map)$/.test(name))).toEqual([])
  })

  it('has files for every test project', () => {
    const patterns = [...readFileSync('test/projects.ts', 'utf8').matchAll(/'(test\/[^']+)'/g)].map(
      ([, glob]) => glob!,
    )
    expect(patterns.length).toBeGreaterThan(7)
    const asRegExp = (glob: string) =>
      new RegExp(
        `^${glob
          .replaceAll('.', '\\.')
          .replaceAll('**/', '@')
          .replaceAll('*', '[^/]*')
          .replaceAll('@', '(.+/)?')
          .replace(/\{(.+?)\}/g, (_, names: string) => `(${names.replaceAll(',', '|')})`)}$`,
      )
    for (const glob of patterns)
      expect(
        known.filter((name) => asRegExp(glob).test(name)),
        glob,
      ).not.toEqual([])
  })

  it('has every file and project that a script names', () => {
    const scripts = Object.values(PACKAGE.scripts).join(' ')
    const projects = readFileSync('test/projects.ts', 'utf8')
    for (const [, name] of scripts.matchAll(/--project (\w+)/g)) expect(projects).toContain(`name: '${name}'`)
    for (const [path] of scripts.matchAll(/\b(dist|test|proxy|widget)\/[\w/.-]+\.[jt]s\b/g))
      expect(known).toContain(path.replace(/^dist\/(bench\/)?/, '').replace(/\.js$/, '.ts'))
  })
})
