/** Texts of a site's own fields and of files, in Portuguese. Read by an editor (a language model), not by a native speaker. */
import type { FieldTexts } from '../en/fields.ts'

export const texts: FieldTexts = {
  topic: 'Qual é o assunto?',
  choose: 'Escolha uma opção',
  said: '{label}: {problem}',
  fillIn: 'Preencha este campo',
  tick: 'Assinale esta caixa',
  url_invalid: 'Introduza um endereço web como www.example.com',
  tel_invalid: 'Introduza um número de telefone como +32 9 123 45 67',
  number_invalid: 'Introduza um número',
  date_invalid: 'Introduza uma data completa',
  atLeast: '{value} ou mais',
  atMost: '{value} ou menos',
  notBefore: '{value} ou depois',
  notAfter: '{value} ou antes',
  chooseMore: 'Escolha pelo menos {n}',
  chooseFewer: 'Escolha no máximo {n}',
  tooShort: {
    one: 'É necessário pelo menos {n} carácter',
    many: 'São necessários pelo menos {n} de caracteres',
    other: 'São necessários pelo menos {n} caracteres',
  },
  onlyIf: 'Só se escolheu: {values}',

  files: 'Anexos',
  addFiles: 'Adicionar ficheiros',
  dropFiles: 'Também pode arrastar ficheiros para aqui ou colá-los.',
  fileLimit: {
    one: 'No máximo {n} ficheiro de até {size}',
    many: 'No máximo {n} de ficheiros de até {size} cada',
    other: 'No máximo {n} ficheiros de até {size} cada',
  },
  fileTypes: 'Tipos de ficheiro permitidos',
  fileAdded: 'Ficheiro anexado: {name}',
  filesAdded: {
    one: '{n} ficheiro anexado',
    many: '{n} de ficheiros anexados',
    other: '{n} ficheiros anexados',
  },
  fileRemoved: 'Ficheiro removido: {name}',
  removeFile: 'Remover {name}',
  filesLost:
    'A página foi recarregada, por isso estes ficheiros já não estão anexados: {names}. Adicione-os de novo, por favor.',
  filesSent: '{percent} enviado',
  fileTooLarge: '{name} é demasiado grande: no máximo {size}',
  fileEmpty: '{name} está vazio',
  fileBadType: '{name} é de um tipo que não pode ser enviado aqui',
  fileTooMany: {
    one: '{name} não foi anexado: só pode ser enviado {n} ficheiro',
    many: '{name} não foi anexado: só podem ser enviados {n} de ficheiros',
    other: '{name} não foi anexado: só podem ser enviados {n} ficheiros',
  },
  fileGone: '{name} já não pode ser lido. Adicione-o de novo, por favor.',
  filesTooLarge: 'É demasiado grande para ser enviado. Envie menos ficheiros ou mais pequenos, por favor.',
  no_room:
    'Neste momento não há espaço para ficheiros. Remova-os ou tente mais tarde. O seu texto continua aqui.',
  too_slow:
    'O envio demorou demasiado. Envie menos ficheiros ou mais pequenos, ou use uma ligação mais rápida.',

  takeShot: 'Fazer captura de ecrã',
  shot: 'A sua captura de ecrã',
  shotHint:
    'Marque uma área: arraste sobre a imagem, ou mova a moldura com as setas e, com Shift, mude o seu tamanho.',
  frame: 'Moldura: {x} a partir da esquerda, {y} a partir de cima, {width} de largura, {height} de altura',
  blackOut: 'Ocultar a preto',
  crop: 'Recortar',
  undo: 'Anular',
  done: 'Feito',
  attach: 'Anexar',
  cancel: 'Cancelar',
  noShot: 'Não foi feita nenhuma captura',
}
