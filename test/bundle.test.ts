/** What must not be in the files that pages load: ways around a strict policy, and names that filters block. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hashedFolder } from '../widget/build/built.ts'
import { TAGS } from '../widget/i18n/tags.ts'

/** Every script that a page of others can load, by its path under the proxy: not the page for previews. */
const FILES = readdirSync('dist/public', { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.js') && !name.startsWith('preview/'),
)
const textOf = (name: string) => readFileSync(`dist/public/${name}`, 'utf8')

/** What turns text into markup, script or style: Trusted Types and style-src stop it (R05). */
const SINKS = {
  'markup from text':
    /\b(inner|outer)HTML\b|\binsertAdjacentHTML\b|\bcreateContextualFragment\b|\bsetHTMLUnsafe\b|\bparseFromString\b|\bdocument\.write|\bsrcdoc\b|dangerouslySet/,
  'script from text': /\beval\b|\bFunction\s*\(|\bsetTimeout\(\s*["'`]|\bsetInterval\(\s*["'`]|javascript:/,
  'style from text':
    /setAttribute\(\s*["'`]style|\bstyle\s*=\s*["'`]|\bcssText\b|createElement\(\s*["'`]style|<style/,
  'what a policy has no word for':
    /["'`(]data:|\bblob:|createObjectURL|new\s+(Shared)?Worker\b|importScripts/,
  'what keeps a page out of the cache': /\bonunload\b|["'`](before)?unload["'`]|\bonbeforeunload\b/,
  // What lasts in localStorage has a test of its own.
  'a cookie or a database': /document\.cookie|\bindexedDB\b|\bcookieStore\b/,
}

/**
 * The sinks that Preact has as it is published, by how often: `dangerouslySetInnerHTML` and `style`, of which nothing
 * here makes use. That none of them is reached, strict policies prove in test/hosts/policies.test.ts.
 */
const PUBLISHED: Record<string, number> = { dangerouslySet: 2, innerHTML: 2, cssText: 2 }

/** The files with Preact in them: the form's module by its two names, the spare parts, and all in one. */
const WITH_PREACT = [
  /^assets\/[\da-f]{6}\/panel\.js$/,
  /^assets\/panel\.js$/,
  /^assets\/extras\.js$/,
  /\/standalone\.js$/,
]

/** How often each sink is in a text. */
function sinksOf(text: string): Record<string, number> {
  const found: Record<string, number> = {}
  for (const sink of Object.values(SINKS))
    for (const [word] of text.matchAll(RegExp(sink, 'g'))) found[word] = (found[word] ?? 0) + 1
  return found
}

describe('the built files', () => {
  it('are there to be looked at', () => {
    expect(FILES).toContain('support.js')
    expect(FILES.length).toBeGreaterThan(TAGS.length + 5)
  })

  // Of V8: https://v8.dev/blog/explicit-compile-hints. Anywhere but in the first line it is a comment to Chromium, too.
  it('begin with the hint to compile all of it, if they are the panel', () => {
    const hinted = FILES.filter((name) => textOf(name).startsWith('//# allFunctionsCalledOnLoad\n'))
    expect(hinted.toSorted()).toEqual([hashedFolder() + 'panel.js', 'assets/panel.js'])
  })

  const hasPreact = (name: string) => WITH_PREACT.some((file) => file.test(name))

  it.each(Object.entries(SINKS))('have no %s but what is in Preact', (_, sink) => {
    for (const name of FILES.filter((one) => !hasPreact(one)))
      expect(sink.exec(textOf(name))?.[0], name).toBeUndefined()
  })

  it('have of Preact what is published, once, and no sink of ours beside it', () => {
    expect(sinksOf(readFileSync('node_modules/preact/dist/preact.mjs', 'utf8'))).toEqual(PUBLISHED)
    for (const file of WITH_PREACT) expect(FILES.filter((name) => file.test(name))).toHaveLength(1)
    // An empty blob, whose address ends in an id, is nothing that could be loaded.
    const withoutIds = (name: string) => textOf(name).replaceAll('createObjectURL(new Blob)', '')
    for (const name of FILES.filter(hasPreact)) expect(sinksOf(withoutIds(name)), name).toEqual(PUBLISHED)
  })

  it('write what outlasts the tab only where a message and where receipts are kept, and when an answer was looked for', () => {
    // The last: what hands it on, as a store among others.
    const writers = FILES.filter((name) =>
      /\blocalStorage\.setItem\b|\blocalStorage(\.\w+|\[[^\]]+\])=[^=]|=>localStorage\b(?![.[])|\[localStorage,/.test(
        textOf(name),
      ),
    )
    const known = [
      /^assets\/\w+\/(keep|conversation|code)\.js$/,
      /^unread\.js$/,
      /^assets\/extras\.js$/,
      /\/standalone\.js$/,
    ]
    expect(writers.filter((name) => !known.some((file) => file.test(name)))).toEqual([])
    // Three of the first kind.
    expect(writers).toHaveLength(known.length + 2)
  })

  it('assign nothing that a page which froze everything forbids', () => {
    for (const name of FILES)
      expect(
        /\.prototype\.(toString|valueOf|hasOwnProperty)=[^=]/.exec(textOf(name))?.[0],
        name,
      ).toBeUndefined()
  })

  it('ask for nothing by an address of their own where they may be copied into a page, whose base it would follow', () => {
    const classic = FILES.filter((name) => !name.startsWith('assets/') && name !== 'unread.js')
    for (const name of classic) {
      const asked = [...textOf(name).matchAll(/\bimport\((.{1,40})/g)].map(([, address]) => address)
      expect(
        asked.filter((address) => /^["'`]/.test(address!)),
        name,
      ).toEqual([])
    }
    expect(textOf(FILES.find((name) => name.endsWith('/standalone.js'))!)).not.toContain('extras.js')
  })

  it('have neither the part of Preact that imitates React nor its tools for developers', () => {
    for (const name of FILES)
      expect(textOf(name), name).not.toMatch(/isReactComponent|__PREACT_DEVTOOLS__|preact\/compat/)
  })

  it('style in em and px alone, in logical directions', () => {
    for (const name of FILES) {
      const text = textOf(name)
      // In style sheets: "12px", not what code says of boxes.
      expect(/[\d.]rem\b/.exec(text)?.[0], name).toBeUndefined()
      expect(
        /(margin|padding|border|(?<!safe-area-)inset)-(left|right)|[{;](left|right):[\d.-]|float:(left|right)|text-align:(left|right)/.exec(
          text,
        )?.[0],
        name,
      ).toBeUndefined()
      expect(/@font-face|@property|100vh/.exec(text)?.[0], name).toBeUndefined()
    }
  })

  it('have no import.meta in a classic script, which would not run at all', () => {
    // Modules: what is imported by a script, and never a tag's source.
    const isModule = (name: string) => name.startsWith('assets/') || name === 'unread.js'
    for (const name of FILES.filter((one) => !isModule(one)))
      expect(textOf(name), name).not.toContain('import.meta')
  })
})

/**
 * Words by which lists of filters find chats and trackers, in addresses and in names of elements. Collected from what
 * those lists document and what has been blocked by mistake; the lists themselves are in no package.
 */
const BLOCKED =
  'chat livechat messenger intercom beacon track analytics pixel launcher crisp drift zendesk tawk hotjar telemetry metrics collect banner popup adserver sponsor promo affiliate fingerprint utm_ clickstream webchat chatbot'.split(
    ' ',
  )

/** Rules of such lists in their own shapes: parts of an address, and selectors of what they hide. */
const ADDRESS_RULES = [
  /\/(live)?chat[-_./]/,
  /[-_./](beacon|pixel|track(er|ing)?|analytics|telemetry|collect|stats?|event|log)s?[./?]/,
  /\/(ads?|adv|banner|promo|popup|sponsor)[-_./]/,
  /[-_.](ads?|adv)\.(js|css)/,
  /\/widget[-_./](chat|messenger)/,
  /\/(messenger|chatbot|chatbox|web-?chat)/,
  /[?&](utm_|ad_|track|pixel|beacon)/,
]
const HIDING_RULES =
  /^(#|\.)?((live-?)?chat|messenger|intercom|crisp|drift|tawk|zopim|beacon|ad|ads|banner|popup|promo|sponsor)([-_].*)?$/

describe('the names', () => {
  const addresses = [
    ...FILES.map((name) => '/' + name),
    '/support/support.js',
    '/api/form?site=shop',
    '/api/tickets',
    '/embed/shop',
    '/integrity.json',
  ]
  const code = FILES.map(textOf).join('\n')
  /** Names of elements, classes, ids, parts, slots, events, tokens and what is kept in the tab. */
  const names = [
    ...[...code.matchAll(/(?:className|class|id|part|slot|name):\s*["'`]([\w\- ]+)["'`]/g)].flatMap(
      ([, text]) => text!.split(' '),
    ),
    ...[...code.matchAll(/["'`](support-[\w-]*)/g)].map(([, name]) => name!),
    ...[...code.matchAll(/--support-[\w-]+/g)].map(([name]) => name),
    'SupportWidget',
    'SupportWidgetConfig',
    'support-widget',
    'support-form',
  ]

  it('were found', () => {
    for (const name of ['panel', 'field', 'trigger', 'captcha', 'support-draft', '--support-font'])
      expect(
        names.some((one) => one.includes(name)),
        name,
      ).toBe(true)
  })

  it('contain no word that filters look for', () => {
    for (const address of addresses)
      for (const word of BLOCKED) expect(address.toLowerCase(), word).not.toContain(word)
    for (const name of names) for (const word of BLOCKED) expect(name.toLowerCase(), word).not.toContain(word)
  })

  it('match no rule of the shapes that lists have', () => {
    for (const address of addresses) for (const rule of ADDRESS_RULES) expect(address).not.toMatch(rule)
    for (const name of names) expect(name).not.toMatch(HIDING_RULES)
  })
})
