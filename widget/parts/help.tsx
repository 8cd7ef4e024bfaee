/** Links that may answer what somebody writes, above the button that sends. They are found here: nothing is sent. */
import { h } from 'preact'
import css from './help.css?inline'
import { helpFor } from '../../proxy/contract/help.ts'
import { wording } from '../../proxy/contract/localized.ts'
import type { Part, PartUi } from '../form/part-view.ts'

function Links({ ui }: { ui: PartUi }) {
  const { definition, values } = ui.model
  const { help = [], locale: fallback } = definition.value ?? {}
  const { message, subject } = values.value
  const locale = ui.locale.value
  const found = helpFor(help, `${subject}\n${message}`, locale, ui.topic.value?.())
  if (!found.length) return null
  return (
    <ul class="help">
      {found.map(({ label, link }) => (
        <li key={link}>
          <a href={link} target="_blank" rel="noopener noreferrer">
            <bdi>{wording(label, locale, fallback)}</bdi>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The part, for the place at the end of what is asked. */
export const help: Part = { css, places: { end: Links } }
