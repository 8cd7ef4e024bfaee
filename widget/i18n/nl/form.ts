/** The form's texts in Dutch. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Hulp',
  title: 'Waarmee kunnen we helpen?',
  close: 'Sluiten',

  intro: 'Schrijf ons, dan antwoorden we per e-mail.',
  message: 'Je bericht',
  email: 'Je e-mailadres',
  name: 'Je naam',
  subject: 'Onderwerp',
  optional: '(niet verplicht)',
  send: 'Bericht versturen',
  sending: 'Bezig met versturen…',
  left: { one: 'Nog {n} teken', other: 'Nog {n} tekens' },
  over: { one: '{n} teken te veel', other: '{n} tekens te veel' },

  summary: 'Er klopt iets niet',
  message_required: 'Schrijf je bericht',
  email_required: 'Vul je e-mailadres in',
  email_invalid: 'Vul een e-mailadres in zoals naam@example.com',
  email_too_long: 'Dit e-mailadres is te lang',
  name_required: 'Vul je naam in',
  subject_required: 'Vul een onderwerp in',
  tooLong: { one: 'Maak dit {n} teken korter', other: 'Maak dit {n} tekens korter' },
  notValid: 'Dit kan zo niet worden verstuurd. Kijk het na.',

  notSent: 'Je bericht is niet verstuurd',
  notSure: 'We weten niet of je bericht is aangekomen',
  offline:
    'Je lijkt geen verbinding te hebben. Je tekst staat er nog. Verstuur hem als je weer verbinding hebt.',
  timeout:
    'Er kwam niet op tijd antwoord. Probeer het opnieuw: ook als het toch is aangekomen, krijgen we het maar één keer.',
  unreachable:
    'De verbinding is mislukt of werd tegengehouden, bijvoorbeeld door een adblocker of een firewall. Je tekst staat er nog.',
  too_large: 'Het is te groot om te versturen. Maak het korter.',
  limited: 'Er worden op dit moment te veel berichten verstuurd. Je tekst staat er nog.',
  unavailable:
    'We kunnen op dit moment geen berichten aannemen. Je tekst staat er nog. Probeer het over een paar minuten opnieuw.',
  broken: 'Er ging bij ons iets mis. Probeer het opnieuw: we krijgen je bericht maar één keer.',
  conflictTitle: 'Een eerdere versie is verstuurd',
  conflict:
    'We hebben dit bericht al ontvangen zoals het vóór je laatste wijzigingen was. Wat je nu ziet, is niet verstuurd.',
  refused:
    'Dit formulier is niet goed ingesteld, dus vanaf deze pagina kun je geen berichten versturen. Neem op een andere manier contact met ons op.',
  refusedTitle: 'Dit formulier werkt nog niet',
  unverifiedTitle: 'We konden niet bevestigen wie je bent',
  unverified: 'Laad de pagina opnieuw of log opnieuw in. Je tekst staat er nog.',
  backOnline: 'Je hebt weer verbinding. Je bericht kan nu worden verstuurd.',

  retry: 'Opnieuw proberen',
  retryIn: { one: 'Opnieuw over {n} seconde', other: 'Opnieuw over {n} seconden' },
  sendAnyway: 'Ook deze versie versturen',
  copyMessage: 'Mijn bericht kopiëren',
  copied: 'Gekopieerd',
  copyByHand: 'Je bericht is geselecteerd. Kopieer het met je toetsenbord of menu.',
  emailUs: 'E-mail ons',

  sent: 'Bericht verstuurd',
  sentStatus: 'Bericht verstuurd. Je referentienummer is {reference}.',
  sentTo: 'We sturen ons antwoord naar {email}.',
  reference: 'Je referentienummer',
  copy: 'Kopiëren',
  copyReference: 'Referentienummer kopiëren',
  next: 'Bewaar het referentienummer voor als je iets over dit bericht wilt vragen.',
  again: 'Nog een bericht versturen',
}
