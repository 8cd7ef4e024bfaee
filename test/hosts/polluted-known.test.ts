/**
 * Names of libraries and browsers that a polluted `Object.prototype` may have: those that stop the form are listed among the
 * known limits, and all others, at once, stop nothing.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { script } from '../harness/hosts/host-pages.ts'
import { BARE } from '../harness/hosts/bare-form.ts'

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

/** What browsers ask the class of an element, and what they are told to look at, and one view of a site's own fields. */
const MORE =
  'adoptedCallback attributeChangedCallback connectedMoveCallback disabledFeatures observedAttributes formAssociated clonable delegatesFocus serializable enumerable configurable writable shouldComponentUpdate broken'.split(
    ' ',
  )

const unlisted = [...ASKED, ...MORE].filter((name) => !isListed(name))

const VALUES = [`'theirs'`, '{}', 'true', 'false', 'null']

const pollute = (value: string, names = unlisted) =>
  script(`for (const name of ${JSON.stringify(names)}) Object.prototype[name] = ${value}`)

/** What Preact calls of a component that is a class: of two, the first hides the other. */
const CALLED = unlisted.filter((name) => /^(component|getDerived|getSnapshot|shouldComponent)/.test(name))

describe('a name that is asked for, and is not listed, stops no message: all of them at once', () => {
  test.each(VALUES)('as %s', async (value) => {
    const { page, write, button, sent } = await visit(stand, hostPage(stand, { head: pollute(value) }))
    await write()
    await page.locator('support-widget #place-progress').waitFor({ state: 'attached' })
    await button('Send message').click()
    await sent.waitFor()
    expect(stand.received.map(({ message }) => message)).toEqual(['Hello there'])
  })

  test.each<[string, string, string[]]>([
    ...VALUES.map((value): [string, string, string[]] => [value, 'all of them', unlisted]),
    ...CALLED.map((name): [string, string, string[]] => [VALUES[0]!, name, [name]]),
  ])('as %s, in a form inside the page with topics, fields and files: %s', async (value, _, names) => {
    stand.define({ body: { ...BARE, reply: { within: 3 } } })
    const body = '<support-form site="demo">Plain</support-form>'
    const { page } = await visit(stand, hostPage(stand, { head: pollute(value, names), body }))
    const form = page.locator('support-form')
    await form.getByLabel('A line').fill('A line')
    await form.locator('input[type=file]').waitFor({ state: 'attached' })
    // Its attributes are followed, and it can be put elsewhere.
    // As a text: what is handed over is looked through for what objects inherit, too.
    await page.evaluate(`{
      const element = document.querySelector('support-form')
      element.setAttribute('theme', 'dark')
      document.body.append(element)
    }`)
    await form.locator('.root[data-theme=dark]').waitFor()
    await form.getByLabel('Your message').fill('Hello there')
    await form.getByLabel('Your email').fill('ada@example.com')
    await form.getByRole('button', { name: 'Send message' }).click()
    await form.getByRole('heading', { name: 'Message sent' }).waitFor()
    expect(stand.received.map(({ message }) => message)).toEqual(['Hello there'])
  })
})
