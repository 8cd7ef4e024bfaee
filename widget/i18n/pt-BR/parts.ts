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
  keep: 'Guardar minha mensagem neste dispositivo',
  keepNote: 'Por no máximo 7 dias e sem arquivos. Quem usar este navegador pode ler.',
  keptNow: 'Guardada neste dispositivo',
  notKept: 'Este navegador não consegue guardar a mensagem',
  keptBack: 'Você guardou esta mensagem neste dispositivo. Envie quando quiser.',
  discard: 'Descartar',
}
