/** The form's texts in German. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Hilfe',
  title: 'Wie können wir helfen?',
  close: 'Schließen',

  intro: 'Schreiben Sie uns, wir antworten per E-Mail.',
  message: 'Ihre Nachricht',
  email: 'Ihre E-Mail-Adresse',
  name: 'Ihr Name',
  subject: 'Betreff',
  optional: '(optional)',
  send: 'Nachricht senden',
  sending: 'Wird gesendet\u00a0…',
  left: { one: 'Noch {n} Zeichen', other: 'Noch {n} Zeichen' },
  over: { one: '{n} Zeichen zu viel', other: '{n} Zeichen zu viel' },

  summary: 'Bitte prüfen Sie Ihre Angaben',
  message_required: 'Geben Sie Ihre Nachricht ein',
  email_required: 'Geben Sie Ihre E-Mail-Adresse ein',
  email_invalid: 'Geben Sie eine E-Mail-Adresse wie name@example.com ein',
  email_too_long: 'Diese E-Mail-Adresse ist zu lang',
  name_required: 'Geben Sie Ihren Namen ein',
  subject_required: 'Geben Sie einen Betreff ein',
  tooLong: { one: 'Kürzen Sie um {n} Zeichen', other: 'Kürzen Sie um {n} Zeichen' },
  notValid: 'So lässt sich das nicht senden. Bitte prüfen Sie es.',

  notSent: 'Ihre Nachricht wurde nicht gesendet',
  notSure: 'Wir wissen nicht, ob Ihre Nachricht angekommen ist',
  offline:
    'Sie sind offenbar offline. Ihr Text ist noch da. Senden Sie ihn, sobald Sie wieder verbunden sind.',
  timeout:
    'Es kam keine Antwort. Versuchen Sie es erneut: Auch wenn die Nachricht doch angekommen ist, erhalten wir sie nur einmal.',
  unreachable:
    'Die Verbindung ist fehlgeschlagen oder wurde blockiert, zum Beispiel von einem Werbeblocker oder einer Firewall. Ihr Text ist noch da.',
  too_large: 'Die Nachricht ist zu groß. Bitte kürzen Sie sie.',
  limited: 'Zurzeit werden zu viele Nachrichten gesendet. Ihr Text ist noch da.',
  unavailable:
    'Wir können zurzeit keine Nachrichten annehmen. Ihr Text ist noch da. Bitte versuchen Sie es in ein paar Minuten erneut.',
  broken:
    'Bei uns ist etwas schiefgegangen. Versuchen Sie es erneut: Wir erhalten Ihre Nachricht nur einmal.',
  conflictTitle: 'Eine frühere Fassung wurde gesendet',
  conflict:
    'Wir haben diese Nachricht schon erhalten, so wie sie vor Ihren letzten Änderungen war. Was Sie jetzt sehen, wurde nicht gesendet.',
  refused:
    'Dieses Formular ist nicht richtig eingerichtet. Von dieser Seite aus können keine Nachrichten gesendet werden. Bitte kontaktieren Sie uns auf anderem Weg.',
  refusedTitle: 'Dieses Formular funktioniert noch nicht',
  unverifiedTitle: 'Wir konnten nicht bestätigen, wer Sie sind',
  unverified: 'Laden Sie die Seite neu oder melden Sie sich erneut an. Ihr Text ist noch da.',
  backOnline: 'Sie sind wieder verbunden. Ihre Nachricht kann jetzt gesendet werden.',

  retry: 'Erneut versuchen',
  retryIn: { one: 'Erneut in {n} Sekunde', other: 'Erneut in {n} Sekunden' },
  sendAnyway: 'Auch diese Fassung senden',
  copyMessage: 'Nachricht kopieren',
  copied: 'Kopiert',
  copyByHand: 'Ihre Nachricht ist markiert. Kopieren Sie sie mit der Tastatur oder über das Menü.',
  emailUs: 'E-Mail schreiben',

  sent: 'Nachricht gesendet',
  sentStatus: 'Nachricht gesendet. Ihre Referenznummer ist {reference}.',
  sentTo: 'Wir antworten an {email}.',
  reference: 'Ihre Referenznummer',
  copy: 'Kopieren',
  copyReference: 'Referenznummer kopieren',
  next: 'Bewahren Sie die Referenznummer für Rückfragen auf.',
  again: 'Weitere Nachricht senden',
}
