/** Texts of the pages that the proxy draws after a message was sent, in Persian. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'دیدن تازه‌ها',
  unshown: 'در حال حاضر نمی‌توان این را نمایش داد',
  unshownWhy: 'چیزی از دست نرفته است. لطفاً چند دقیقهٔ دیگر دوباره تلاش کنید.',
  noMore: 'این درخواست دیگر پیامی نمی‌پذیرد. لطفاً پیام تازه‌ای بفرستید.',
}
