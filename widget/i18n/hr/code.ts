/** Texts of how an address is proven by a code, in Croatian. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'Odgovori će se prikazati ovdje kada upišete kôd koji šaljemo na {email}.',
  waitsWhy:
    'Vaša je poruka na sigurnom. Proslijedit ćemo je čim upišete kôd koji šaljemo na {email}, a inače za sat vremena.',
  confirmWhy: 'Potvrdite svoju adresu e-pošte: upišite kôd koji šaljemo na {email}.',
  requestsWhy: 'Da biste vidjeli svoje upite, upišite kôd koji šaljemo na vašu adresu e-pošte.',
  codeSend: 'Pošalji mi kôd',
  codeAgain: 'Pošalji novi kôd',
  codeSent: 'Šaljemo kôd na {email}. Ako ne stigne za nekoliko minuta, zatražite novi.',
  code: 'Vaš kôd',
  codeEnter: 'Potvrdi adresu',
  code_required: 'Upišite kôd',
  code_wrong: 'Kôd je pogrešan ili više ne vrijedi. Upišite ga ponovno ili zatražite novi.',
  codeLimited: 'Zatraženo je previše kodova. Pokušajte ponovno kasnije.',
  confirmed: 'Vaša je adresa potvrđena.',
  proofOver: 'Potvrda vaše adrese je istekla. Zatražite novi kôd.',
  signOut: 'Odjava',
}
