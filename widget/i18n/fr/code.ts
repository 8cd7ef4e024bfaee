/** Texts of how an address is proven by a code, in French. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'Les réponses s’affichent ici dès que vous saisissez un code que nous envoyons à {email}.',
  waitsWhy:
    'Votre message est en sécurité. Il est transmis dès que vous saisissez un code que nous envoyons à {email}, sinon après une heure.',
  confirmWhy: 'Veuillez confirmer votre adresse e-mail\u00a0: saisissez un code que nous envoyons à {email}.',
  requestsWhy: 'Pour voir vos demandes, saisissez un code que nous envoyons à votre adresse e-mail.',
  codeSend: 'Recevoir un code',
  codeAgain: 'Recevoir un autre code',
  codeSent: 'Nous envoyons un code à {email}. S’il n’arrive pas dans quelques minutes, demandez-en un autre.',
  code: 'Votre code',
  codeEnter: 'Confirmer l’adresse',
  code_required: 'Saisissez le code',
  code_wrong: 'Ce code est faux ou n’est plus valable. Saisissez-le de nouveau ou demandez-en un autre.',
  codeLimited: 'Trop de codes ont été demandés. Veuillez réessayer plus tard.',
  confirmed: 'Votre adresse est confirmée.',
  proofOver: 'La confirmation de votre adresse a expiré. Demandez un nouveau code.',
  signOut: 'Se déconnecter',
}
