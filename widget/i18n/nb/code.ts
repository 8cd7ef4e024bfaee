/** Texts of how an address is proven by a code, in Norwegian (bokmål). Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'Svarene vises her når du har skrevet inn en kode som vi sender til {email}.',
  waitsWhy:
    'Meldingen din er trygg. Den sendes videre så snart du har skrevet inn en kode som vi sender til {email}, eller etter en time.',
  confirmWhy: 'Bekreft e-postadressen din: Skriv inn en kode som vi sender til {email}.',
  requestsWhy: 'For å se sakene dine skriver du inn en kode som vi sender til e-postadressen din.',
  codeSend: 'Send meg en kode',
  codeAgain: 'Send en ny kode',
  codeSent: 'Vi sender en kode til {email}. Kommer den ikke i løpet av noen minutter, kan du be om en ny.',
  code: 'Koden din',
  codeEnter: 'Bekreft adressen',
  code_required: 'Skriv inn koden',
  code_wrong: 'Koden er feil eller gjelder ikke lenger. Skriv den inn på nytt, eller be om en ny.',
  codeLimited: 'Det er bedt om for mange koder. Prøv igjen senere.',
  confirmed: 'Adressen din er bekreftet.',
  proofOver: 'Bekreftelsen av adressen din er utløpt. Be om en ny kode.',
  signOut: 'Logg ut',
}
