/** The form's texts in Slovak. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Pomoc',
  title: 'Ako vám môžeme pomôcť?',
  close: 'Zavrieť',

  intro: 'Napíšte nám a my vám odpovieme e-mailom.',
  message: 'Vaša správa',
  email: 'Váš e-mail',
  name: 'Vaše meno',
  subject: 'Predmet',
  optional: '(nepovinné)',
  send: 'Odoslať správu',
  sending: 'Odosiela sa…',
  left: {
    one: 'Zostáva {n} znak',
    few: 'Zostávajú {n} znaky',
    many: 'Zostáva {n} znaku',
    other: 'Zostáva {n} znakov',
  },
  over: {
    one: 'O {n} znak viac',
    few: 'O {n} znaky viac',
    many: 'O {n} znaku viac',
    other: 'O {n} znakov viac',
  },

  summary: 'Skontrolujte zadané údaje',
  message_required: 'Napíšte správu',
  email_required: 'Zadajte svoj e-mail',
  email_invalid: 'Zadajte e-mail v tvare meno@example.com',
  email_too_long: 'Táto e-mailová adresa je príliš dlhá',
  name_required: 'Zadajte svoje meno',
  subject_required: 'Zadajte predmet',
  tooLong: {
    one: 'Skráťte o {n} znak',
    few: 'Skráťte o {n} znaky',
    many: 'Skráťte o {n} znaku',
    other: 'Skráťte o {n} znakov',
  },
  notValid: 'Takto sa to nedá odoslať. Skontrolujte to, prosím.',

  notSent: 'Vaša správa nebola odoslaná',
  notSure: 'Nevieme, či vaša správa dorazila',
  offline: 'Zdá sa, že ste offline. Váš text tu zostal. Odošlite ho, keď sa pripojenie obnoví.',
  timeout: 'Odpoveď neprišla včas. Skúste to znova: aj keď už správa dorazila, dostaneme ju iba raz.',
  unreachable:
    'Spojenie zlyhalo alebo mu zabránilo napríklad blokovanie reklám či firewall. Váš text tu zostal.',
  too_large: 'Správa je príliš veľká. Skráťte ju, prosím.',
  limited: 'Práve sa odosiela príliš veľa správ. Váš text tu zostal.',
  unavailable: 'Práve teraz nemôžeme prijímať správy. Váš text tu zostal. Skúste to znova o niekoľko minút.',
  broken: 'Na našej strane sa niečo pokazilo. Skúste to znova: správu dostaneme iba raz.',
  conflictTitle: 'Bola odoslaná skoršia verzia',
  conflict:
    'Túto správu sme už dostali v podobe pred poslednými zmenami. To, čo vidíte teraz, odoslané nebolo.',
  refused:
    'Tento formulár nie je správne nastavený, preto sa z tejto stránky nedajú odosielať správy. Kontaktujte nás, prosím, inak.',
  refusedTitle: 'Tento formulár zatiaľ nefunguje',
  unverifiedTitle: 'Nepodarilo sa overiť, kto ste',
  unverified: 'Načítajte stránku znova alebo sa znova prihláste. Váš text tu zostal.',
  backOnline: 'Pripojenie je obnovené. Správu teraz môžete odoslať.',

  retry: 'Skúsiť znova',
  retryIn: {
    one: 'Skúsiť znova o {n} sekundu',
    few: 'Skúsiť znova o {n} sekundy',
    many: 'Skúsiť znova o {n} sekundy',
    other: 'Skúsiť znova o {n} sekúnd',
  },
  sendAnyway: 'Odoslať aj túto verziu',
  copyMessage: 'Kopírovať správu',
  copied: 'Skopírované',
  copyByHand: 'Správa je označená. Skopírujte ju pomocou klávesnice alebo ponuky.',
  emailUs: 'Napísať e-mail',

  sent: 'Správa odoslaná',
  sentStatus: 'Správa odoslaná. Číslo vašej žiadosti: {reference}.',
  sentTo: 'Odpovieme na adresu {email}.',
  reference: 'Číslo vašej žiadosti',
  copy: 'Kopírovať',
  copyReference: 'Kopírovať číslo žiadosti',
  next: 'Číslo si uschovajte pre prípad, že sa budete chcieť na správu opýtať.',
  again: 'Odoslať ďalšiu správu',
}
