/** Texts of e-mails in Japanese. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: '{site} の確認コード',
  codeIs: '確認コード：{code}',
  codeLife: '有効時間は{time}です。コードをリクエストしたブラウザーでのみ使えます。',
  codeUnasked: 'お心当たりがない場合は、何もする必要はありません。このコードを誰にも教えないでください。',
  codeNoReply: 'このメールに返信されても、お読みすることはできません。',
  copySubject: '{site} へのお問い合わせ',
  copyIs: 'お送りいただいたお問い合わせ内容の控えです。受付番号は {reference} です。',
}
