/** Texts of the parts that come later, in Czech. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'Měli jste na mysli {email}?',
  replyTime: 'Obvyklá doba odpovědi: {time}',
  replyBy: 'Odpověď očekávejte do: {time}',
  here: 'Jsme tu do: {time}',
  away: 'Teď tu nejsme. Opět k dispozici: {time}',
  privacy: 'Zásady ochrany osobních údajů',
  consent_required: 'Potvrďte, že souhlasíte',
  consent_outdated: 'Tento text se změnil. Přečtěte si ho prosím znovu',
}
