/** The form's styles in the root that it is shown in. */
import css from './whole.css?inline'

/** Styles that were added to a root. */
interface Styles {
  dress: (more: string) => void
  /** Leaves the root as it was. */
  undress: () => void
}

/** Adds the form's own styles to `root`, and all that `dress` is given later. */
export function addStyles(root: ShadowRoot | Document): Styles {
  const before = [...root.adoptedStyleSheets]
  const sheet = new CSSStyleSheet()
  let dressed = css
  const dress = (more: string) => sheet.replaceSync((dressed += more))
  dress('')
  root.adoptedStyleSheets = [...before, sheet]
  return { dress, undress: () => (root.adoptedStyleSheets = before) }
}
