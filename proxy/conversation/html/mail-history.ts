/**
 * Where an answer ends and the mail that it answers begins: `historyOf`. Each mail program marks it in its own way, and
 * some only mark where it begins.
 */

/** `whole`: this element is it. `rest`: this element and all that follows it. */
type History = 'whole' | 'rest' | undefined

/** Gmail, Yahoo, Proton, Zoho, Thunderbird, Front, GMX. */
const WHOLE =
  /\b(gmail_quote|gmail_extra|yahoo_quoted|protonmail_quote|zmail_extra|moz-cite-prefix|front-blockquote)\b/

/** Outlook on the web and in the new application; both beside a rule. */
const REST_ID = /^(x_)*(divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)$/

/** Outlook on the desktop draws a line above "From:", in a block of this style and no name. */
const REST_STYLE = /border-top:\s*solid\s+#(E1E1E1|B5C4DF)/i

export function historyOf(name: string, attributes: Readonly<Record<string, string>>): History {
  if (name === 'blockquote' && attributes['type'] === 'cite') return 'whole'
  if (WHOLE.test(attributes['class'] ?? '')) return 'whole'
  const isRest = REST_ID.test(attributes['id'] ?? '') || REST_STYLE.test(attributes['style'] ?? '')
  return isRest ? 'rest' : undefined
}
