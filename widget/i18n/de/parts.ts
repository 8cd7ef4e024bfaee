/** Texts of the parts that come later, in German. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Meinten Sie {email}?',
  replyTime: 'Übliche Antwortzeit: {time}',
  replyBy: 'Antwort voraussichtlich bis: {time}',
  here: 'Wir sind für Sie da bis {time}',
  away: 'Wir sind gerade nicht da. Wieder da: {time}',
  privacy: 'Datenschutzerklärung',
  consent_required: 'Bestätigen Sie, dass Sie einverstanden sind',
  consent_outdated: 'Dieser Text hat sich geändert. Bitte lesen Sie ihn noch einmal',
  keep: 'Meine Nachricht auf diesem Gerät aufbewahren',
  keepNote: 'Höchstens 7 Tage und ohne Dateien. Andere, die diesen Browser benutzen, können sie lesen.',
  keptNow: 'Auf diesem Gerät aufbewahrt',
  notKept: 'Dieser Browser kann sie nicht aufbewahren',
  keptBack: 'Sie haben diese Nachricht auf diesem Gerät aufbewahrt. Senden Sie sie, wenn Sie so weit sind.',
  discard: 'Verwerfen',
}
