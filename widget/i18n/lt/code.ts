/** Texts of how an address is proven by a code, in Lithuanian. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'Atsakymai čia bus rodomi, kai įvesite kodą, kurį išsiųsime adresu {email}.',
  waitsWhy:
    'Jūsų žinutė išsaugota. Ji bus perduota, kai tik įvesite kodą, kurį išsiųsime adresu {email}, arba po valandos.',
  confirmWhy: 'Patvirtinkite savo el. pašto adresą: įveskite kodą, kurį išsiųsime adresu {email}.',
  requestsWhy: 'Norėdami matyti savo užklausas, įveskite kodą, kurį išsiųsime jūsų el. pašto adresu.',
  codeSend: 'Siųsti man kodą',
  codeAgain: 'Siųsti kitą kodą',
  codeSent: 'Siunčiame kodą adresu {email}. Jei per kelias minutes jo negausite, paprašykite kito.',
  code: 'Jūsų kodas',
  codeEnter: 'Patvirtinti adresą',
  code_required: 'Įveskite kodą',
  code_wrong: 'Šis kodas neteisingas arba nebegalioja. Įveskite jį dar kartą arba paprašykite kito.',
  codeLimited: 'Paprašyta per daug kodų. Bandykite dar kartą vėliau.',
  confirmed: 'Jūsų adresas patvirtintas.',
  proofOver: 'Jūsų adreso patvirtinimas nebegalioja. Paprašykite naujo kodo.',
  signOut: 'Atsijungti',
}
