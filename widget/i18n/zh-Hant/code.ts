/** Texts of how an address is proven by a code, in Chinese. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: '輸入我們傳送至 {email} 的驗證碼後，回覆會顯示在這裡。',
  waitsWhy: '您的訊息已妥善保存。輸入我們傳送至 {email} 的驗證碼後會立即轉交，否則將在一小時後轉交。',
  confirmWhy: '請確認您的電子郵件地址：輸入我們傳送至 {email} 的驗證碼。',
  requestsWhy: '若要查看您的請求，請輸入我們傳送至您電子郵件地址的驗證碼。',
  codeSend: '傳送驗證碼給我',
  codeAgain: '重新傳送驗證碼',
  codeSent: '我們正在將驗證碼傳送至 {email}。如果幾分鐘內沒有收到，請重新索取。',
  code: '您的驗證碼',
  codeEnter: '確認地址',
  code_required: '請輸入驗證碼',
  code_wrong: '驗證碼錯誤或已失效。請重新輸入，或重新索取。',
  codeLimited: '要求驗證碼的次數過多。請稍後再試。',
  confirmed: '您的地址已確認。',
  proofOver: '您的地址確認已過期。請重新索取驗證碼。',
  signOut: '登出',
}
