/** Brings the form's module into the page, by more than one way: policies, filters and deploys each close some. */
import type { PanelModule } from '../form/place.ts'
import { WIDGET_TAG } from '../api/names.ts'
import { bare } from '../api/bare.ts'
import { own } from '../api/own-property.ts'

/** How to get the module; `undefined` when it does not come. Never rejects, and after a failure tries again. */
export type Load = () => Promise<PanelModule | undefined>

let policy: ReturnType<NonNullable<typeof window.trustedTypes>['createPolicy']> | undefined

/**
 * For pages that trust the loader by its hash (`'strict-dynamic'`), or ask integrity of all scripts: there `import()`
 * fails, and an element with all that those policies want passes (R06). It leaves the module on the global.
 */
const byElement = (src: string, nonce: string | undefined) =>
  new Promise<PanelModule | undefined>((resolve, onerror) => {
    const element = Object.assign(document.createElement('script'), {
      type: 'module',
      crossOrigin: '',
      integrity: PANEL_INTEGRITY,
      nonce,
      onload: () => resolve(window.SupportWidget?.module as PanelModule), // as: the module put itself there
      onerror,
    })
    // Once: a page that allows the name allows it for one policy, so a second try would throw.
    // Its own: where browsers have none, a visitor's element may be called so.
    const types = (own(window, 'trustedTypes') || undefined) as typeof window.trustedTypes // as: its own one is that
    // Inherits nothing: a polluted prototype would have other functions that are none, and no policy was made.
    policy ??= types?.createPolicy(WIDGET_TAG, bare({ createScriptURL: (url: string) => url }))
    element.src = (policy?.createScriptURL(src) ?? src) as string // as: the property takes both
    document.documentElement.append(element)
  })

/**
 * The importer of a loader.
 * @param base Address of the folder the loader came from, with a trailing slash.
 * @param nonce That of the loader's own tag, for the element.
 */
export function createImporter(base: string, nonce: string | undefined): Load {
  let loading: Promise<PanelModule | undefined> | undefined
  let more = ''
  return () =>
    (loading ??= new Promise<PanelModule | undefined>((resolve, reject) => {
      // Then the visitor is told that the form does not come.
      setTimeout(reject, 10_000)
      // First, since it is there first. Pinned, a policy may want a hash of it, and would complain.
      if (!PINNED) import(/* @vite-ignore */ base + VIEW_PATH).catch(String) // A function that does nothing.
      import(/* @vite-ignore */ base + PANEL_PATH + more)
        // Another address each time: browsers remember a module that failed, also when it was the network.
        .catch(() =>
          // Such policies are possible only where the bytes of the loader never change.
          PINNED
            ? byElement(base + PANEL_PATH + '?' + Date.now(), nonce)
            : // The copy with a fixed name: after a deploy, the old name in an open page's loader leads nowhere (R28).
              import(/* @vite-ignore */ base + 'assets/panel.js?' + Date.now()),
        )
        .then(resolve, reject)
      // By this address browsers would wait for ever for what was neither answered nor refused.
    }).catch(() => (loading = void (more += '?'))))
}
