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
  keep: 'Uchovat mou zprávu v tomto zařízení',
  keepNote: 'Nejvýše 7 dní a bez souborů. Ostatní uživatelé tohoto prohlížeče si ji mohou přečíst.',
  keptNow: 'Uchováno v tomto zařízení',
  notKept: 'Tento prohlížeč ji nemůže uchovat',
  keptBack: 'Tuto zprávu jste uchovali v tomto zařízení. Odešlete ji, až budete chtít.',
  discard: 'Zahodit ji',
}
