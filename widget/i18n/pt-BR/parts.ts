/** Texts of the parts that come later, in Brazilian Portuguese. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Você quis dizer {email}?',
  replyTime: 'Tempo de resposta habitual: {time}',
  replyBy: 'Resposta prevista até: {time}',
  here: 'Estamos disponíveis até: {time}',
  away: 'No momento não estamos disponíveis. Voltamos: {time}',
  privacy: 'Política de privacidade',
  consent_required: 'Confirme que você concorda',
  consent_outdated: 'Este texto mudou. Leia de novo, por favor',
}
