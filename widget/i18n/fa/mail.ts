/** Texts of e-mails in Persian. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'کد تأیید شما برای {site}',
  codeIs: 'کد تأیید شما: {code}',
  codeLife: 'مدت اعتبار: {time}، و فقط در مرورگری که کد در آن درخواست شده است.',
  codeUnasked: 'اگر کدی درخواست نکرده‌اید، لازم نیست کاری انجام دهید. آن را به هیچ‌کس ندهید.',
  codeNoReply: 'پاسخ‌های این ایمیل خوانده نمی‌شوند.',
  copySubject: 'پیام شما به {site}',
  copyIs: 'این نسخه‌ای از پیام شماست. کد پیگیری شما {reference} است.',
}
