/** The form's texts in Brazilian Portuguese. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Ajuda',
  title: 'Como podemos ajudar?',
  close: 'Fechar',

  intro: 'Escreva para nós e responderemos por e-mail.',
  message: 'Sua mensagem',
  email: 'Seu e-mail',
  name: 'Seu nome',
  subject: 'Assunto',
  optional: '(opcional)',
  send: 'Enviar mensagem',
  sending: 'Enviando…',
  left: {
    one: 'Resta {n} caractere',
    many: 'Restam {n} de caracteres',
    other: 'Restam {n} caracteres',
  },
  over: {
    one: '{n} caractere a mais',
    many: '{n} de caracteres a mais',
    other: '{n} caracteres a mais',
  },

  summary: 'Verifique os dados preenchidos',
  message_required: 'Escreva sua mensagem',
  email_required: 'Digite seu endereço de e-mail',
  email_invalid: 'Digite um endereço de e-mail como nome@example.com',
  email_too_long: 'Este endereço de e-mail é longo demais',
  name_required: 'Digite seu nome',
  subject_required: 'Digite um assunto',
  tooLong: {
    one: 'Remova {n} caractere',
    many: 'Remova {n} de caracteres',
    other: 'Remova {n} caracteres',
  },
  notValid: 'Não é possível enviar assim. Verifique, por favor.',

  notSent: 'Sua mensagem não foi enviada',
  notSure: 'Não sabemos se sua mensagem chegou',
  offline:
    'Parece que você está sem conexão. Seu texto continua aqui. Envie de novo quando a conexão voltar.',
  timeout:
    'Não houve resposta a tempo. Tente de novo: mesmo que ela já tenha chegado, só a receberemos uma vez.',
  unreachable:
    'A conexão falhou ou foi bloqueada, por exemplo, por um bloqueador de anúncios ou um firewall. Seu texto continua aqui.',
  too_large: 'A mensagem é grande demais. Encurte-a, por favor.',
  limited: 'Há mensagens demais sendo enviadas no momento. Seu texto continua aqui.',
  unavailable:
    'No momento não podemos receber mensagens. Seu texto continua aqui. Tente de novo em alguns minutos.',
  broken: 'Algo deu errado do nosso lado. Tente de novo: só receberemos sua mensagem uma vez.',
  conflictTitle: 'Uma versão anterior foi enviada',
  conflict:
    'Já recebemos esta mensagem como ela estava antes das suas últimas alterações. O que você vê agora não foi enviado.',
  refused:
    'Este formulário não está configurado corretamente, por isso não é possível enviar mensagens desta página. Fale conosco de outra forma.',
  refusedTitle: 'Este formulário ainda não funciona',
  unverifiedTitle: 'Não conseguimos confirmar sua identidade',
  unverified: 'Recarregue a página ou faça login novamente. Seu texto continua aqui.',
  backOnline: 'A conexão voltou. Sua mensagem já pode ser enviada.',

  retry: 'Tentar de novo',
  retryIn: {
    one: 'Tentar em {n} segundo',
    many: 'Tentar em {n} de segundos',
    other: 'Tentar em {n} segundos',
  },
  sendAnyway: 'Enviar também esta versão',
  copyMessage: 'Copiar mensagem',
  copied: 'Copiado',
  copyByHand: 'Sua mensagem está selecionada. Copie com o teclado ou pelo menu.',
  emailUs: 'Enviar um e-mail',

  sent: 'Mensagem enviada',
  sentStatus: 'Mensagem enviada. Seu número de protocolo é {reference}.',
  sentTo: 'Responderemos para {email}.',
  reference: 'Seu número de protocolo',
  copy: 'Copiar',
  copyReference: 'Copiar número de protocolo',
  next: 'Guarde o número de protocolo caso queira perguntar sobre esta mensagem.',
  again: 'Enviar outra mensagem',
}
