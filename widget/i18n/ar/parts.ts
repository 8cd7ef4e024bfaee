/** Texts of the parts that come later, in Arabic. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'هل تقصد {email}؟',
  replyTime: 'مدة الرد المعتادة: {time}',
  replyBy: 'الرد المتوقع قبل: {time}',
  here: 'نحن متاحون حتى: {time}',
  away: 'لسنا متاحين الآن. موعد العودة: {time}',
  privacy: 'سياسة الخصوصية',
  consent_required: 'يُرجى تأكيد موافقتك',
  consent_outdated: 'تغيّر هذا النص. يُرجى قراءته مرة أخرى',
  keep: 'الاحتفاظ برسالتي على هذا الجهاز',
  keepNote: 'لمدة ٧ أيام على الأكثر ودون الملفات. يمكن لمن يستخدم هذا المتصفح قراءتها.',
  keptNow: 'تم الاحتفاظ بها على هذا الجهاز',
  notKept: 'لا يستطيع هذا المتصفح الاحتفاظ بها',
  keptBack: 'لقد احتفظت بهذه الرسالة على هذا الجهاز. يمكنك إرسالها متى شئت.',
  discard: 'التخلص منها',
}
