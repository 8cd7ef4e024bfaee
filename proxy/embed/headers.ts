/** The headers of the documents that may stand in other people's pages. */

export interface HeaderOptions {
  /** CSP sources of the pages that may embed the document. */
  ancestors: readonly string[]
  /** Hashes of the inline style sheets. */
  styles: readonly string[]
  /** Whether it is the empty form, in which nobody has written. */
  empty: boolean
  /** Whether the form takes pictures of the screen, when its visitor asks for one. */
  captures: boolean
}

/** What a form needs of none of which it is given. */
const DENIED = ['camera', 'fullscreen', 'geolocation', 'microphone', 'payment', 'usb']

/**
 * The `Permissions-Policy` of a document of ours: nothing that a form does not need.
 * @param captures Whether it takes pictures of the screen.
 */
export const permissionsPolicy = (captures: boolean): string =>
  [
    'clipboard-write=(self)',
    `display-capture=${captures ? '(self)' : '()'}`,
    ...DENIED.map((name) => `${name}=()`),
  ].join(', ')

/**
 * Security headers of an embedded document. No `X-Frame-Options`: it knows no list, and browsers that understand
 * `frame-ancestors` would have to ignore it.
 */
export function documentHeaders({
  ancestors,
  styles,
  empty,
  captures,
}: HeaderOptions): Record<string, string> {
  const policy = [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src ${["'self'", ...styles].join(' ')}`,
    `img-src data:`,
    `connect-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors ${ancestors.length > 0 ? ancestors.join(' ') : "'none'"}`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ]
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy.join('; '),
    // Not no-referrer: then the browser would send `Origin: null` with the form.
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': permissionsPolicy(captures),
    // Both, or pages that are cross-origin isolated could not embed it.
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    // The empty form is kept: coming back to one that was sent must show the same form with the same id, or sending it
    // once more would make a second ticket. Nothing else is: "Back" would show what was written, and to whom an answer
    // goes, whatever the hour and whoever sits there. Browsers ask before they send a form anew that had been refused.
    'Cache-Control': empty ? 'private, no-cache' : 'no-store',
    Vary: 'Accept-Language, Accept, Sec-Fetch-Dest',
  }
}
