/** Texts of how an address is proven by a code, in Chinese. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: '输入我们发送到 {email} 的验证码后，回复会显示在这里。',
  waitsWhy: '您的留言已妥善保存。输入我们发送到 {email} 的验证码后会立即转交，否则将在一小时后转交。',
  confirmWhy: '请确认您的邮箱地址：输入我们发送到 {email} 的验证码。',
  requestsWhy: '要查看您的请求，请输入我们发送到您邮箱的验证码。',
  codeSend: '给我发送验证码',
  codeAgain: '重新发送验证码',
  codeSent: '我们正在向 {email} 发送验证码。如果几分钟内没有收到，请重新获取。',
  code: '您的验证码',
  codeEnter: '确认地址',
  code_required: '请输入验证码',
  code_wrong: '验证码错误或已失效。请重新输入，或重新获取。',
  codeLimited: '请求验证码的次数过多。请稍后再试。',
  confirmed: '您的地址已确认。',
  proofOver: '您的地址确认已过期。请重新获取验证码。',
  signOut: '退出登录',
}
