/** Texts of the parts that come later, in Croatian. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Jeste li mislili na {email}?',
  replyTime: 'Uobičajeno vrijeme odgovora: {time}',
  replyBy: 'Odgovor očekujte do: {time}',
  here: 'Tu smo do: {time}',
  away: 'Trenutačno nas nema. Ponovno tu: {time}',
  privacy: 'Pravila o privatnosti',
  consent_required: 'Potvrdite da se slažete',
  consent_outdated: 'Ovaj se tekst promijenio. Molimo pročitajte ga ponovno',
  keep: 'Spremi moju poruku na ovom uređaju',
  keepNote: 'Najviše 7 dana i bez datoteka. Drugi koji koriste ovaj preglednik mogu je pročitati.',
  keptNow: 'Spremljeno na ovom uređaju',
  notKept: 'Ovaj je preglednik ne može spremiti',
  keptBack: 'Spremili ste ovu poruku na ovom uređaju. Pošaljite je kad želite.',
  discard: 'Odbaci je',
}
