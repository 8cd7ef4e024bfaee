/** Texts of how an address is proven by a code, in Italian. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'Le risposte compaiono qui appena inserisci un codice che inviamo a {email}.',
  waitsWhy:
    'Il tuo messaggio è al sicuro. Viene inoltrato appena inserisci un codice che inviamo a {email}, altrimenti dopo un’ora.',
  confirmWhy: 'Conferma il tuo indirizzo email: inserisci un codice che inviamo a {email}.',
  requestsWhy: 'Per vedere le tue richieste, inserisci un codice che inviamo al tuo indirizzo email.',
  codeSend: 'Inviami un codice',
  codeAgain: 'Invia un altro codice',
  codeSent: 'Stiamo inviando un codice a {email}. Se non arriva entro qualche minuto, richiedine un altro.',
  code: 'Il tuo codice',
  codeEnter: 'Conferma indirizzo',
  code_required: 'Inserisci il codice',
  code_wrong: 'Questo codice è errato o non è più valido. Inseriscilo di nuovo o richiedine un altro.',
  codeLimited: 'Sono stati richiesti troppi codici. Riprova più tardi.',
  confirmed: 'Il tuo indirizzo è confermato.',
  proofOver: 'La conferma del tuo indirizzo è scaduta. Richiedi un nuovo codice.',
  signOut: 'Esci',
}
