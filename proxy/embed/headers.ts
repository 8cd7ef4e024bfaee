/** The headers of the documents that may stand in other people's pages. */

export interface HeaderOptions {
  /** CSP sources of the pages that may embed the document. */
  ancestors: readonly string[]
  /** Hashes of the inline style sheets. */
  styles: readonly string[]
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
export function documentHeaders({ ancestors, styles, captures }: HeaderOptions): Record<string, string> {
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
    // Not no-store: coming back to a form that was sent must show the same form with the same id, or sending it once
    // more would make a second ticket. To one that had been refused before, browsers would not come back at all.
    'Cache-Control': 'private, no-cache',
    Vary: 'Accept-Language, Accept, Sec-Fetch-Dest',
  }
}
