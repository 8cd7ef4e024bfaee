/** Texts of how an address is proven by a code, in Hebrew. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'התשובות יוצגו כאן לאחר הזנת קוד שנשלח אל {email}.',
  waitsWhy: 'ההודעה שלך שמורה. היא תועבר מיד לאחר הזנת קוד שנשלח אל {email}, או כעבור שעה.',
  confirmWhy: 'נא לאשר את כתובת הדוא״ל שלך: יש להזין קוד שנשלח אל {email}.',
  requestsWhy: 'כדי לראות את הפניות שלך, יש להזין קוד שנשלח אל כתובת הדוא״ל שלך.',
  codeSend: 'שליחת קוד אליי',
  codeAgain: 'שליחת קוד נוסף',
  codeSent: 'קוד בדרך אל {email}. אם הוא לא יגיע בתוך כמה דקות, אפשר לבקש קוד נוסף.',
  code: 'הקוד שלך',
  codeEnter: 'אישור הכתובת',
  code_required: 'יש להזין את הקוד',
  code_wrong: 'הקוד שגוי או שאינו תקף עוד. אפשר להזין אותו שוב או לבקש קוד נוסף.',
  codeLimited: 'התבקשו יותר מדי קודים. נא לנסות שוב מאוחר יותר.',
  confirmed: 'הכתובת שלך אושרה.',
  proofOver: 'תוקף אישור הכתובת שלך פג. יש לבקש קוד חדש.',
  signOut: 'יציאה',
}
