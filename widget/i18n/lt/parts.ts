/** Texts of the parts that come later, in Lithuanian. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Ar turėjote omenyje {email}?',
  replyTime: 'Įprastas atsakymo laikas: {time}',
  replyBy: 'Atsakymo laukite iki: {time}',
  here: 'Dirbame iki: {time}',
  away: 'Šiuo metu mūsų nėra. Grįšime: {time}',
  privacy: 'Privatumo politika',
  consent_required: 'Patvirtinkite, kad sutinkate',
  consent_outdated: 'Šis tekstas pasikeitė. Perskaitykite jį dar kartą',
  keep: 'Palikti mano žinutę šiame įrenginyje',
  keepNote: 'Ne ilgiau kaip 7 dienas ir be failų. Kiti, kurie naudojasi šia naršykle, gali ją perskaityti.',
  keptNow: 'Palikta šiame įrenginyje',
  notKept: 'Ši naršyklė negali jos palikti',
  keptBack: 'Šią žinutę palikote šiame įrenginyje. Išsiųskite ją, kai norėsite.',
  discard: 'Ištrinti ją',
}
