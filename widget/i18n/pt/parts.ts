/** Texts of the parts that come later, in European Portuguese. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Queria dizer {email}?',
  replyTime: 'Tempo de resposta habitual: {time}',
  replyBy: 'Resposta prevista até: {time}',
  here: 'Estamos disponíveis até: {time}',
  away: 'De momento não estamos disponíveis. Voltamos: {time}',
  privacy: 'Política de privacidade',
  consent_required: 'Confirme que concorda',
  consent_outdated: 'Este texto mudou. Leia-o novamente, por favor',
  keep: 'Guardar a minha mensagem neste dispositivo',
  keepNote: 'Durante 7 dias, no máximo, e sem ficheiros. Quem usar este navegador pode lê-la.',
  keptNow: 'Guardada neste dispositivo',
  notKept: 'Este navegador não a pode guardar',
  keptBack: 'Guardou esta mensagem neste dispositivo. Envie-a quando quiser.',
  discard: 'Eliminá-la',
}
