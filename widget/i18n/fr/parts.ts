/** Texts of the parts that come later, in French. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Vouliez-vous dire {email}\u202f?',
  replyTime: 'Délai de réponse habituel\u00a0: {time}',
  replyBy: 'Réponse prévue avant\u00a0: {time}',
  here: 'Nous sommes là jusqu’à {time}',
  away: 'Nous sommes absents pour le moment. De retour\u00a0: {time}',
  privacy: 'Politique de confidentialité',
  consent_required: 'Confirmez que vous êtes d’accord',
  consent_outdated: 'Ce texte a changé. Veuillez le relire',
  keep: 'Garder mon message sur cet appareil',
  keepNote: '7 jours au plus et sans les fichiers. Les autres utilisateurs de ce navigateur peuvent le lire.',
  keptNow: 'Gardé sur cet appareil',
  notKept: 'Ce navigateur ne peut pas le garder',
  keptBack: 'Vous avez gardé ce message sur cet appareil. Envoyez-le quand vous voulez.',
  discard: 'Le supprimer',
}
