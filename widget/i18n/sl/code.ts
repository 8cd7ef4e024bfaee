/** Texts of how an address is proven by a code, in Slovenian. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'Odgovori bodo prikazani tukaj, ko vnesete kodo, ki jo pošljemo na {email}.',
  waitsWhy:
    'Vaše sporočilo je na varnem. Posredovali ga bomo, takoj ko vnesete kodo, ki jo pošljemo na {email}, sicer čez eno uro.',
  confirmWhy: 'Potrdite svoj e-poštni naslov: vnesite kodo, ki jo pošljemo na {email}.',
  requestsWhy: 'Če želite videti svoje zahteve, vnesite kodo, ki jo pošljemo na vaš e-poštni naslov.',
  codeSend: 'Pošlji mi kodo',
  codeAgain: 'Pošlji novo kodo',
  codeSent: 'Pošiljamo kodo na {email}. Če ne prispe v nekaj minutah, zahtevajte novo.',
  code: 'Vaša koda',
  codeEnter: 'Potrdi naslov',
  code_required: 'Vnesite kodo',
  code_wrong: 'Ta koda je napačna ali ne velja več. Vnesite jo znova ali zahtevajte novo.',
  codeLimited: 'Zahtevanih je bilo preveč kod. Poskusite znova pozneje.',
  confirmed: 'Vaš naslov je potrjen.',
  proofOver: 'Potrditev vašega naslova je potekla. Zahtevajte novo kodo.',
  signOut: 'Odjava',
}
