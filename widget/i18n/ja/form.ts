/** The form's texts in Japanese. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'ヘルプ',
  title: 'お困りのことはありますか？',
  close: '閉じる',

  intro: 'お問い合わせ内容をお送りください。メールでお返事します。',
  message: 'お問い合わせ内容',
  email: 'メールアドレス',
  name: 'お名前',
  subject: '件名',
  optional: '（任意）',
  send: '送信する',
  sending: '送信しています…',
  left: { other: '残り{n}文字' },
  over: { other: '{n}文字超過しています' },

  summary: '入力内容をご確認ください',
  message_required: 'お問い合わせ内容を入力してください',
  email_required: 'メールアドレスを入力してください',
  email_invalid: 'name@example.com のような形式で入力してください',
  email_too_long: 'メールアドレスが長すぎます',
  name_required: 'お名前を入力してください',
  subject_required: '件名を入力してください',
  tooLong: { other: '{n}文字短くしてください' },
  notValid: 'このままでは送信できません。ご確認ください。',

  notSent: 'メッセージは送信されませんでした',
  notSure: 'メッセージが届いたか確認できません',
  offline: 'オフラインのようです。入力した内容は残っています。接続が戻ったら、もう一度送信してください。',
  timeout:
    '時間内に応答がありませんでした。もう一度お試しください。すでに届いていても、重複して受け付けることはありません。',
  unreachable:
    '接続できなかったか、広告ブロッカーやファイアウォールなどに遮断されました。入力した内容は残っています。',
  too_large: 'メッセージが大きすぎます。短くしてください。',
  limited: '現在、送信が集中しています。入力した内容は残っています。',
  unavailable:
    '現在、メッセージを受け付けられません。入力した内容は残っています。数分後にもう一度お試しください。',
  broken: 'こちらで問題が発生しました。もう一度お試しください。重複して受け付けることはありません。',
  conflictTitle: '以前の内容が送信されています',
  conflict: '最後に変更する前の内容をすでに受け付けました。現在表示されている内容は送信されていません。',
  refused: 'フォームが正しく設定されていないため、このページからは送信できません。別の方法でご連絡ください。',
  refusedTitle: 'このフォームはまだご利用いただけません',
  unverifiedTitle: 'ご本人であることを確認できませんでした',
  unverified: 'ページを再読み込みするか、もう一度ログインしてください。入力した内容は残っています。',
  backOnline: '接続が戻りました。メッセージを送信できます。',

  retry: 'もう一度試す',
  retryIn: { other: '{n}秒後にもう一度試す' },
  sendAnyway: 'この内容も送信する',
  copyMessage: 'メッセージをコピー',
  copied: 'コピーしました',
  copyByHand: 'メッセージを選択しました。キーボードまたはメニューでコピーしてください。',
  emailUs: 'メールで連絡する',

  sent: '送信しました',
  sentStatus: '送信しました。受付番号は{reference}です。',
  sentTo: '{email} 宛にお返事します。',
  reference: '受付番号',
  copy: 'コピー',
  copyReference: '受付番号をコピー',
  next: 'このお問い合わせについてご質問の際に必要ですので、受付番号をお控えください。',
  again: '別のメッセージを送る',
}
