/** Texts of the pages that the proxy draws after a message was sent, in Slovak. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Pozrieť, čo je nové',
  unshown: 'Teraz to nemožno zobraziť',
  unshownWhy: 'Nič sa nestratilo. Skúste to znova o niekoľko minút.',
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
  noMore: 'K tejto požiadavke už nemožno pridať ďalšie správy. Pošlite novú správu.',
  signOut: 'Odhlásiť sa',
}
