/** The site's help as a plain list: without a script nobody can tell which of it fits. */
import { html } from 'hono/html'
import type { Words } from './texts.ts'
import type { FormDefinition } from '../contract/form.ts'
import { helpIn } from '../contract/help/help.ts'
import { wording } from '../contract/localized.ts'

/** All links for this language, and for the topic that the page has set. */
export function helpList(
  { locale }: Pick<Words, 'locale'>,
  { help = [], locale: fallback }: FormDefinition,
  topic: string | undefined,
): ReturnType<typeof html> {
  const links = helpIn(help, locale, topic)
  if (links.length === 0) return html``
  return html`<ul>
    ${links.map(
      ({ label, link }) =>
        html`<li>
          <a href="${link}" target="_blank" rel="noopener noreferrer"
            ><bdi>${wording(label, locale, fallback)}</bdi></a
          >
        </li>`,
    )}
  </ul>`
}
