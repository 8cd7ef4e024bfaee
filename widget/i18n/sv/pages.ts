/** Texts of the pages that the proxy draws after a message was sent, in Swedish. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Se om det finns något nytt',
  unshown: 'Det här kan inte visas just nu',
  unshownWhy: 'Inget har gått förlorat. Försök igen om några minuter.',
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
  noMore: 'Det här ärendet tar inte emot fler meddelanden. Skicka ett nytt meddelande.',
  signOut: 'Logga ut',
}
