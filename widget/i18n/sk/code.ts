/** Texts of how an address is proven by a code, in Slovak. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'Odpovede sa tu zobrazia, keď zadáte kód, ktorý posielame na {email}.',
  waitsWhy:
    'Vaša správa je v bezpečí. Odovzdáme ju, hneď ako zadáte kód, ktorý posielame na {email}, inak o hodinu.',
  confirmWhy: 'Potvrďte svoju e-mailovú adresu: zadajte kód, ktorý posielame na {email}.',
  requestsWhy: 'Ak chcete vidieť svoje požiadavky, zadajte kód, ktorý posielame na vašu e-mailovú adresu.',
  codeSend: 'Poslať mi kód',
  codeAgain: 'Poslať ďalší kód',
  codeSent: 'Posielame kód na {email}. Ak do niekoľkých minút nepríde, požiadajte o ďalší.',
  code: 'Váš kód',
  codeEnter: 'Potvrdiť adresu',
  code_required: 'Zadajte kód',
  code_wrong: 'Tento kód je nesprávny alebo už neplatí. Zadajte ho znova alebo požiadajte o ďalší.',
  codeLimited: 'Bolo vyžiadaných príliš veľa kódov. Skúste to neskôr.',
  confirmed: 'Vaša adresa je potvrdená.',
  proofOver: 'Potvrdenie vašej adresy uplynulo. Požiadajte o nový kód.',
  signOut: 'Odhlásiť sa',
}
