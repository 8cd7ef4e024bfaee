import { render } from 'preact'
import { signal } from '@preact/signals'
import css from './styles.css?inline'
import { codePoints } from '../proxy/limits.ts'
import type { FormDefinition } from '../proxy/contract.ts'
const n = signal(0)
export function mountPanel(root: ShadowRoot, form: FormDefinition) {
  render(
    <p title={css} onClick={() => n.value++}>
      {form.site}
      {codePoints('a')}
      {n}
      {PACKAGE_VERSION}
    </p>,
    root,
  )
  return import('./i18n/nl.ts')
}
