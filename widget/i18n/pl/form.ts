/** The form's texts in Polish. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Pomoc',
  title: 'Jak możemy pomóc?',
  close: 'Zamknij',

  intro: 'Napisz do nas, a odpowiemy e-mailem.',
  message: 'Twoja wiadomość',
  email: 'Twój adres e-mail',
  name: 'Twoje imię i nazwisko',
  subject: 'Temat',
  optional: '(opcjonalnie)',
  send: 'Wyślij wiadomość',
  sending: 'Wysyłanie…',
  left: {
    one: 'Pozostał {n} znak',
    few: 'Pozostały {n} znaki',
    many: 'Pozostało {n} znaków',
    other: 'Pozostało {n} znaku',
  },
  over: {
    one: '{n} znak za dużo',
    few: '{n} znaki za dużo',
    many: '{n} znaków za dużo',
    other: '{n} znaku za dużo',
  },

  summary: 'Sprawdź wprowadzone dane',
  message_required: 'Wpisz wiadomość',
  email_required: 'Wpisz swój adres e-mail',
  email_invalid: 'Wpisz adres e-mail w postaci nazwa@example.com',
  email_too_long: 'Ten adres e-mail jest za długi',
  name_required: 'Wpisz imię i nazwisko',
  subject_required: 'Wpisz temat',
  tooLong: {
    one: 'Skróć o {n} znak',
    few: 'Skróć o {n} znaki',
    many: 'Skróć o {n} znaków',
    other: 'Skróć o {n} znaku',
  },
  notValid: 'Nie można tego wysłać w tej postaci. Sprawdź jeszcze raz.',

  notSent: 'Wiadomość nie została wysłana',
  notSure: 'Nie wiemy, czy wiadomość dotarła',
  offline:
    'Wygląda na to, że nie masz połączenia. Twój tekst nadal tu jest. Wyślij go, gdy połączenie wróci.',
  timeout:
    'Nie otrzymaliśmy odpowiedzi na czas. Spróbuj ponownie: nawet jeśli wiadomość dotarła, otrzymamy ją tylko raz.',
  unreachable:
    'Połączenie się nie powiodło albo zostało zablokowane, na przykład przez bloker reklam lub zaporę sieciową. Twój tekst nadal tu jest.',
  too_large: 'Wiadomość jest za duża. Prosimy ją skrócić.',
  limited: 'W tej chwili wysyłanych jest zbyt wiele wiadomości. Twój tekst nadal tu jest.',
  unavailable:
    'W tej chwili nie możemy przyjmować wiadomości. Twój tekst nadal tu jest. Spróbuj ponownie za kilka minut.',
  broken: 'Coś poszło nie tak po naszej stronie. Spróbuj ponownie: otrzymamy wiadomość tylko raz.',
  conflictTitle: 'Wysłano wcześniejszą wersję',
  conflict:
    'Otrzymaliśmy już tę wiadomość w wersji sprzed ostatnich zmian. To, co widzisz teraz, nie zostało wysłane.',
  refused:
    'Ten formularz nie jest poprawnie skonfigurowany, dlatego z tej strony nie można wysyłać wiadomości. Prosimy o kontakt w inny sposób.',
  refusedTitle: 'Ten formularz jeszcze nie działa',
  unverifiedTitle: 'Nie udało się potwierdzić Twojej tożsamości',
  unverified: 'Odśwież stronę lub zaloguj się ponownie. Twój tekst nadal tu jest.',
  backOnline: 'Połączenie wróciło. Wiadomość można już wysłać.',

  retry: 'Spróbuj ponownie',
  retryIn: {
    one: 'Ponownie za {n} sekundę',
    few: 'Ponownie za {n} sekundy',
    many: 'Ponownie za {n} sekund',
    other: 'Ponownie za {n} sekundy',
  },
  sendAnyway: 'Wyślij także tę wersję',
  copyMessage: 'Kopiuj wiadomość',
  copied: 'Skopiowano',
  copyByHand: 'Wiadomość jest zaznaczona. Skopiuj ją za pomocą klawiatury lub menu.',
  emailUs: 'Napisz e-mail',

  sent: 'Wiadomość wysłana',
  sentStatus: 'Wiadomość wysłana. Numer zgłoszenia: {reference}.',
  sentTo: 'Odpowiemy na adres {email}.',
  reference: 'Numer zgłoszenia',
  copy: 'Kopiuj',
  copyReference: 'Kopiuj numer zgłoszenia',
  next: 'Zachowaj numer na wypadek pytań o tę wiadomość.',
  again: 'Wyślij kolejną wiadomość',
}
