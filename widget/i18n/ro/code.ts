/** Texts of how an address is proven by a code, in Romanian. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'Răspunsurile apar aici după ce introduceți un cod pe care îl trimitem la {email}.',
  waitsWhy:
    'Mesajul este în siguranță. Este transmis imediat ce introduceți un cod pe care îl trimitem la {email} sau după o oră.',
  confirmWhy: 'Confirmați adresa de e-mail: introduceți un cod pe care îl trimitem la {email}.',
  requestsWhy: 'Pentru a vedea solicitările, introduceți un cod pe care îl trimitem la adresa de e-mail.',
  codeSend: 'Trimiteți-mi un cod',
  codeAgain: 'Trimiteți alt cod',
  codeSent: 'Trimitem un cod la {email}. Dacă nu ajunge în câteva minute, cereți altul.',
  code: 'Codul dumneavoastră',
  codeEnter: 'Confirmați adresa',
  code_required: 'Introduceți codul',
  code_wrong: 'Acest cod este greșit sau nu mai este valabil. Introduceți-l din nou sau cereți altul.',
  codeLimited: 'S-au cerut prea multe coduri. Încercați din nou mai târziu.',
  confirmed: 'Adresa este confirmată.',
  proofOver: 'Confirmarea adresei a expirat. Cereți un cod nou.',
  signOut: 'Deconectare',
}
