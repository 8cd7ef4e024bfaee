/** The form's texts in Korean. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: '문의하기',
  title: '무엇을 도와드릴까요?',
  close: '닫기',

  intro: '문의를 남겨 주시면 이메일로 답변드리겠습니다.',
  message: '문의 내용',
  email: '이메일 주소',
  name: '이름',
  subject: '제목',
  optional: '(선택)',
  send: '메시지 보내기',
  sending: '보내는 중…',
  left: { other: '{n}자 남음' },
  over: { other: '{n}자 초과' },

  summary: '입력 내용을 확인해 주세요',
  message_required: '문의 내용을 입력해 주세요',
  email_required: '이메일 주소를 입력해 주세요',
  email_invalid: 'name@example.com과 같은 이메일 주소를 입력해 주세요',
  email_too_long: '이메일 주소가 너무 깁니다',
  name_required: '이름을 입력해 주세요',
  subject_required: '제목을 입력해 주세요',
  tooLong: { other: '{n}자를 줄여 주세요' },
  notValid: '이대로는 보낼 수 없습니다. 확인해 주세요.',

  notSent: '메시지를 보내지 못했습니다',
  notSure: '메시지가 도착했는지 확인할 수 없습니다',
  offline: '오프라인 상태인 것 같습니다. 작성하신 내용은 그대로 있습니다. 연결되면 다시 보내 주세요.',
  timeout: '제시간에 응답이 없었습니다. 다시 시도해 주세요. 이미 도착했더라도 메시지는 한 번만 접수됩니다.',
  unreachable:
    '연결하지 못했거나 광고 차단기나 방화벽 등이 연결을 막았습니다. 작성하신 내용은 그대로 있습니다.',
  too_large: '메시지가 너무 큽니다. 줄여 주세요.',
  limited: '지금 보내는 메시지가 너무 많습니다. 작성하신 내용은 그대로 있습니다.',
  unavailable:
    '지금은 메시지를 받을 수 없습니다. 작성하신 내용은 그대로 있습니다. 몇 분 후에 다시 시도해 주세요.',
  broken: '저희 쪽에 문제가 발생했습니다. 다시 시도해 주세요. 메시지는 한 번만 접수됩니다.',
  conflictTitle: '이전 버전을 보냈습니다',
  conflict: '마지막으로 수정하시기 전의 메시지를 이미 받았습니다. 지금 보이는 내용은 보내지 않았습니다.',
  refused:
    '이 양식이 올바르게 설정되지 않아 이 페이지에서는 메시지를 보낼 수 없습니다. 다른 방법으로 문의해 주세요.',
  refusedTitle: '이 양식은 아직 사용할 수 없습니다',
  unverifiedTitle: '본인 여부를 확인하지 못했습니다',
  unverified: '페이지를 새로 고치거나 다시 로그인해 주세요. 작성하신 내용은 그대로 있습니다.',
  backOnline: '다시 연결되었습니다. 이제 메시지를 보낼 수 있습니다.',

  retry: '다시 시도',
  retryIn: { other: '{n}초 후 다시 시도' },
  sendAnyway: '이 버전도 보내기',
  copyMessage: '내 메시지 복사',
  copied: '복사됨',
  copyByHand: '메시지를 선택했습니다. 키보드나 메뉴로 복사해 주세요.',
  emailUs: '이메일로 문의',

  sent: '메시지를 보냈습니다',
  sentStatus: '메시지를 보냈습니다. 접수 번호는 {reference}입니다.',
  sentTo: '{email} 주소로 답변드리겠습니다.',
  reference: '접수 번호',
  copy: '복사',
  copyReference: '접수 번호 복사',
  next: '이 메시지에 대해 문의하실 때를 위해 접수 번호를 보관해 주세요.',
  again: '다른 메시지 보내기',
}
