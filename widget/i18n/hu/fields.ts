/** Texts of a site's own fields and of files, in Hungarian. Read by an editor (a language model), not by a native speaker. */
import type { FieldTexts } from '../en/fields.ts'

export const texts: FieldTexts = {
  topic: 'Miről van szó?',
  choose: 'Kérjük, válasszon',
  said: '{label}: {problem}',
  fillIn: 'Kérjük, töltse ki ezt a mezőt',
  tick: 'Kérjük, jelölje be',
  url_invalid: 'Ilyen alakú webcímet adjon meg: www.example.com',
  tel_invalid: 'Ilyen alakú telefonszámot adjon meg: +32 9 123 45 67',
  number_invalid: 'Adjon meg egy számot',
  date_invalid: 'Adjon meg egy teljes dátumot',
  atLeast: '{value} vagy több',
  atMost: '{value} vagy kevesebb',
  notBefore: '{value} vagy később',
  notAfter: '{value} vagy korábban',
  chooseMore: 'Válasszon legalább {n} lehetőséget',
  chooseFewer: 'Válasszon legfeljebb {n} lehetőséget',
  tooShort: { one: 'Legalább {n} karakter szükséges', other: 'Legalább {n} karakter szükséges' },
  onlyIf: 'Csak ha ezt választotta: {values}',

  files: 'Mellékletek',
  addFiles: 'Fájlok hozzáadása',
  dropFiles: 'A fájlokat ide is húzhatja vagy beillesztheti.',
  fileLimit: {
    one: 'Legfeljebb {n} fájl, legfeljebb {size}',
    other: 'Legfeljebb {n} fájl, egyenként legfeljebb {size}',
  },
  fileTypes: 'Engedélyezett fájltípusok',
  fileAdded: 'Csatolva: {name}',
  filesAdded: { one: '{n} fájl csatolva', other: '{n} fájl csatolva' },
  fileRemoved: 'Eltávolítva: {name}',
  removeFile: '{name} eltávolítása',
  filesLost:
    'Az oldal újratöltődött, ezért ezek a fájlok már nincsenek csatolva: {names}. Kérjük, adja hozzá őket újra.',
  filesSent: '{percent} elküldve',
  fileTooLarge: '{name} túl nagy: legfeljebb {size} küldhető',
  fileEmpty: '{name} üres',
  fileBadType: '{name} olyan típusú, amely itt nem küldhető el',
  fileTooMany: {
    one: '{name} nincs csatolva: csak {n} fájl küldhető',
    other: '{name} nincs csatolva: csak {n} fájl küldhető',
  },
  fileGone: '{name} már nem olvasható. Kérjük, adja hozzá újra.',
  filesTooLarge: 'Ez túl nagy az elküldéshez. Kérjük, küldjön kevesebb vagy kisebb fájlt.',
  no_room:
    'Jelenleg nincs hely a fájloknak. Távolítsa el őket, vagy próbálja újra később. A szövege megmaradt.',
  too_slow:
    'Túl sokáig tartott a küldés. Kérjük, küldjön kevesebb vagy kisebb fájlt, vagy használjon gyorsabb kapcsolatot.',

  takeShot: 'Képernyőkép készítése',
  shot: 'Az Ön képernyőképe',
  shotHint:
    'Jelöljön ki egy területet: húzza végig a mutatót a képen, vagy mozgassa a keretet a nyílbillentyűkkel, és a Shift lenyomásával méretezze.',
  frame: 'Keret: {x} balról, {y} felülről, {width} széles, {height} magas',
  blackOut: 'Kitakarás',
  crop: 'Vágás',
  undo: 'Visszavonás',
  done: 'Kész',
  attach: 'Csatolás',
  cancel: 'Mégse',
  noShot: 'Nem készült képernyőkép',
}
