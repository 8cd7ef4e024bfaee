/** Texts of how an address is proven by a code, in Latvian. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'Atbildes šeit būs redzamas, tiklīdz ievadīsiet kodu, ko nosūtām uz {email}.',
  waitsWhy:
    'Jūsu ziņojums ir drošībā. Tas tiks nodots tālāk, tiklīdz ievadīsiet kodu, ko nosūtām uz {email}, vai pēc stundas.',
  confirmWhy: 'Lūdzu, apstipriniet savu e-pasta adresi: ievadiet kodu, ko nosūtām uz {email}.',
  requestsWhy: 'Lai redzētu savus pieprasījumus, ievadiet kodu, ko nosūtām uz jūsu e-pasta adresi.',
  codeSend: 'Nosūtīt man kodu',
  codeAgain: 'Nosūtīt citu kodu',
  codeSent: 'Nosūtām kodu uz {email}. Ja tas dažu minūšu laikā nepienāk, pieprasiet citu.',
  code: 'Jūsu kods',
  codeEnter: 'Apstiprināt adresi',
  code_required: 'Ievadiet kodu',
  code_wrong: 'Šis kods ir nepareizs vai vairs nav derīgs. Ievadiet to vēlreiz vai pieprasiet citu.',
  codeLimited: 'Ir pieprasīts pārāk daudz kodu. Lūdzu, mēģiniet vēlāk.',
  confirmed: 'Jūsu adrese ir apstiprināta.',
  proofOver: 'Jūsu adreses apstiprinājums ir beidzies. Pieprasiet jaunu kodu.',
  signOut: 'Izrakstīties',
}
