/** Texts of the pages that the proxy draws after a message was sent, in Japanese. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: '新しい情報を確認する',
  unshown: '現在、表示できません',
  unshownWhy: '失われたものはありません。数分後にもう一度お試しください。',
  proofWhy: '{email} 宛てにお送りするコードを入力すると、お返事がここに表示されます。',
  waitsWhy:
    'メッセージはお預かりしています。{email} 宛てにお送りするコードを入力するとすぐに、入力しない場合は1時間後に担当者に届きます。',
  confirmWhy: 'メールアドレスの確認をお願いします。{email} 宛てにお送りするコードを入力してください。',
  requestsWhy: 'お問い合わせ一覧を見るには、お使いのメールアドレス宛てにお送りするコードを入力してください。',
  codeSend: 'コードを受け取る',
  codeAgain: '別のコードを受け取る',
  codeSent:
    '{email} 宛てにコードをお送りしています。数分たっても届かない場合は、もう一度コードをご請求ください。',
  code: '確認コード',
  codeEnter: 'アドレスを確認する',
  code_required: 'コードを入力してください',
  code_wrong:
    'コードが正しくないか、有効期限が切れています。もう一度入力するか、別のコードをご請求ください。',
  codeLimited: 'コードの請求が多すぎます。しばらくしてからもう一度お試しください。',
  confirmed: 'アドレスを確認しました。',
  proofOver: 'アドレスの確認の有効期限が切れました。新しいコードをご請求ください。',
  noMore: 'このお問い合わせにはこれ以上追加できません。新しいメッセージをお送りください。',
  signOut: 'ログアウト',
}
