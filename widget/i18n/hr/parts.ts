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
}
