/** The calls to the helpdesk that the docs tell, compared with the code. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { page } from './pages.ts'

describe('docs/there-there-api.md', () => {
  it('tells every call that the code makes, and no other', () => {
    const folders = ['helpdesk', 'conversation/desk', 'operator', 'articles', 'cli', 'import/send']
    const code = folders
      .flatMap((folder) =>
        readdirSync(`proxy/${folder}`, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.ts') && !name.startsWith('page/'))
          .map((name) => readFileSync(`proxy/${folder}/${name}`, 'utf8')),
      )
      // Routes of our own are no calls.
      .filter((text) => !text.includes("from 'hono'"))
      .join('\n')
    const METHODS = { remove: 'DELETE' } as Record<string, string>
    const calls = [
      ...code.matchAll(
        /\b(get|remove|#?read|#list|readList)\((?:source, )?[`'](?:page === 1 \? )?(\/[^`'?]+)/g,
      ),
      ...code.matchAll(/#(read|list)\([`'](\/[^`'?]+)/g),
      ...code.matchAll(/\bcall\('(\w+)', [`']((?:\/|\$\{path\})[^`'?]+)/g),
    ].map(([, how = '', path = '']) => {
      const whole = path.replace('${path}', '/tickets/ULID').replace(/\$\{[^}]+\}/g, 'ULID')
      return `${/^[A-Z]+$/.test(how) ? how : (METHODS[how] ?? 'GET')} ${whole}`
    })
    // What routing names is looked up by the doctor, by the name of its list.
    const doctor = readFileSync('proxy/operator/doctor.ts', 'utf8')
    const lists = [...doctor.matchAll(/\blist: '(\w+)'/g)].map(([, list]) => `GET /${list}`)
    const told = [...page('docs/there-there-api.md').matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) \/[^`?]+)/g)]
    const known = told.map(([, call]) => call!.replace(/\/TAG$/, '/ULID'))
    expect(calls.length).toBeGreaterThan(20)
    expect([...new Set([...calls, ...lists])].filter((call) => call !== 'GET /ULID').toSorted()).toEqual(
      [...new Set(known)].toSorted(),
    )
  })
})
