/** The form's texts in Czech. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Pomoc',
  title: 'Jak vám můžeme pomoci?',
  close: 'Zavřít',

  intro: 'Napište nám a my vám odpovíme e-mailem.',
  message: 'Vaše zpráva',
  email: 'Váš e-mail',
  name: 'Vaše jméno',
  subject: 'Předmět',
  optional: '(nepovinné)',
  send: 'Odeslat zprávu',
  sending: 'Odesílání…',
  left: {
    one: 'Zbývá {n} znak',
    few: 'Zbývají {n} znaky',
    many: 'Zbývá {n} znaku',
    other: 'Zbývá {n} znaků',
  },
  over: {
    one: 'O {n} znak více',
    few: 'O {n} znaky více',
    many: 'O {n} znaku více',
    other: 'O {n} znaků více',
  },

  summary: 'Zkontrolujte zadané údaje',
  message_required: 'Napište zprávu',
  email_required: 'Zadejte svůj e-mail',
  email_invalid: 'Zadejte e-mail ve tvaru jmeno@example.com',
  email_too_long: 'Tato e-mailová adresa je příliš dlouhá',
  name_required: 'Zadejte své jméno',
  subject_required: 'Zadejte předmět',
  tooLong: {
    one: 'Zkraťte o {n} znak',
    few: 'Zkraťte o {n} znaky',
    many: 'Zkraťte o {n} znaku',
    other: 'Zkraťte o {n} znaků',
  },
  notValid: 'Takto to nelze odeslat. Zkontrolujte to prosím.',

  notSent: 'Vaše zpráva nebyla odeslána',
  notSure: 'Nevíme, zda vaše zpráva dorazila',
  offline: 'Zdá se, že jste offline. Váš text tu zůstal. Odešlete ho, až se připojení obnoví.',
  timeout: 'Odpověď nepřišla včas. Zkuste to znovu: i když už zpráva dorazila, obdržíme ji jen jednou.',
  unreachable:
    'Spojení se nezdařilo, nebo mu zabránil například blokovač reklam či firewall. Váš text tu zůstal.',
  too_large: 'Zpráva je příliš velká. Zkraťte ji prosím.',
  limited: 'Právě se odesílá příliš mnoho zpráv. Váš text tu zůstal.',
  unavailable:
    'Právě teď nemůžeme zprávy přijímat. Váš text tu zůstal. Zkuste to prosím znovu za několik minut.',
  broken: 'Na naší straně se něco pokazilo. Zkuste to znovu: zprávu obdržíme jen jednou.',
  conflictTitle: 'Byla odeslána dřívější verze',
  conflict:
    'Tuto zprávu jsme už obdrželi v podobě před posledními změnami. To, co vidíte teď, odesláno nebylo.',
  refused:
    'Tento formulář není správně nastaven, proto z této stránky nelze odesílat zprávy. Kontaktujte nás prosím jinak.',
  refusedTitle: 'Tento formulář zatím nefunguje',
  unverifiedTitle: 'Nepodařilo se ověřit, kdo jste',
  unverified: 'Načtěte stránku znovu nebo se znovu přihlaste. Váš text tu zůstal.',
  backOnline: 'Připojení je obnoveno. Zprávu teď můžete odeslat.',

  retry: 'Zkusit znovu',
  retryIn: {
    one: 'Zkusit znovu za {n} sekundu',
    few: 'Zkusit znovu za {n} sekundy',
    many: 'Zkusit znovu za {n} sekundy',
    other: 'Zkusit znovu za {n} sekund',
  },
  sendAnyway: 'Odeslat i tuto verzi',
  copyMessage: 'Kopírovat zprávu',
  copied: 'Zkopírováno',
  copyByHand: 'Zpráva je označena. Zkopírujte ji pomocí klávesnice nebo nabídky.',
  emailUs: 'Napsat e-mail',

  sent: 'Zpráva odeslána',
  sentStatus: 'Zpráva odeslána. Číslo vašeho dotazu: {reference}.',
  sentTo: 'Odpovíme na adresu {email}.',
  reference: 'Číslo vašeho dotazu',
  copy: 'Kopírovat',
  copyReference: 'Kopírovat číslo dotazu',
  next: 'Číslo si uschovejte pro případ, že se budete chtít na zprávu zeptat.',
  again: 'Odeslat další zprávu',
}
