/** Texts of the parts that come later, in Japanese. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: '{email} ではありませんか？',
  replyTime: '返信までの目安：{time}',
  replyBy: '返信予定：{time}まで',
  here: 'ただいま受付中です（{time}まで）',
  away: 'ただいま受付時間外です。再開：{time}',
  privacy: 'プライバシーポリシー',
  consent_required: '同意いただける場合はチェックを入れてください',
  consent_outdated: '内容が変更されました。もう一度お読みください',
  keep: 'メッセージをこの端末に保存する',
  keepNote:
    '最長7日間保存します。ファイルは保存されません。このブラウザーを使うほかの人も読むことができます。',
  keptNow: 'この端末に保存しました',
  notKept: 'このブラウザーでは保存できません',
  keptBack: 'この端末に保存されていたメッセージです。準備ができたら送信してください。',
  discard: '削除する',
}
