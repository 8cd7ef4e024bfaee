/** What a field's input is to browsers and keyboards, the same in the first view and in the form. */

/**
 * Attributes by which browsers and keyboards know what belongs in a field (WCAG 1.3.5, R63). The address is no type=email:
 * Chromium 156 sends another domain than was typed there, `strasse` for `straße`.
 */
export const ATTRIBUTES = {
  message: { dir: 'auto', rows: 5, enterkeyhint: 'enter' },
  email: {
    type: 'text',
    inputmode: 'email',
    autocomplete: 'email',
    autoCorrect: 'off',
    autocapitalize: 'none',
    spellcheck: false,
    dir: 'ltr',
    enterkeyhint: 'send',
  },
  name: { type: 'text', autocomplete: 'name', dir: 'auto', enterkeyhint: 'send' },
  subject: { type: 'text', autocomplete: 'off', dir: 'auto', enterkeyhint: 'send' },
} as const
