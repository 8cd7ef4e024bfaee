/**
 * Who may import whom: the table of docs/develop.md, held against every import of the sources, of types and dynamic
 * ones too. Arrows point down only, and there is no circle.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { page } from './pages.ts'

const PROXY_CORE = [
  'proxy/contract',
  'proxy/reference.ts',
  'proxy/refusal.ts',
  'proxy/log.ts',
  'proxy/happenings.ts',
]
const FORM = ['widget/form', 'widget/page', 'widget/api', 'widget/i18n', 'proxy/contract']

/** A room is the longest of these names that a file's path begins with; beside it the rooms that it may import. */
const ROOMS: Record<string, readonly string[]> = {
  'proxy/contract': [],
  'proxy/log.ts': [],
  'proxy/happenings.ts': [],
  'proxy/reference.ts': [],
  'proxy/refusal.ts': ['proxy/contract'],
  'proxy/store': ['proxy/contract', 'proxy/reference.ts', 'proxy/log.ts', 'proxy/happenings.ts'],
  'proxy/store/open.ts': ['proxy/store', 'proxy/store/sqlite', 'proxy/log.ts'],
  'proxy/store/open-database.ts': ['proxy/store', 'proxy/store/postgres'],
  'proxy/store/move.ts': ['proxy/store', 'proxy/store/open.ts', 'proxy/store/sqlite', 'proxy/store/postgres'],
  'proxy/store/postgres': ['proxy/store', 'proxy/contract', 'proxy/reference.ts', 'proxy/happenings.ts'],
  'proxy/store/sqlite': [
    'proxy/store',
    'proxy/contract',
    'proxy/reference.ts',
    'proxy/log.ts',
    'proxy/happenings.ts',
  ],
  'proxy/helpdesk': ['proxy/store', 'proxy/contract', 'proxy/reference.ts', 'proxy/happenings.ts'],
  'proxy/delivery': [
    'proxy/helpdesk',
    'proxy/store',
    'proxy/contract',
    'proxy/log.ts',
    'proxy/happenings.ts',
  ],
  'proxy/admission': ['proxy/store', ...PROXY_CORE],
  'proxy/config': ['proxy/admission', 'proxy/email', 'proxy/helpdesk', 'proxy/contract'],
  'proxy/conversation': ['proxy/config', 'proxy/admission', 'proxy/helpdesk', 'proxy/store', ...PROXY_CORE],
  'proxy/articles': [
    'proxy/config',
    'proxy/conversation',
    'proxy/helpdesk',
    'proxy/contract',
    'proxy/log.ts',
  ],
  'proxy/email': ['proxy/store', 'proxy/contract', 'proxy/log.ts'],
  'proxy/operator': [
    'proxy/config',
    'proxy/admission',
    'proxy/email',
    'proxy/helpdesk',
    'proxy/store',
    ...PROXY_CORE,
  ],
  'proxy/intake': [
    'proxy/config',
    'proxy/admission',
    'proxy/email',
    'proxy/helpdesk',
    'proxy/store',
    ...PROXY_CORE,
  ],
  'proxy/embed': ['proxy/config', 'proxy/admission', 'proxy/helpdesk', 'proxy/store', ...PROXY_CORE],
  'proxy/http': [
    'proxy/intake',
    'proxy/embed',
    'proxy/conversation',
    'proxy/articles',
    'proxy/email',
    'proxy/operator',
    'proxy/admission',
    'proxy/config',
    'proxy/store',
    ...PROXY_CORE,
  ],
  'proxy/import': [
    'proxy/helpdesk',
    'proxy/conversation',
    'proxy/store',
    'proxy/store/sqlite',
    'proxy/contract',
  ],
  'proxy/cli': [
    'proxy/main.ts',
    'proxy/import',
    'proxy/operator',
    'proxy/config',
    'proxy/helpdesk',
    'proxy/store',
    'proxy/contract',
  ],
  'proxy/cli.ts': ['proxy/cli'],
  'proxy/sandbox': ['proxy/store/sqlite', 'proxy/contract', 'proxy/embed', 'proxy/lingering-close.ts'],
  // For browsers, and compiled for them: of the rest of the proxy it knows nothing.
  'proxy/sandbox/inbox/page': [],
  // Its own little server is the one that commands have.
  'proxy/metrics': [
    'proxy/config',
    'proxy/operator',
    'proxy/store',
    'proxy/contract',
    'proxy/log.ts',
    'proxy/happenings.ts',
  ],
  'proxy/open-helpdesk.ts': ['proxy/config', 'proxy/helpdesk', 'proxy/sandbox', 'proxy/store'],
  'proxy/open-operations.ts': [
    'proxy/admission',
    'proxy/open-helpdesk.ts',
    'proxy/config',
    'proxy/delivery',
    'proxy/helpdesk',
    'proxy/metrics',
    'proxy/operator',
    'proxy/store',
    'proxy/log.ts',
  ],
  'proxy/proxy.ts': ['proxy'],
  'proxy/last-words.ts': [],
  'proxy/lingering-close.ts': [],
  'proxy/serve.ts': [
    'proxy/proxy.ts',
    'proxy/last-words.ts',
    'proxy/lingering-close.ts',
    'proxy/http',
    'proxy/config',
    'proxy/log.ts',
    'proxy/store',
  ],
  'proxy/main.ts': ['proxy/serve.ts', 'proxy/last-words.ts'],
  'proxy/dev.ts': ['proxy/proxy.ts', 'proxy/http', 'proxy/config', 'proxy/embed', 'proxy/log.ts'],
  'proxy/node.ts': ['proxy/main.ts'],
  'widget/api': ['widget/i18n', 'proxy/contract'],
  'widget/i18n': ['widget/api', 'proxy/contract'],
  'widget/page': ['widget/api', 'proxy/contract'],
  'widget/form': ['widget/page', 'widget/api', 'widget/i18n', 'proxy/contract'],
  'widget/conversation': FORM,
  'widget/parts': FORM,
  // Brings the conversation, of which nothing else knows.
  'widget/parts/outcome-view.tsx': ['widget/parts', 'widget/conversation', ...FORM],
  'widget/inline': FORM,
  'widget/loader': FORM,
  'widget/addons': ['widget/api', 'proxy/contract'],
  'widget/iframe': ['widget/loader', ...FORM],
  'widget/preview': ['widget/api', 'widget/i18n', 'proxy/contract'],
  // Of the proxy its types only: the build runs before the proxy is there (a lint rule).
  'widget/build': ['widget/api', 'widget/i18n', 'proxy/dev.ts', 'proxy/embed'],
  // The files that browsers ask for.
  widget: ['widget'],
}

