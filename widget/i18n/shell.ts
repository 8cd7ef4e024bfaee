/** The few texts that are needed before the form's own texts have been loaded. Part of the loader's 3 kB. */

/** English, and the shape of every other language. */
const en = {
  launcher: 'Help',
  title: 'How can we help?',
  close: 'Close',
  loading: 'One moment…',
  failed: 'The form could not be loaded. Please check your connection and try again.',
  retry: 'Try again',
}

/** The shell's texts by locale. Has the same locales as i18n/locales.ts (a test compares them). */
export const shellTexts: Record<string, typeof en> & { en: typeof en } = {
  en,
  nl: {
    launcher: 'Hulp',
    title: 'Waarmee kunnen we helpen?',
    close: 'Sluiten',
    loading: 'Een ogenblik…',
    failed: 'Het formulier kon niet worden geladen. Controleer je verbinding en probeer het opnieuw.',
    retry: 'Opnieuw proberen',
  },
}
