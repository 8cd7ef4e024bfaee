/** Texts of e-mails in Greek. Read by an editor (a language model), not by a native speaker. */
import type { MailTexts } from '../en/mail.ts'

export const texts: MailTexts = {
  codeSubject: 'Ο κωδικός μιας χρήσης για {site}',
  codeIs: 'Κωδικός μιας χρήσης: {code}',
  codeLife: 'Ισχύει για {time} και μόνο στο πρόγραμμα περιήγησης από το οποίο ζητήθηκε.',
  codeUnasked: 'Αν δεν ζητήσατε κωδικό, δεν χρειάζεται να κάνετε κάτι. Μην τον δώσετε σε κανέναν.',
  codeNoReply: 'Κανείς δεν διαβάζει τις απαντήσεις σε αυτό το email.',
  copySubject: 'Το μήνυμά σας προς {site}',
  copyIs: 'Αυτό είναι αντίγραφο του μηνύματός σας. Ο αριθμός αναφοράς του είναι {reference}.',
}
