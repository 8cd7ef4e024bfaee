/** Texts of the pages that the proxy draws after a message was sent, in Danish. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Se, om der er nyt',
  unshown: 'Det kan ikke vises i øjeblikket',
  unshownWhy: 'Intet er gået tabt. Prøv igen om nogle minutter.',
  proofWhy: 'Svarene vises her, når du har indtastet en kode, som vi sender til {email}.',
  waitsWhy:
    'Din besked er i sikkerhed. Den gives videre, så snart du har indtastet en kode, som vi sender til {email}, eller efter en time.',
  confirmWhy: 'Bekræft din e-mailadresse: Indtast en kode, som vi sender til {email}.',
  requestsWhy: 'For at se dine sager skal du indtaste en kode, som vi sender til din e-mailadresse.',
  codeSend: 'Send mig en kode',
  codeAgain: 'Send en ny kode',
  codeSent: 'Vi sender en kode til {email}. Kommer den ikke inden for nogle minutter, så bed om en ny.',
  code: 'Din kode',
  codeEnter: 'Bekræft adressen',
  code_required: 'Indtast koden',
  code_wrong: 'Koden er forkert eller gælder ikke længere. Indtast den igen, eller bed om en ny.',
  codeLimited: 'Der er bedt om for mange koder. Prøv igen senere.',
  confirmed: 'Din adresse er bekræftet.',
  proofOver: 'Bekræftelsen af din adresse er udløbet. Bed om en ny kode.',
  noMore: 'Denne sag tager ikke imod flere beskeder. Send en ny besked.',
  signOut: 'Log ud',
}
