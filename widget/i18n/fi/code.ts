/** Texts of how an address is proven by a code, in Finnish. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'Vastaukset näkyvät täällä, kun olet antanut koodin, jonka lähetämme osoitteeseen {email}.',
  waitsWhy:
    'Viestisi on tallessa. Se välitetään heti, kun olet antanut koodin, jonka lähetämme osoitteeseen {email}, tai tunnin kuluttua.',
  confirmWhy: 'Vahvista sähköpostiosoitteesi: anna koodi, jonka lähetämme osoitteeseen {email}.',
  requestsWhy: 'Näet yhteydenottosi, kun annat koodin, jonka lähetämme sähköpostiosoitteeseesi.',
  codeSend: 'Lähetä minulle koodi',
  codeAgain: 'Lähetä uusi koodi',
  codeSent: 'Lähetämme koodin osoitteeseen {email}. Jos se ei tule muutamassa minuutissa, pyydä uusi.',
  code: 'Koodisi',
  codeEnter: 'Vahvista osoite',
  code_required: 'Anna koodi',
  code_wrong: 'Koodi on väärä tai ei ole enää voimassa. Anna se uudelleen tai pyydä uusi.',
  codeLimited: 'Koodeja on pyydetty liian monta. Yritä myöhemmin uudelleen.',
  confirmed: 'Osoitteesi on vahvistettu.',
  proofOver: 'Osoitteesi vahvistus on vanhentunut. Pyydä uusi koodi.',
  signOut: 'Kirjaudu ulos',
}
