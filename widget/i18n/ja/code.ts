/** Texts of how an address is proven by a code, in Japanese. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
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
  signOut: 'ログアウト',
}
