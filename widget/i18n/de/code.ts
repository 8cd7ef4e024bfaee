/** Texts of how an address is proven by a code, in German. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'Die Antworten sehen Sie hier, sobald Sie einen Code eingeben, den wir an {email} senden.',
  waitsWhy:
    'Ihre Nachricht ist sicher. Sie wird weitergeleitet, sobald Sie einen Code eingeben, den wir an {email} senden, sonst nach einer Stunde.',
  confirmWhy:
    'Bitte bestätigen Sie Ihre E-Mail-Adresse: Geben Sie einen Code ein, den wir an {email} senden.',
  requestsWhy: 'Um Ihre Anfragen zu sehen, geben Sie einen Code ein, den wir an Ihre E-Mail-Adresse senden.',
  codeSend: 'Code senden',
  codeAgain: 'Neuen Code senden',
  codeSent:
    'Ein Code ist unterwegs an {email}. Kommt er in den nächsten Minuten nicht an, fordern Sie einen neuen an.',
  code: 'Ihr Code',
  codeEnter: 'Adresse bestätigen',
  code_required: 'Geben Sie den Code ein',
  code_wrong:
    'Dieser Code ist falsch oder nicht mehr gültig. Geben Sie ihn noch einmal ein oder fordern Sie einen neuen an.',
  codeLimited: 'Es wurden zu viele Codes angefordert. Bitte versuchen Sie es später erneut.',
  confirmed: 'Ihre Adresse ist bestätigt.',
  proofOver: 'Die Bestätigung Ihrer Adresse ist abgelaufen. Fordern Sie einen neuen Code an.',
  signOut: 'Abmelden',
}
