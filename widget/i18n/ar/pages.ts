/** Texts of the pages that the proxy draws after a message was sent, in Arabic. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'عرض الجديد',
  unshown: 'لا يمكن عرض هذا في الوقت الحالي',
  unshownWhy: 'لم يُفقد أي شيء. يُرجى إعادة المحاولة بعد بضع دقائق.',
  noMore: 'لا يقبل هذا الطلب رسائل أخرى. يُرجى إرسال رسالة جديدة.',
}
