/** Texts of the parts that come later, in Dutch. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Bedoel je {email}?',
  replyTime: 'Gebruikelijke antwoordtijd: {time}',
  replyBy: 'Antwoord verwacht vóór: {time}',
  here: 'We zijn er tot {time}',
  away: 'We zijn er nu even niet. Terug: {time}',
  privacy: 'Privacyverklaring',
  consent_required: 'Bevestig dat je akkoord gaat',
  consent_outdated: 'Deze tekst is gewijzigd. Lees hem nog eens door',
  keep: 'Mijn bericht op dit apparaat bewaren',
  keepNote: 'Hoogstens 7 dagen en zonder bestanden. Anderen die deze browser gebruiken, kunnen het lezen.',
  keptNow: 'Bewaard op dit apparaat',
  notKept: 'Deze browser kan het niet bewaren',
  keptBack: 'Je hebt dit bericht op dit apparaat bewaard. Verstuur het wanneer je wilt.',
  discard: 'Weggooien',
}
