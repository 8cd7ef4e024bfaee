/** Texts of how an address is proven by a code, in Persian. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'پس از وارد کردن کدی که به {email} می‌فرستیم، پاسخ‌ها اینجا نمایش داده می‌شوند.',
  waitsWhy:
    'پیام شما در امان است. همین که کدی را که به {email} می‌فرستیم وارد کنید تحویل داده می‌شود، وگرنه پس از یک ساعت.',
  confirmWhy: 'لطفاً نشانی ایمیل خود را تأیید کنید: کدی را که به {email} می‌فرستیم وارد کنید.',
  requestsWhy: 'برای دیدن درخواست‌هایتان، کدی را که به نشانی ایمیل شما می‌فرستیم وارد کنید.',
  codeSend: 'فرستادن کد برای من',
  codeAgain: 'فرستادن کدی دیگر',
  codeSent: 'کدی به {email} می‌فرستیم. اگر تا چند دقیقهٔ دیگر نرسید، کد دیگری بخواهید.',
  code: 'کد شما',
  codeEnter: 'تأیید نشانی',
  code_required: 'کد را وارد کنید',
  code_wrong: 'این کد نادرست است یا دیگر معتبر نیست. دوباره واردش کنید یا کد دیگری بخواهید.',
  codeLimited: 'کدهای بیش از حدی درخواست شده است. لطفاً بعداً دوباره تلاش کنید.',
  confirmed: 'نشانی شما تأیید شد.',
  proofOver: 'تأیید نشانی شما به پایان رسیده است. کد تازه‌ای بخواهید.',
  signOut: 'خروج',
}
