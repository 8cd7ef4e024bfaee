/** Texts of the pages that the proxy draws after a message was sent, in Turkish. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Yeni bir şey var mı, bak',
  unshown: 'Bu şu anda gösterilemiyor',
  unshownWhy: 'Hiçbir şey kaybolmadı. Lütfen birkaç dakika sonra tekrar deneyin.',
  noMore: 'Bu talebe artık mesaj eklenemiyor. Lütfen yeni bir mesaj gönderin.',
}
