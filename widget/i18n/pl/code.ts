/** Texts of how an address is proven by a code, in Polish. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'Odpowiedzi pojawią się tutaj, gdy wpiszesz kod, który wyślemy na adres {email}.',
  waitsWhy:
    'Twoja wiadomość jest bezpieczna. Przekażemy ją, gdy tylko wpiszesz kod, który wyślemy na adres {email}, albo po godzinie.',
  confirmWhy: 'Potwierdź swój adres e-mail: wpisz kod, który wyślemy na adres {email}.',
  requestsWhy: 'Aby zobaczyć swoje zgłoszenia, wpisz kod, który wyślemy na Twój adres e-mail.',
  codeSend: 'Wyślij mi kod',
  codeAgain: 'Wyślij nowy kod',
  codeSent: 'Wysyłamy kod na adres {email}. Jeśli nie dotrze w ciągu kilku minut, poproś o nowy.',
  code: 'Twój kod',
  codeEnter: 'Potwierdź adres',
  code_required: 'Wpisz kod',
  code_wrong: 'Ten kod jest błędny albo stracił ważność. Wpisz go ponownie lub poproś o nowy.',
  codeLimited: 'Zbyt wiele razy proszono o kod. Spróbuj ponownie później.',
  confirmed: 'Twój adres jest potwierdzony.',
  proofOver: 'Potwierdzenie Twojego adresu wygasło. Poproś o nowy kod.',
  signOut: 'Wyloguj się',
}
