/** Texts of the parts that come later, in Slovenian. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Ste mislili {email}?',
  replyTime: 'Običajni čas odgovora: {time}',
  replyBy: 'Odgovor pričakujte do: {time}',
  here: 'Tu smo do: {time}',
  away: 'Trenutno nas ni. Spet tu: {time}',
  privacy: 'Pravilnik o zasebnosti',
  consent_required: 'Potrdite, da se strinjate',
  consent_outdated: 'To besedilo se je spremenilo. Prosimo, preberite ga znova',
  keep: 'Shrani moje sporočilo v tej napravi',
  keepNote: 'Največ 7 dni in brez datotek. Drugi, ki uporabljajo ta brskalnik, ga lahko preberejo.',
  keptNow: 'Shranjeno v tej napravi',
  notKept: 'Ta brskalnik ga ne more shraniti',
  keptBack: 'To sporočilo ste shranili v tej napravi. Pošljite ga, ko boste pripravljeni.',
  discard: 'Zavrzi ga',
}
