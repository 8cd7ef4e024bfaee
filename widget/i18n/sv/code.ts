/** Texts of how an address is proven by a code, in Swedish. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'Svaren visas här när du har angett en kod som vi skickar till {email}.',
  waitsWhy:
    'Ditt meddelande är i säkert förvar. Det lämnas vidare så snart du har angett en kod som vi skickar till {email}, annars efter en timme.',
  confirmWhy: 'Bekräfta din e-postadress: ange en kod som vi skickar till {email}.',
  requestsWhy: 'Ange en kod som vi skickar till din e-postadress för att se dina ärenden.',
  codeSend: 'Skicka en kod till mig',
  codeAgain: 'Skicka en ny kod',
  codeSent: 'Vi skickar en kod till {email}. Om den inte kommer inom några minuter kan du begära en ny.',
  code: 'Din kod',
  codeEnter: 'Bekräfta adressen',
  code_required: 'Ange koden',
  code_wrong: 'Koden är fel eller gäller inte längre. Ange den igen eller begär en ny.',
  codeLimited: 'För många koder har begärts. Försök igen senare.',
  confirmed: 'Din adress är bekräftad.',
  proofOver: 'Bekräftelsen av din adress har gått ut. Begär en ny kod.',
  signOut: 'Logga ut',
}
