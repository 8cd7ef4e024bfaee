/** Texts of how an address is proven by a code, in Estonian. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'Vastused ilmuvad siia, kui olete sisestanud koodi, mille saadame aadressile {email}.',
  waitsWhy:
    'Teie sõnum on kindlas kohas. See antakse edasi kohe, kui olete sisestanud koodi, mille saadame aadressile {email}, või tunni aja pärast.',
  confirmWhy: 'Palun kinnitage oma e-posti aadress: sisestage kood, mille saadame aadressile {email}.',
  requestsWhy: 'Oma pöördumiste nägemiseks sisestage kood, mille saadame teie e-posti aadressile.',
  codeSend: 'Saada mulle kood',
  codeAgain: 'Saada uus kood',
  codeSent: 'Saadame koodi aadressile {email}. Kui see mõne minuti jooksul kohale ei jõua, küsige uus.',
  code: 'Teie kood',
  codeEnter: 'Kinnita aadress',
  code_required: 'Sisestage kood',
  code_wrong: 'See kood on vale või ei kehti enam. Sisestage see uuesti või küsige uus.',
  codeLimited: 'Koode on küsitud liiga palju. Palun proovige hiljem uuesti.',
  confirmed: 'Teie aadress on kinnitatud.',
  proofOver: 'Teie aadressi kinnitus on aegunud. Küsige uus kood.',
  signOut: 'Logi välja',
}
