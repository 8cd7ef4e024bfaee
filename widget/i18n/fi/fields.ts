/** Texts of a site's own fields and of files, in Finnish. Read by an editor (a language model), not by a native speaker. */
import type { FieldTexts } from '../en/fields.ts'

export const texts: FieldTexts = {
  topic: 'Mistä on kyse?',
  choose: 'Valitse vaihtoehto',
  said: '{label}: {problem}',
  fillIn: 'Täytä tämä kenttä',
  tick: 'Merkitse tämä ruutu',
  url_invalid: 'Anna verkko-osoite muodossa www.example.com',
  tel_invalid: 'Anna puhelinnumero muodossa +32 9 123 45 67',
  number_invalid: 'Anna luku',
  date_invalid: 'Anna koko päivämäärä',
  atLeast: '{value} tai enemmän',
  atMost: '{value} tai vähemmän',
  notBefore: '{value} tai myöhemmin',
  notAfter: '{value} tai aiemmin',
  chooseMore: 'Valitse vähintään {n}',
  chooseFewer: 'Valitse enintään {n}',
  tooShort: { one: 'Tarvitaan vähintään {n} merkki', other: 'Tarvitaan vähintään {n} merkkiä' },
  onlyIf: 'Vain jos valitsit: {values}',

  files: 'Liitteet',
  addFiles: 'Lisää tiedostoja',
  dropFiles: 'Voit myös pudottaa tiedostoja tähän tai liittää ne leikepöydältä.',
  fileLimit: {
    one: 'Enintään {n} tiedosto, enintään {size}',
    other: 'Enintään {n} tiedostoa, kukin enintään {size}',
  },
  fileTypes: 'Sallitut tiedostotyypit',
  fileAdded: '{name} on liitetty',
  filesAdded: { one: '{n} tiedosto on liitetty', other: '{n} tiedostoa on liitetty' },
  fileRemoved: '{name} on poistettu',
  removeFile: 'Poista {name}',
  filesLost:
    'Sivu ladattiin uudelleen, joten nämä tiedostot eivät ole enää liitteinä: {names}. Lisää ne uudelleen.',
  filesSent: '{percent} lähetetty',
  fileTooLarge: '{name} on liian suuri: enintään {size} voi lähettää',
  fileEmpty: '{name} on tyhjä',
  fileBadType: '{name} on tyyppiä, jota ei voi lähettää tästä',
  fileTooMany: {
    one: '{name} ei ole liitteenä: vain {n} tiedoston voi lähettää',
    other: '{name} ei ole liitteenä: vain {n} tiedostoa voi lähettää',
  },
  fileGone: 'Tiedostoa {name} ei voi enää lukea. Lisää se uudelleen.',
  filesTooLarge: 'Tämä on liian suuri lähetettäväksi. Lähetä vähemmän tai pienempiä tiedostoja.',
  no_room:
    'Tiedostoille ei ole juuri nyt tilaa. Poista ne tai yritä myöhemmin uudelleen. Tekstisi on tallessa.',
  too_slow:
    'Lähettäminen kesti liian kauan. Lähetä vähemmän tai pienempiä tiedostoja tai käytä nopeampaa yhteyttä.',

  takeShot: 'Ota kuvakaappaus',
  shot: 'Kuvakaappauksesi',
  shotHint:
    'Merkitse alue: vedä kuvan yli tai siirrä kehystä nuolinäppäimillä ja muuta sen kokoa Vaihto-näppäimen kanssa.',
  frame: 'Kehys: {x} vasemmalta, {y} ylhäältä, leveys {width}, korkeus {height}',
  blackOut: 'Peitä mustalla',
  crop: 'Rajaa',
  undo: 'Kumoa',
  done: 'Valmis',
  attach: 'Liitä',
  cancel: 'Peruuta',
  noShot: 'Kuvakaappausta ei otettu',
}
