/** Texts of the parts that come later, in Korean. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: '혹시 {email} 아닌가요?',
  replyTime: '일반적인 답변 시간: {time}',
  replyBy: '답변 예정: {time}까지',
  here: '지금 운영 중입니다. 종료: {time}',
  away: '지금은 운영 시간이 아닙니다. 재개: {time}',
  privacy: '개인정보 처리방침',
  consent_required: '동의하시면 체크해 주세요',
  consent_outdated: '내용이 변경되었습니다. 다시 읽어 주세요',
}
