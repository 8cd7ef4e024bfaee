/** Texts of the pages that the proxy draws after a message was sent, in Brazilian Portuguese. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Ver o que há de novo',
  unshown: 'No momento não é possível mostrar isto',
  unshownWhy: 'Nada se perdeu. Tente de novo em alguns minutos.',
  noMore: 'Esta solicitação não aceita mais mensagens. Envie uma nova mensagem.',
}
