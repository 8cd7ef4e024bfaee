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
  keep: 'לשמור את ההודעה שלי במכשיר הזה',
  keepNote: 'לכל היותר 7 ימים וללא קבצים. מי שמשתמש בדפדפן הזה יכול לקרוא אותה.',
  keptNow: 'נשמרה במכשיר הזה',
  notKept: 'הדפדפן הזה לא יכול לשמור אותה',
  keptBack: 'ההודעה הזאת נשמרה במכשיר הזה לבקשתך. אפשר לשלוח אותה בכל עת.',
  discard: 'למחוק אותה',
}
