/** Texts of a site's own fields and of files, in French. Read by an editor (a language model), not by a native speaker. */
import type { FieldTexts } from '../en/fields.ts'

export const texts: FieldTexts = {
  topic: 'De quoi s’agit-il\u202f?',
  choose: 'Veuillez choisir',
  said: '{label}\u00a0: {problem}',
  fillIn: 'Veuillez remplir ce champ',
  tick: 'Veuillez cocher cette case',
  url_invalid: 'Saisissez une adresse web comme www.example.com',
  tel_invalid: 'Saisissez un numéro de téléphone comme +32 9 123 45 67',
  number_invalid: 'Saisissez un nombre',
  date_invalid: 'Saisissez une date complète',
  atLeast: '{value} ou plus',
  atMost: '{value} ou moins',
  notBefore: '{value} ou plus tard',
  notAfter: '{value} ou plus tôt',
  chooseMore: 'Choisissez-en au moins {n}',
  chooseFewer: 'Choisissez-en au plus {n}',
  tooShort: {
    one: 'Il faut au moins {n} caractère',
    many: 'Il faut au moins {n} de caractères',
    other: 'Il faut au moins {n} caractères',
  },
  onlyIf: 'Seulement si vous avez choisi\u00a0: {values}',

  files: 'Pièces jointes',
  addFiles: 'Ajouter des fichiers',
  dropFiles: 'Vous pouvez aussi déposer des fichiers ici ou les coller.',
  fileLimit: {
    one: '{n} fichier au plus, de {size} maximum',
    many: '{n} de fichiers au plus, de {size} maximum chacun',
    other: '{n} fichiers au plus, de {size} maximum chacun',
  },
  fileTypes: 'Types de fichiers acceptés',
  fileAdded: 'Fichier joint\u00a0: {name}',
  filesAdded: { one: '{n} fichier joint', many: '{n} de fichiers joints', other: '{n} fichiers joints' },
  fileRemoved: 'Fichier retiré\u00a0: {name}',
  removeFile: 'Retirer {name}',
  filesLost:
    'La page a été rechargée, ces fichiers ne sont donc plus joints\u00a0: {names}. Veuillez les ajouter à nouveau.',
  filesSent: '{percent} envoyés',
  fileTooLarge: '{name} est trop volumineux\u00a0: {size} au maximum',
  fileEmpty: '{name} est vide',
  fileBadType: '{name} est d’un type qui ne peut pas être envoyé ici',
  fileTooMany: {
    one: '{name} n’est pas joint\u00a0: seul {n} fichier peut être envoyé',
    many: '{name} n’est pas joint\u00a0: seuls {n} de fichiers peuvent être envoyés',
    other: '{name} n’est pas joint\u00a0: seuls {n} fichiers peuvent être envoyés',
  },
  fileGone: '{name} n’est plus lisible. Veuillez l’ajouter à nouveau.',
  filesTooLarge: 'L’envoi est trop volumineux. Veuillez joindre moins de fichiers, ou de plus petits.',
  no_room:
    'Il n’y a pas de place pour des fichiers en ce moment. Retirez-les ou réessayez plus tard. Votre texte est toujours là.',
  too_slow:
    'L’envoi a pris trop de temps. Veuillez joindre moins de fichiers, ou de plus petits, ou utiliser une connexion plus rapide.',

  takeShot: 'Faire une capture d’écran',
  shot: 'Votre capture d’écran',
  shotHint:
    'Marquez une zone\u00a0: faites glisser sur l’image, ou déplacez le cadre avec les flèches et, avec Maj, changez sa taille.',
  frame: 'Cadre\u00a0: {x} depuis la gauche, {y} depuis le haut, {width} de large, {height} de haut',
  blackOut: 'Noircir',
  crop: 'Recadrer',
  undo: 'Annuler l’action',
  done: 'C’est fait',
  attach: 'Joindre',
  cancel: 'Annuler',
  noShot: 'Aucune capture d’écran n’a été faite',
}
