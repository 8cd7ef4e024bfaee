/** The sizes and the version that the docs tell, compared with the built files. */
import { readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { hashedFolder } from '../widget/build/built.ts'
import { TAGS } from '../widget/i18n/tags.ts'
import { page, PAGES } from './pages.ts'

describe('addresses and files of a version', () => {
  it('are of this one: another is at no proxy that has these pages', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    const told = PAGES.flatMap((name) => [
      ...page(name).matchAll(/(?:\/|support-proxy-)(\d+\.\d+\.\d+)(?:\/\w+\.js|\/…|\.tgz)/g),
    ]).map(([, which]) => which)
    expect(told.length).toBeGreaterThan(5)
    expect(new Set(told)).toEqual(new Set([version]))
  })
})

describe('sizes', () => {
  /** Every size that a page tells, by the name of its file. */
  const told = PAGES.flatMap((name) =>
    [...page(name).matchAll(/<!-- size:([\w-]+) -->([\d.]+)</g)].map(([, file, size]) => [
      file!,
      Number(size),
    ]),
  ) as [string, number][]
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  const FIXED: Record<string, string> = {
    loader: 'support.js',
    frame: 'frame.js',
    links: 'links.js',
    console: 'console.js',
    unread: 'unread.js',
    standalone: `${version}/standalone.js`,
    embed: `assets/${readdirSync('dist/public/assets').find((name) => /^embed-.*\.js$/.test(name))}`,
  }

  it('are told of what a page pays for', () => {
    expect(told.map(([file]) => file)).toEqual(expect.arrayContaining(['loader', 'panel', 'standalone']))
  })

  it('are told of every file that has a budget', () => {
    const { 'size-limit': budgets } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      'size-limit': { path: string | string[] }[]
    }
    const paths = budgets.flatMap(({ path }) => (typeof path === 'string' ? [path] : []))
    const own = paths.map((path) => /([\w-]+?)(-\*)?\.js$/.exec(path)![1]!.replace(/^support$/, 'loader'))
    expect(new Set(told.map(([file]) => file))).toEqual(new Set(own))
  })

  it('of a language have the bound that the README tells', () => {
    const [, most] = /another language its words, at most ([\d.]+) kB/.exec(page('README.md')) ?? []
    for (const tag of TAGS.filter((name) => name !== 'en')) {
      const bytes = brotliCompressSync(readFileSync(`dist/public/${hashedFolder()}${tag}/form.js`)).length
      expect(bytes / 1000, tag).toBeLessThanOrEqual(Number(most))
    }
  })

  it.each(told)('of %s is what the built file has: %d kB', (file, size) => {
    const path = FIXED[file] ?? `${hashedFolder()}${file}.js`
    const bytes = brotliCompressSync(readFileSync(`dist/public/${path}`)).length
    expect(Math.abs(size - bytes / 1000)).toBeLessThan(0.1)
  })
})
