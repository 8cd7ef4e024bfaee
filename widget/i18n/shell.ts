/** The few texts that are needed before the form's own texts have been loaded. Part of the loader's 3 kB. */

/** English, and the shape of every other language. */
const en = {
  launcher: 'Help',
  title: 'How can we help?',
  close: 'Close',
  failed: 'The form did not load. Try again',
}

/** The shell's texts by locale. Has the same locales as i18n/locales.ts (a test compares them). */
export const shellTexts: { en: typeof en } & Record<string, typeof en> = {
  en,
  nl: {
    launcher: 'Hulp',
    title: 'Waarmee kunnen we helpen?',
    close: 'Sluiten',
    failed: 'Het formulier is niet geladen. Probeer het opnieuw',
  },
}
