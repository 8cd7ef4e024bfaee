/**
 * Names of libraries and browsers that a polluted `Object.prototype` may have: those that stop the form are listed among the
 * known limits, and all others, at once, stop nothing.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { script } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()

const LIMIT = readFileSync('docs/threat-model.md', 'utf8')
  .split('\n')
  .find((line) => line.startsWith('- A page whose `Object.prototype` holds a name'))!

/** Those in the text of the known limits, which says of `on` and `__` that all names which begin so are meant. */
const LISTED = new Set([...LIMIT.matchAll(/`([^`]+)`/g)].map(([, name]) => name!))
const isListed = (name: string) => LISTED.has(name) || /^(on|__)/.test(name)

/** What Preact, signals and browsers were seen to ask objects for that have none of it, while somebody writes and sends. */
const ASKED =
  'once return passive U then capture is attributes subtree event readOnly attributeFilter attributeOldValue characterData characterDataOldValue getDerivedStateFromProps vnode u select debounceRendering composed childList autoCorrect 0 1 7 view unmount text target stopPropagation stopImmediatePropagation state shiftKey render relatedTarget ref prototype preventDefault pointerType pointerId name metaKey message matches isTrusted getSnapshotBeforeUpdate getModifierState getDerivedStateFromError getChildContext email displayName diffed detail defaultPrevented currentTarget ctrlKey contextType consent composedPath componentWillUpdate componentWillUnmount componentWillReceiveProps componentWillMount componentDidUpdate componentDidMount clientY clientX cancelable button bubbles altKey __PREACT_SIGNALS_DEVTOOLS__'.split(
    ' ',
  )

const unlisted = ASKED.filter((name) => !isListed(name))

test.each([`'theirs'`, '{}', 'true'])(
  'a name that is asked for, and is not listed, stops no message: all of them at once, as %s',
  async (value) => {
    const head = script(`for (const name of ${JSON.stringify(unlisted)}) Object.prototype[name] = ${value}`)
    const { page, write, button, sent } = await visit(stand, hostPage(stand, { head }))
    await write()
    await page.locator('support-widget #place-progress').waitFor({ state: 'attached' })
    await button('Send message').click()
    await sent.waitFor()
    expect(stand.received.map(({ message }) => message)).toEqual(['Hello there'])
  },
)