/** Rooms that nobody may import who does not name them: what stores is spoken to through its interface. */
const ENGINES: ReadonlySet<string> = new Set(['proxy/store/sqlite', 'proxy/store/postgres'])

/** Files of a room that some others may import although the rest of the room is closed to them. */
const ONLY: Record<string, readonly string[]> = {
  'proxy/metrics → proxy/operator': ['proxy/operator/admin-http.ts', 'proxy/operator/same-secret.ts'],
  'proxy/import → proxy/store/sqlite': ['proxy/store/sqlite/database.ts'],
  'proxy/import → proxy/conversation': [
    'proxy/conversation/html/elements.ts',
    'proxy/conversation/html/links.ts',
  ],
  'proxy/articles → proxy/conversation': ['proxy/conversation/ask.ts', 'proxy/conversation/html/blocks.ts'],
  'proxy/sandbox → proxy/store/sqlite': ['proxy/store/sqlite/database.ts'],
  'proxy/sandbox → proxy/embed': ['proxy/embed/headers.ts'],
  'widget/iframe → widget/loader': ['widget/loader/script-tag.ts'],
}

interface Import {
  from: string
  to: string
}

const sources = ['proxy', 'widget'].flatMap((side) =>
  readdirSync(side, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(side, name)),
)

const imports: Import[] = sources.flatMap((from) =>
  [...readFileSync(from, 'utf8').matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^'?]+)/g)].map(([, to]) => ({
    from,
    to: normalize(join(dirname(from), to!)),
  })),
)

const NAMES = Object.keys(ROOMS).toSorted((a, b) => b.length - a.length)
const roomOf = (file: string) => NAMES.find((room) => file === room || file.startsWith(`${room}/`)) ?? file

/** Whether `to` may be imported by `from`. */
function isAllowed({ from, to }: Import): boolean {
  const [here, there] = [roomOf(from), roomOf(to)]
  if (here === there) return true
  const only = ONLY[`${here} → ${there}`]
  if (only) return only.includes(to)
  return (ROOMS[here] ?? []).some(
    (room) => there === room || (!ENGINES.has(there) && there.startsWith(`${room}/`)),
  )
}

/** The first circle of files there is, as a path. */
function circle(): string[] | undefined {
  const done = new Set<string>()
  const walk = (file: string, path: string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return undefined
    for (const next of imports.filter(({ from }) => from === file)) {
      const found = walk(next.to, [...path, file])
      if (found) return found
    }
    done.add(file)
    return undefined
  }
  for (const file of sources) {
    const found = walk(file, [])
    if (found) return found
  }
  return undefined
}

describe('the house', () => {
  it('has a row in the table for every room', () => {
    for (const file of sources) expect(NAMES, file).toContain(roomOf(file))
  })

  it('has one row for each room in docs/develop.md, or nobody would know which counts', () => {
    const table = page('docs/develop.md', '## Who may import whom')
    const first = [...table.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell]) => cell!)
    const rooms = first.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, room]) => room!))
    expect(rooms.length).toBeGreaterThan(25)
    expect(rooms.filter((room, at) => rooms.indexOf(room) !== at)).toEqual([])
  })

  it('imports downwards only', () => {
    expect(imports.filter((one) => !isAllowed(one)).map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })

  it('has no circle, of types neither', () => {
    expect(circle()).toBeUndefined()
  })

  it('has no folder with more than 14 files of its own, and no file over 300 lines', () => {
    const folders = [...new Set(sources.map((file) => dirname(file)))]
    const crowded = folders.filter((folder) => sources.filter((file) => dirname(file) === folder).length > 14)
    expect(crowded).toEqual([])
    const long = sources.filter((file) => readFileSync(file, 'utf8').split('\n').length > 301)
    expect(long).toEqual([])
  })

  it('exports no two types by the same name', () => {
    const homes = new Map<string, string[]>()
    for (const file of sources)
      for (const [, name] of readFileSync(file, 'utf8').matchAll(
        /^export (?:declare |abstract )*(?:interface|type|class) (\w+)/gm,
      ))
        homes.set(name!, [...(homes.get(name!) ?? []), file])
    expect([...homes].filter(([, files]) => files.length > 1)).toEqual([])
  })
})
