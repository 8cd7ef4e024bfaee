/** Texts of the pages that the proxy draws after a message was sent, in European Portuguese. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Ver o que há de novo',
  unshown: 'Neste momento não é possível mostrar isto',
  unshownWhy: 'Nada se perdeu. Tente de novo dentro de alguns minutos.',
  noMore: 'Este pedido já não aceita mensagens. Envie uma nova mensagem.',
}
