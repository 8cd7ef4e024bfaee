/** Texts of how an address is proven by a code, in European Portuguese. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'As respostas aparecem aqui assim que introduzir um código que enviamos para {email}.',
  waitsWhy:
    'A sua mensagem está segura. É entregue assim que introduzir um código que enviamos para {email}, ou passada uma hora.',
  confirmWhy: 'Confirme o seu endereço de e-mail: introduza um código que enviamos para {email}.',
  requestsWhy: 'Para ver os seus pedidos, introduza um código que enviamos para o seu endereço de e-mail.',
  codeSend: 'Enviar-me um código',
  codeAgain: 'Enviar outro código',
  codeSent: 'Estamos a enviar um código para {email}. Se não chegar dentro de alguns minutos, peça outro.',
  code: 'O seu código',
  codeEnter: 'Confirmar o endereço',
  code_required: 'Introduza o código',
  code_wrong: 'Este código está errado ou já não é válido. Introduza-o de novo ou peça outro.',
  codeLimited: 'Foram pedidos demasiados códigos. Tente de novo mais tarde.',
  confirmed: 'O seu endereço está confirmado.',
  proofOver: 'A confirmação do seu endereço expirou. Peça um novo código.',
  signOut: 'Terminar sessão',
}
