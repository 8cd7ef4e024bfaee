/** Texts of the parts that come later, in Persian. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: 'آیا منظورتان {email} بود؟',
  replyTime: 'زمان معمول پاسخ: {time}',
  replyBy: 'پاسخ مورد انتظار تا: {time}',
  here: 'اکنون در دسترس هستیم تا: {time}',
  away: 'اکنون در دسترس نیستیم. بازگشت: {time}',
  privacy: 'سیاست حفظ حریم خصوصی',
  consent_required: 'لطفاً موافقت خود را تأیید کنید',
  consent_outdated: 'این متن تغییر کرده است. لطفاً دوباره بخوانید',
  keep: 'پیام من در این دستگاه بماند',
  keepNote: 'حداکثر ۷ روز و بدون فایل‌ها. دیگر کاربران این مرورگر می‌توانند آن را بخوانند.',
  keptNow: 'در این دستگاه نگه داشته شد',
  notKept: 'این مرورگر نمی‌تواند آن را نگه دارد',
  keptBack: 'این پیام را در این دستگاه نگه داشته‌اید. هر وقت خواستید ارسالش کنید.',
  discard: 'حذف پیام',
}
