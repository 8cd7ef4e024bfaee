/** Texts of how an address is proven by a code, in Hungarian. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'A válaszok itt jelennek meg, amint beírja a kódot, amelyet a(z) {email} címre küldünk.',
  waitsWhy:
    'Az üzenete biztonságban van. Továbbítjuk, amint beírja a kódot, amelyet a(z) {email} címre küldünk, vagy egy óra múlva.',
  confirmWhy: 'Kérjük, erősítse meg az e-mail-címét: írja be a kódot, amelyet a(z) {email} címre küldünk.',
  requestsWhy: 'A megkeresései megtekintéséhez írja be a kódot, amelyet az e-mail-címére küldünk.',
  codeSend: 'Kérek egy kódot',
  codeAgain: 'Kérek egy új kódot',
  codeSent: 'Kódot küldünk a(z) {email} címre. Ha néhány percen belül nem érkezik meg, kérjen újat.',
  code: 'Az Ön kódja',
  codeEnter: 'Cím megerősítése',
  code_required: 'Írja be a kódot',
  code_wrong: 'Ez a kód hibás vagy már nem érvényes. Írja be újra, vagy kérjen újat.',
  codeLimited: 'Túl sok kódot kértek. Kérjük, próbálja újra később.',
  confirmed: 'A címe meg van erősítve.',
  proofOver: 'A címének megerősítése lejárt. Kérjen új kódot.',
  signOut: 'Kijelentkezés',
}
