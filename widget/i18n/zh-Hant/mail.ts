/** Texts of e-mails in Chinese. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: '您在 {site} 的驗證碼',
  codeIs: '您的驗證碼：{code}',
  codeLife: '有效時間：{time}，且僅限在要求驗證碼的瀏覽器中使用。',
  codeUnasked: '如果您沒有要求驗證碼，則無需任何操作。請勿將其告訴任何人。',
  codeNoReply: '沒有人會查看對此郵件的回覆。',
  copySubject: '您傳給 {site} 的訊息',
  copyIs: '這是您的訊息的副本，案件編號為 {reference}。',
}
