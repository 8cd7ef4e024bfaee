/** Texts of how an address is proven by a code, in Czech. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'Odpovědi se zde zobrazí, jakmile zadáte kód, který posíláme na {email}.',
  waitsWhy:
    'Vaše zpráva je v bezpečí. Předáme ji, jakmile zadáte kód, který posíláme na {email}, jinak za hodinu.',
  confirmWhy: 'Potvrďte prosím svou e-mailovou adresu: zadejte kód, který posíláme na {email}.',
  requestsWhy: 'Chcete-li vidět své požadavky, zadejte kód, který posíláme na vaši e-mailovou adresu.',
  codeSend: 'Poslat mi kód',
  codeAgain: 'Poslat další kód',
  codeSent: 'Posíláme kód na {email}. Pokud do několika minut nepřijde, požádejte o další.',
  code: 'Váš kód',
  codeEnter: 'Potvrdit adresu',
  code_required: 'Zadejte kód',
  code_wrong: 'Tento kód je nesprávný nebo už neplatí. Zadejte ho znovu, nebo požádejte o další.',
  codeLimited: 'Bylo požádáno o příliš mnoho kódů. Zkuste to prosím později.',
  confirmed: 'Vaše adresa je potvrzena.',
  proofOver: 'Potvrzení vaší adresy vypršelo. Požádejte o nový kód.',
  signOut: 'Odhlásit se',
}
