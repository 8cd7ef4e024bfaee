/** The form's texts in European Portuguese. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Ajuda',
  title: 'Como podemos ajudar?',
  close: 'Fechar',

  intro: 'Escreva-nos e responderemos por e-mail.',
  message: 'A sua mensagem',
  email: 'O seu e-mail',
  name: 'O seu nome',
  subject: 'Assunto',
  optional: '(opcional)',
  send: 'Enviar mensagem',
  sending: 'A enviar…',
  left: {
    one: 'Resta {n} carácter',
    many: 'Restam {n} de caracteres',
    other: 'Restam {n} caracteres',
  },
  over: {
    one: '{n} carácter a mais',
    many: '{n} de caracteres a mais',
    other: '{n} caracteres a mais',
  },

  summary: 'Verifique os dados introduzidos',
  message_required: 'Escreva a sua mensagem',
  email_required: 'Introduza o seu endereço de e-mail',
  email_invalid: 'Introduza um endereço de e-mail como nome@example.com',
  email_too_long: 'Este endereço de e-mail é demasiado longo',
  name_required: 'Introduza o seu nome',
  subject_required: 'Introduza um assunto',
  tooLong: {
    one: 'Retire {n} carácter',
    many: 'Retire {n} de caracteres',
    other: 'Retire {n} caracteres',
  },
  notValid: 'Não pode ser enviado assim. Verifique, por favor.',

  notSent: 'A sua mensagem não foi enviada',
  notSure: 'Não sabemos se a sua mensagem chegou',
  offline:
    'Parece que está sem ligação. O seu texto continua aqui. Envie-o de novo quando voltar a ter ligação.',
  timeout: 'Não houve resposta a tempo. Tente de novo: mesmo que já tenha chegado, só a receberemos uma vez.',
  unreachable:
    'A ligação falhou ou foi bloqueada, por exemplo, por um bloqueador de anúncios ou uma firewall. O seu texto continua aqui.',
  too_large: 'A mensagem é demasiado grande. Encurte-a, por favor.',
  limited: 'Estão a ser enviadas demasiadas mensagens neste momento. O seu texto continua aqui.',
  unavailable:
    'Neste momento não podemos receber mensagens. O seu texto continua aqui. Tente de novo dentro de alguns minutos.',
  broken: 'Algo correu mal do nosso lado. Tente de novo: só receberemos a sua mensagem uma vez.',
  conflictTitle: 'Foi enviada uma versão anterior',
  conflict:
    'Já recebemos esta mensagem tal como estava antes das suas últimas alterações. O que vê agora não foi enviado.',
  refused:
    'Este formulário não está bem configurado, por isso não é possível enviar mensagens a partir desta página. Contacte-nos de outra forma.',
  refusedTitle: 'Este formulário ainda não funciona',
  unverifiedTitle: 'Não conseguimos confirmar a sua identidade',
  unverified: 'Recarregue a página ou inicie sessão novamente. O seu texto continua aqui.',
  backOnline: 'A ligação foi restabelecida. A sua mensagem já pode ser enviada.',

  retry: 'Tentar de novo',
  retryIn: {
    one: 'Tentar daqui a {n} segundo',
    many: 'Tentar daqui a {n} de segundos',
    other: 'Tentar daqui a {n} segundos',
  },
  sendAnyway: 'Enviar também esta versão',
  copyMessage: 'Copiar mensagem',
  copied: 'Copiado',
  copyByHand: 'A sua mensagem está selecionada. Copie-a com o teclado ou o menu.',
  emailUs: 'Enviar-nos um e-mail',

  sent: 'Mensagem enviada',
  sentStatus: 'Mensagem enviada. O seu número de referência é {reference}.',
  sentTo: 'Responderemos para {email}.',
  reference: 'O seu número de referência',
  copy: 'Copiar',
  copyReference: 'Copiar o número de referência',
  next: 'Guarde o número de referência para o caso de querer perguntar algo sobre esta mensagem.',
  again: 'Enviar outra mensagem',
}
