/** Texts of e-mails in Arabic. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'رمزك لموقع {site}',
  codeIs: 'رمزك: {code}',
  codeLife: 'مدة صلاحيته: {time}، ويعمل فقط في المتصفح الذي طُلب منه.',
  codeUnasked: 'إذا لم تطلب رمزًا، فلا حاجة إلى فعل أي شيء. يُرجى عدم إعطائه لأي شخص.',
  codeNoReply: 'لا أحد يقرأ الردود على هذه الرسالة.',
  copySubject: 'رسالتك إلى موقع {site}',
  copyIs: 'هذه نسخة من رسالتك. رقمها المرجعي هو {reference}.',
}
