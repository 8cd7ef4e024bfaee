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
  keep: '이 기기에 메시지 보관',
  keepNote: '최대 7일 동안 파일 없이 보관됩니다. 이 브라우저를 쓰는 다른 사람이 읽을 수 있습니다.',
  keptNow: '이 기기에 보관했습니다',
  notKept: '이 브라우저에서는 보관할 수 없습니다',
  keptBack: '이 기기에 보관해 두신 메시지입니다. 준비되면 보내 주세요.',
  discard: '삭제',
}
