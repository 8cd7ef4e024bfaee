/** Texts of the parts that come later, in Chinese. Read by an editor (a language model), not by a native speaker. */
import type { PartTexts } from '../en/parts.ts'

export const texts: PartTexts = {
  meant: '您是想填写 {email} 吗？',
  replyTime: '通常的回复时间：{time}',
  replyBy: '预计回复时间：{time}之前',
  here: '我们现在在线，直到{time}',
  away: '我们现在不在线。恢复时间：{time}',
  privacy: '隐私政策',
  consent_required: '请确认您同意',
  consent_outdated: '此文本已更改，请重新阅读',
  keep: '将我的留言保存在此设备上',
  keepNote: '最多保存 7 天，不含文件。使用此浏览器的其他人可以看到。',
  keptNow: '已保存在此设备上',
  notKept: '此浏览器无法保存',
  keptBack: '您曾将此留言保存在此设备上，可随时发送。',
  discard: '删除',
}
