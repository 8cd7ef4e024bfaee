/** Texts of the parts that come later, in Latvian. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Vai domājāt {email}?',
  replyTime: 'Parastais atbildes laiks: {time}',
  replyBy: 'Atbilde gaidāma līdz: {time}',
  here: 'Esam pieejami līdz: {time}',
  away: 'Pašlaik neesam pieejami. Atgriezīsimies: {time}',
  privacy: 'Privātuma politika',
  consent_required: 'Apstipriniet, ka piekrītat',
  consent_outdated: 'Šis teksts ir mainīts. Lūdzu, izlasiet to vēlreiz',
  keep: 'Saglabāt manu ziņojumu šajā ierīcē',
  keepNote: 'Ne ilgāk kā 7 dienas un bez failiem. Citi, kas lieto šo pārlūku, var to izlasīt.',
  keptNow: 'Saglabāts šajā ierīcē',
  notKept: 'Šis pārlūks nevar to saglabāt',
  keptBack: 'Jūs saglabājāt šo ziņojumu šajā ierīcē. Nosūtiet to, kad vēlaties.',
  discard: 'Dzēst to',
}
