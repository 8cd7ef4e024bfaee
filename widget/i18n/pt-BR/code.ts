/** Texts of how an address is proven by a code, in Brazilian Portuguese. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'As respostas aparecem aqui assim que você digitar um código que enviamos para {email}.',
  waitsWhy:
    'Sua mensagem está segura. Ela é entregue assim que você digitar um código que enviamos para {email}, ou depois de uma hora.',
  confirmWhy: 'Confirme seu endereço de e-mail: digite um código que enviamos para {email}.',
  requestsWhy: 'Para ver suas solicitações, digite um código que enviamos para o seu endereço de e-mail.',
  codeSend: 'Enviar um código para mim',
  codeAgain: 'Enviar outro código',
  codeSent: 'Estamos enviando um código para {email}. Se ele não chegar em alguns minutos, peça outro.',
  code: 'Seu código',
  codeEnter: 'Confirmar o endereço',
  code_required: 'Digite o código',
  code_wrong: 'Este código está errado ou não vale mais. Digite-o de novo ou peça outro.',
  codeLimited: 'Foram pedidos códigos demais. Tente de novo mais tarde.',
  confirmed: 'Seu endereço está confirmado.',
  proofOver: 'A confirmação do seu endereço expirou. Peça um novo código.',
  signOut: 'Sair',
}
