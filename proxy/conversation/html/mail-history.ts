/**
 * Where an answer ends and the mail that it answers begins: `historyOf`. Each mail program marks it in its own way, and
 * some only mark where it begins.
 */

/** `whole`: this element is it. `rest`: this element and all that follows it. */
type History = 'whole' | 'rest' | undefined

/** Gmail, Yahoo and its application, Proton, Zoho, Thunderbird, Front. */
const WHOLE =
  /\b(gmail_quote|gmail_extra|yahoo_quoted|yahoo-quoted-begin|iosymail|protonmail_quote|zmail_extra|moz-cite-prefix|front-blockquote)\b/

/** GMX and WEB.DE; Spark. */
const WHOLE_NAME = /^(quote|messageReplySection)$/

/** Roundcube's sentence before what it quotes. */
const WHOLE_ID = 'reply-intro'

/** Outlook on the web and in the new application; both beside a rule. */
const REST_ID = /^(x_)*(divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)$/

/** Zimbra, below a rule. */
const REST_MARKER = '__HEADERS__'

/**
 * Outlook on the desktop draws a line above "From:", in a block of this style and no name. Where the answer was written in
 * a browser, that has put the style into its own words.
 */
const REST_STYLE = [
  [/border-top:\s*solid\s+#(E1E1E1|B5C4DF)/i],
  [/border-top:\s*1(\.0)?pt\s+solid\s+rgb\((225, ?225, ?225|181, ?196, ?223)\)/i],
  // Two expressions: one with `.*` between them read the rest of a style anew for each border in it.
  [
    /border-style:\s*solid none none;/i,
    /border-color:\s*rgb\((225, ?225, ?225|181, ?196, ?223)\) currentcolor/i,
  ],
]

export function historyOf(name: string, attributes: Readonly<Record<string, string>>): History {
  if (name === 'blockquote' && attributes['type'] === 'cite') return 'whole'
  if (WHOLE.test(attributes['class'] ?? '') || attributes['id'] === WHOLE_ID) return 'whole'
  if (name === 'div' && WHOLE_NAME.test(attributes['name'] ?? '')) return 'whole'
  const { id = '', style = '', 'data-marker': marker } = attributes
  const isRest =
    REST_ID.test(id) ||
    marker === REST_MARKER ||
    REST_STYLE.some((all) => all.every((pattern) => pattern.test(style)))
  return isRest ? 'rest' : undefined
}
