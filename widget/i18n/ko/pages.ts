/** Texts of the pages that the proxy draws after a message was sent, in Korean. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: '새 소식 확인하기',
  unshown: '지금은 표시할 수 없습니다',
  unshownWhy: '사라진 내용은 없습니다. 몇 분 후에 다시 시도해 주세요.',
  noMore: '이 문의에는 더 이상 메시지를 추가할 수 없습니다. 새 메시지를 보내 주세요.',
}
