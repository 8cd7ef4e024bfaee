/**
 * Attributes by which browsers and keyboards know what belongs in a field (WCAG 1.3.5, R63), the same in the first view and
 * in the form.
 */

/** Of the message. */
export const MESSAGE = { dir: 'auto', rows: 5, enterkeyhint: 'enter' } as const

/** Of the address. No type=email: Chromium 156 sends another domain than was typed there, `strasse` for `straße`. */
export const EMAIL = {
  type: 'text',
  inputmode: 'email',
  autocomplete: 'email',
  autoCorrect: 'off',
  autocapitalize: 'none',
  spellcheck: false,
  dir: 'ltr',
  enterkeyhint: 'send',
} as const

/** Of all fields of one line. */
export const LINES = {
  email: EMAIL,
  name: { type: 'text', autocomplete: 'name', dir: 'auto', enterkeyhint: 'send' },
  subject: { type: 'text', autocomplete: 'off', dir: 'auto', enterkeyhint: 'send' },
} as const
