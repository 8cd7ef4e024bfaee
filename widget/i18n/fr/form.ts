/** The form's texts in French. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Aide',
  title: 'Comment pouvons-nous vous aider\u202f?',
  close: 'Fermer',

  intro: 'Écrivez-nous, nous vous répondrons par e-mail.',
  message: 'Votre message',
  email: 'Votre adresse e-mail',
  name: 'Votre nom',
  subject: 'Objet',
  optional: '(facultatif)',
  send: 'Envoyer le message',
  sending: 'Envoi en cours…',
  left: {
    one: '{n} caractère restant',
    many: '{n} de caractères restants',
    other: '{n} caractères restants',
  },
  over: {
    one: '{n} caractère en trop',
    many: '{n} de caractères en trop',
    other: '{n} caractères en trop',
  },

  summary: 'Veuillez vérifier votre saisie',
  message_required: 'Saisissez votre message',
  email_required: 'Saisissez votre adresse e-mail',
  email_invalid: 'Saisissez une adresse e-mail comme nom@example.com',
  email_too_long: 'Cette adresse e-mail est trop longue',
  name_required: 'Saisissez votre nom',
  subject_required: 'Saisissez un objet',
  tooLong: {
    one: 'Supprimez {n} caractère',
    many: 'Supprimez {n} de caractères',
    other: 'Supprimez {n} caractères',
  },
  notValid: 'Impossible de l’envoyer tel quel. Veuillez vérifier.',

  notSent: 'Votre message n’a pas été envoyé',
  notSure: 'Nous ne savons pas si votre message est arrivé',
  offline:
    'Vous semblez être hors ligne. Votre texte est toujours là. Renvoyez-le une fois la connexion rétablie.',
  timeout:
    'Pas de réponse à temps. Réessayez\u00a0: même si le message est bien arrivé, nous ne le recevrons qu’une fois.',
  unreachable:
    'La connexion a échoué ou a été bloquée, par exemple par un bloqueur de publicité ou un pare-feu. Votre texte est toujours là.',
  too_large: 'Le message est trop volumineux. Veuillez le raccourcir.',
  limited: 'Trop de messages sont envoyés en ce moment. Votre texte est toujours là.',
  unavailable:
    'Nous ne pouvons pas recevoir de messages en ce moment. Votre texte est toujours là. Veuillez réessayer dans quelques minutes.',
  broken:
    'Une erreur s’est produite de notre côté. Réessayez\u00a0: nous ne recevrons votre message qu’une fois.',
  conflictTitle: 'Une version antérieure a été envoyée',
  conflict:
    'Nous avons déjà reçu ce message tel qu’il était avant vos dernières modifications. Ce que vous voyez maintenant n’a pas été envoyé.',
  refused:
    'Ce formulaire n’est pas bien configuré\u00a0: aucun message ne peut être envoyé depuis cette page. Veuillez nous contacter autrement.',
  refusedTitle: 'Ce formulaire ne fonctionne pas encore',
  unverifiedTitle: 'Nous n’avons pas pu confirmer votre identité',
  unverified: 'Rechargez la page ou reconnectez-vous. Votre texte est toujours là.',
  backOnline: 'La connexion est rétablie. Votre message peut maintenant être envoyé.',

  retry: 'Réessayer',
  retryIn: {
    one: 'Réessayer dans {n} seconde',
    many: 'Réessayer dans {n} de secondes',
    other: 'Réessayer dans {n} secondes',
  },
  sendAnyway: 'Envoyer aussi cette version',
  copyMessage: 'Copier mon message',
  copied: 'Copié',
  copyByHand: 'Votre message est sélectionné. Copiez-le avec le clavier ou le menu.',
  emailUs: 'Nous écrire par e-mail',

  sent: 'Message envoyé',
  sentStatus: 'Message envoyé. Votre référence est {reference}.',
  sentTo: 'Nous répondrons à {email}.',
  reference: 'Votre référence',
  copy: 'Copier',
  copyReference: 'Copier la référence',
  next: 'Conservez cette référence pour toute question sur ce message.',
  again: 'Envoyer un autre message',
}
