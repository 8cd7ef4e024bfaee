/** Texts of the parts that come later, in Norwegian (bokmål). Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Mente du {email}?',
  replyTime: 'Vanlig svartid: {time}',
  replyBy: 'Svar ventes innen: {time}',
  here: 'Vi er her til: {time}',
  away: 'Vi er ikke her akkurat nå. Tilbake: {time}',
  privacy: 'Personvernerklæring',
  consent_required: 'Bekreft at du samtykker',
  consent_outdated: 'Teksten er endret. Les den på nytt',
  keep: 'Ta vare på meldingen på denne enheten',
  keepNote: 'I høyst 7 dager og uten filer. Andre som bruker denne nettleseren, kan lese den.',
  keptNow: 'Lagret på denne enheten',
  notKept: 'Nettleseren kan ikke lagre den',
  keptBack: 'Du har lagret denne meldingen på enheten. Send den når du er klar.',
  discard: 'Forkast den',
}
