/** Texts of how an address is proven by a code, in Arabic. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'تظهر الردود هنا بعد إدخال رمز نرسله إلى {email}.',
  waitsWhy: 'رسالتك محفوظة. سنمرّرها فور إدخال رمز نرسله إلى {email}، أو بعد ساعة واحدة.',
  confirmWhy: 'يُرجى تأكيد عنوان بريدك الإلكتروني: أدخل رمزًا نرسله إلى {email}.',
  requestsWhy: 'لعرض طلباتك، أدخل رمزًا نرسله إلى عنوان بريدك الإلكتروني.',
  codeSend: 'إرسال رمز إليّ',
  codeAgain: 'إرسال رمز آخر',
  codeSent: 'نرسل رمزًا إلى {email}. إذا لم يصل خلال بضع دقائق، فاطلب رمزًا آخر.',
  code: 'رمزك',
  codeEnter: 'تأكيد العنوان',
  code_required: 'أدخل الرمز',
  code_wrong: 'هذا الرمز غير صحيح أو لم يعد صالحًا. أدخله مرة أخرى أو اطلب رمزًا آخر.',
  codeLimited: 'طُلب عدد كبير جدًا من الرموز. يُرجى إعادة المحاولة لاحقًا.',
  confirmed: 'تم تأكيد عنوانك.',
  proofOver: 'انتهت صلاحية تأكيد عنوانك. اطلب رمزًا جديدًا.',
  signOut: 'تسجيل الخروج',
}
