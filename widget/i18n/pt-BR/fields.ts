/** Texts of a site's own fields and of files, in Brazilian Portuguese. Read by an editor (a language model), not by a native speaker. */
import type { FieldTexts } from '../en/fields.ts'

export const texts: FieldTexts = {
  topic: 'Qual é o assunto?',
  choose: 'Escolha uma opção',
  said: '{label}: {problem}',
  fillIn: 'Preencha este campo',
  tick: 'Marque esta caixa',
  url_invalid: 'Digite um endereço da web como www.example.com',
  tel_invalid: 'Digite um número de telefone como +32 9 123 45 67',
  number_invalid: 'Digite um número',
  date_invalid: 'Digite uma data completa',
  atLeast: '{value} ou mais',
  atMost: '{value} ou menos',
  notBefore: '{value} ou depois',
  notAfter: '{value} ou antes',
  chooseMore: 'Escolha pelo menos {n}',
  chooseFewer: 'Escolha no máximo {n}',
  tooShort: {
    one: 'É preciso pelo menos {n} caractere',
    many: 'São precisos pelo menos {n} de caracteres',
    other: 'São precisos pelo menos {n} caracteres',
  },
  onlyIf: 'Somente se você escolheu: {values}',

  files: 'Anexos',
  addFiles: 'Adicionar arquivos',
  dropFiles: 'Você também pode arrastar arquivos para cá ou colá-los.',
  fileLimit: {
    one: 'No máximo {n} arquivo de até {size}',
    many: 'No máximo {n} de arquivos de até {size} cada',
    other: 'No máximo {n} arquivos de até {size} cada',
  },
  fileTypes: 'Tipos de arquivo permitidos',
  fileAdded: 'Arquivo anexado: {name}',
  filesAdded: {
    one: '{n} arquivo anexado',
    many: '{n} de arquivos anexados',
    other: '{n} arquivos anexados',
  },
  fileRemoved: 'Arquivo removido: {name}',
  removeFile: 'Remover {name}',
  filesLost:
    'A página foi recarregada, por isso estes arquivos não estão mais anexados: {names}. Adicione-os de novo, por favor.',
  filesSent: '{percent} enviado',
  fileTooLarge: '{name} é grande demais: no máximo {size}',
  fileEmpty: '{name} está vazio',
  fileBadType: '{name} é de um tipo que não pode ser enviado aqui',
  fileTooMany: {
    one: '{name} não foi anexado: só é possível enviar {n} arquivo',
    many: '{name} não foi anexado: só é possível enviar {n} de arquivos',
    other: '{name} não foi anexado: só é possível enviar {n} arquivos',
  },
  fileGone: 'Não é mais possível ler {name}. Adicione-o de novo, por favor.',
  filesTooLarge: 'É grande demais para ser enviado. Envie menos arquivos ou arquivos menores, por favor.',
  no_room: 'No momento não há espaço para arquivos. Remova-os ou tente mais tarde. Seu texto continua aqui.',
  too_slow:
    'O envio demorou demais. Envie menos arquivos ou arquivos menores, ou use uma conexão mais rápida.',

  takeShot: 'Capturar a tela',
  shot: 'Sua captura de tela',
  shotHint:
    'Marque uma área: arraste sobre a imagem, ou mova a moldura com as setas e, com Shift, mude seu tamanho.',
  frame: 'Moldura: {x} a partir da esquerda, {y} a partir do topo, {width} de largura, {height} de altura',
  blackOut: 'Cobrir de preto',
  crop: 'Cortar',
  undo: 'Desfazer',
  done: 'Feito',
  attach: 'Anexar',
  cancel: 'Cancelar',
  noShot: 'Nenhuma captura foi feita',
}
