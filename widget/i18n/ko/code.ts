/** Texts of how an address is proven by a code, in Korean. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: '{email}(으)로 보내 드리는 코드를 입력하시면 여기에 답변이 표시됩니다.',
  waitsWhy:
    '메시지는 안전하게 보관되어 있습니다. {email}(으)로 보내 드리는 코드를 입력하시면 바로, 그렇지 않으면 한 시간 후에 전달됩니다.',
  confirmWhy: '이메일 주소를 확인해 주세요. {email}(으)로 보내 드리는 코드를 입력해 주세요.',
  requestsWhy: '문의 내역을 보시려면 이메일 주소로 보내 드리는 코드를 입력해 주세요.',
  codeSend: '코드 받기',
  codeAgain: '다른 코드 받기',
  codeSent: '{email}(으)로 코드를 보내고 있습니다. 몇 분 안에 도착하지 않으면 다른 코드를 요청해 주세요.',
  code: '인증 코드',
  codeEnter: '주소 확인',
  code_required: '코드를 입력해 주세요',
  code_wrong: '코드가 잘못되었거나 더 이상 유효하지 않습니다. 다시 입력하거나 다른 코드를 요청해 주세요.',
  codeLimited: '코드 요청이 너무 많습니다. 나중에 다시 시도해 주세요.',
  confirmed: '주소가 확인되었습니다.',
  proofOver: '주소 확인이 만료되었습니다. 새 코드를 요청해 주세요.',
  signOut: '로그아웃',
}
