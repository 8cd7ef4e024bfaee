/**
 * Links that may answer what somebody writes, above the button that sends, and those from the start under the greeting. They are found here: nothing
 * is sent.
 */
import { h } from '../form/view/own-props.ts'
import css from './help.css?inline'
import { helpAtFirst, helpFor } from '../../proxy/contract/help/help.ts'
import { wording } from '../../proxy/contract/localized.ts'
import type { HelpLink } from '../../proxy/contract/form.ts'
import type { Part, PartUi } from '../form/part-view.ts'

function Links({ ui, links }: { ui: PartUi; links: HelpLink[] }) {
  if (!links.length) return null
  return (
    <ul class="help">
      {links.map(({ label, link }) => (
        <li key={link}>
          <a href={link} target="_blank" rel="noopener noreferrer">
            <bdi>{wording(label, ui.locale.value, ui.model.definition.value?.locale)}</bdi>
          </a>
        </li>
      ))}
    </ul>
  )
}

const helpOf = (ui: PartUi) => ui.model.definition.value?.help ?? []

function Found({ ui }: { ui: PartUi }) {
  const { message, subject } = ui.model.values.value
  const topic = ui.topic.value?.() ?? ui.options.value.topic
  return <Links ui={ui} links={helpFor(helpOf(ui), `${subject}\n${message}`, ui.locale.value, topic)} />
}

function Intro({ ui }: { ui: PartUi }) {
  return <Links ui={ui} links={helpAtFirst(helpOf(ui), ui.locale.value)} />
}

/** The part, for the places under the greeting and at the end of what is asked. */
export const help: Part = { css, places: { intro: Intro, end: Found } }
