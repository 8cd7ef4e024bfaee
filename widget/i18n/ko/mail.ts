/** Texts of e-mails in Korean. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: '{site} 인증 코드',
  codeIs: '인증 코드: {code}',
  codeLife: '유효 시간: {time}. 코드를 요청한 브라우저에서만 사용할 수 있습니다.',
  codeUnasked: '코드를 요청하지 않으셨다면 아무것도 하지 않으셔도 됩니다. 누구에게도 알려 주지 마세요.',
  codeNoReply: '이 이메일에 보내신 답장은 아무도 읽지 않습니다.',
  copySubject: '{site} 문의 내용',
  copyIs: '보내신 문의 내용의 사본입니다. 접수 번호는 {reference}입니다.',
}
