/** Texts of e-mails in Chinese. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: '您在 {site} 的验证码',
  codeIs: '您的验证码：{code}',
  codeLife: '有效期：{time}，且仅限请求验证码的浏览器使用。',
  codeUnasked: '如果您没有请求验证码，则无需任何操作。请勿将其告诉任何人。',
  codeNoReply: '对此邮件的回复无人查看。',
  copySubject: '您给 {site} 的留言',
  copyIs: '这是您的留言的副本，受理编号为 {reference}。',
}
