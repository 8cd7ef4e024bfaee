/** Texts of how an address is proven by a code, in Danish. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
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
  signOut: 'Log ud',
}
