/** Texts of the pages that the proxy draws after a message was sent, in French. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Voir ce qu’il y a de nouveau',
  unshown: 'Cela ne peut pas être affiché pour le moment',
  unshownWhy: 'Rien n’est perdu. Veuillez réessayer dans quelques minutes.',
  noMore: 'Cette demande n’accepte plus de messages. Veuillez envoyer un nouveau message.',
}
