/** Texts for the rating of an answer, in Korean. Read by an editor (a language model), not by a native speaker. */
import type { RatingTexts } from '../en/rating.ts'

export const texts: RatingTexts = {
  rateAsk: '이 답변이 도움이 되었나요?',
  rateGood: '도움이 됨',
  rateBad: '도움이 안 됨',
  rateMore: '더 알려 주시겠어요? (선택 사항)',
  rateSend: '의견 보내기',
  rated: '의견을 보내 주셔서 감사합니다.',
  rateFailed: '보내지 못했습니다. 다시 시도해 주세요.',
  rateLong: '{max}자 이내로 줄여 주세요.',
}
