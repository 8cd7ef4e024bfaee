/** Texts of the parts that come later, in Polish. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Czy chodziło o {email}?',
  replyTime: 'Typowy czas odpowiedzi: {time}',
  replyBy: 'Przewidywana odpowiedź do: {time}',
  here: 'Jesteśmy teraz dostępni do: {time}',
  away: 'Teraz nas nie ma. Wracamy: {time}',
  privacy: 'Polityka prywatności',
  consent_required: 'Potwierdź, że wyrażasz zgodę',
  consent_outdated: 'Ten tekst się zmienił. Przeczytaj go jeszcze raz',
  keep: 'Zachowaj moją wiadomość na tym urządzeniu',
  keepNote: 'Najwyżej 7 dni i bez plików. Inne osoby używające tej przeglądarki mogą ją przeczytać.',
  keptNow: 'Zachowano na tym urządzeniu',
  notKept: 'Ta przeglądarka nie może jej zachować',
  keptBack: 'Ta wiadomość została zachowana na tym urządzeniu. Wyślij ją, kiedy chcesz.',
  discard: 'Odrzuć ją',
}
