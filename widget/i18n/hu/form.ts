/** The form's texts in Hungarian. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Segítség',
  title: 'Miben segíthetünk?',
  close: 'Bezárás',

  intro: 'Írjon nekünk, és e-mailben válaszolunk.',
  message: 'Az Ön üzenete',
  email: 'Az Ön e-mail-címe',
  name: 'Az Ön neve',
  subject: 'Tárgy',
  optional: '(nem kötelező)',
  send: 'Üzenet küldése',
  sending: 'Küldés…',
  left: { one: 'Még {n} karakter', other: 'Még {n} karakter' },
  over: { one: '{n} karakterrel több', other: '{n} karakterrel több' },

  summary: 'Kérjük, ellenőrizze az adatokat',
  message_required: 'Írja be az üzenetét',
  email_required: 'Adja meg az e-mail-címét',
  email_invalid: 'Ilyen alakú e-mail-címet adjon meg: nev@example.com',
  email_too_long: 'Ez az e-mail-cím túl hosszú',
  name_required: 'Adja meg a nevét',
  subject_required: 'Adja meg a tárgyat',
  tooLong: { one: 'Rövidítse {n} karakterrel', other: 'Rövidítse {n} karakterrel' },
  notValid: 'Ez így nem küldhető el. Kérjük, ellenőrizze.',

  notSent: 'Az üzenetet nem sikerült elküldeni',
  notSure: 'Nem tudjuk, hogy az üzenete megérkezett-e',
  offline: 'Úgy tűnik, nincs internetkapcsolat. A szövege megmaradt. Küldje el, amint helyreáll a kapcsolat.',
  timeout:
    'Nem érkezett időben válasz. Próbálja újra: akkor is csak egyszer kapjuk meg az üzenetet, ha már megérkezett.',
  unreachable:
    'Nem sikerült kapcsolódni, vagy például egy hirdetésblokkoló vagy tűzfal megakadályozta. A szövege megmaradt.',
  too_large: 'Az üzenet túl nagy. Kérjük, rövidítse le.',
  limited: 'Jelenleg túl sok üzenetet küldenek. A szövege megmaradt.',
  unavailable:
    'Jelenleg nem tudunk üzeneteket fogadni. A szövege megmaradt. Kérjük, próbálja újra néhány perc múlva.',
  broken: 'Nálunk történt hiba. Próbálja újra: az üzenetet csak egyszer kapjuk meg.',
  conflictTitle: 'Már elküldött egy korábbi változatot',
  conflict:
    'Ezt az üzenetet már megkaptuk úgy, ahogyan az utolsó módosítások előtt volt. Amit most lát, az nincs elküldve.',
  refused:
    'Ez az űrlap nincs megfelelően beállítva, ezért erről az oldalról nem küldhető üzenet. Kérjük, más módon keressen minket.',
  refusedTitle: 'Ez az űrlap még nem működik',
  unverifiedTitle: 'Nem tudtuk megerősíteni a személyazonosságát',
  unverified: 'Töltse be újra az oldalt, vagy jelentkezzen be újra. A szövege megmaradt.',
  backOnline: 'Helyreállt a kapcsolat. Az üzenet most már elküldhető.',

  retry: 'Újrapróbálás',
  retryIn: { one: 'Újra {n} másodperc múlva', other: 'Újra {n} másodperc múlva' },
  sendAnyway: 'Az új változat küldése is',
  copyMessage: 'Üzenet másolása',
  copied: 'Másolva',
  copyByHand: 'Az üzenet ki van jelölve. Másolja a billentyűzettel vagy a menüből.',
  emailUs: 'E-mail írása',

  sent: 'Üzenet elküldve',
  sentStatus: 'Üzenet elküldve. Hivatkozási szám: {reference}.',
  sentTo: 'Erre a címre válaszolunk: {email}.',
  reference: 'Hivatkozási szám',
  copy: 'Másolás',
  copyReference: 'Hivatkozási szám másolása',
  next: 'Őrizze meg a hivatkozási számot arra az esetre, ha később kérdezne erről az üzenetről.',
  again: 'Új üzenet küldése',
}
