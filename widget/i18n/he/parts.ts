/** Texts of the parts that come later, in Hebrew. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'האם הכוונה היא ל־{email}?',
  replyTime: 'זמן מענה רגיל: {time}',
  replyBy: 'מענה צפוי עד: {time}',
  here: 'אנחנו כאן עד: {time}',
  away: 'איננו כאן כרגע. נחזור: {time}',
  privacy: 'מדיניות הפרטיות',
  consent_required: 'נא לאשר את ההסכמה',
  consent_outdated: 'הטקסט הזה השתנה. נא לקרוא אותו שוב',
}
