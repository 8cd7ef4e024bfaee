/** Texts of the pages that the proxy draws after a message was sent, in Czech. Read by an editor (a language model), not by a native speaker. */
import type { PageTexts } from '../en/pages.ts'

export const texts: PageTexts = {
  news: 'Podívat se, co je nového',
  unshown: 'Teď to nelze zobrazit',
  unshownWhy: 'Nic se neztratilo. Zkuste to prosím znovu za několik minut.',
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
  noMore: 'K tomuto požadavku už nelze přidat další zprávy. Pošlete prosím novou zprávu.',
  signOut: 'Odhlásit se',
}
