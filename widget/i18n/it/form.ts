/** The form's texts in Italian. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Aiuto',
  title: 'Come possiamo aiutarti?',
  close: 'Chiudi',

  intro: 'Scrivici e ti risponderemo via email.',
  message: 'Il tuo messaggio',
  email: 'Il tuo indirizzo email',
  name: 'Il tuo nome',
  subject: 'Oggetto',
  optional: '(facoltativo)',
  send: 'Invia messaggio',
  sending: 'Invio in corso…',
  left: {
    one: '{n} carattere rimasto',
    many: '{n} di caratteri rimasti',
    other: '{n} caratteri rimasti',
  },
  over: {
    one: '{n} carattere di troppo',
    many: '{n} di caratteri di troppo',
    other: '{n} caratteri di troppo',
  },

  summary: 'Controlla i dati inseriti',
  message_required: 'Scrivi il tuo messaggio',
  email_required: 'Inserisci il tuo indirizzo email',
  email_invalid: 'Inserisci un indirizzo email come nome@example.com',
  email_too_long: 'Questo indirizzo email è troppo lungo',
  name_required: 'Inserisci il tuo nome',
  subject_required: 'Inserisci un oggetto',
  tooLong: {
    one: 'Elimina {n} carattere',
    many: 'Elimina {n} di caratteri',
    other: 'Elimina {n} caratteri',
  },
  notValid: 'Così non può essere inviato. Controllalo.',

  notSent: 'Il tuo messaggio non è stato inviato',
  notSure: 'Non sappiamo se il tuo messaggio è arrivato',
  offline: 'Sembra che tu sia offline. Il tuo testo è ancora qui. Invialo di nuovo quando torni online.',
  timeout: 'Nessuna risposta in tempo utile. Riprova: anche se è già arrivato, lo riceveremo una volta sola.',
  unreachable:
    'La connessione non è riuscita, oppure è stata bloccata, ad esempio da un blocco annunci o da un firewall. Il tuo testo è ancora qui.',
  too_large: 'È troppo grande per essere inviato. Accorcialo.',
  limited: 'In questo momento vengono inviati troppi messaggi. Il tuo testo è ancora qui.',
  unavailable:
    'In questo momento non possiamo ricevere messaggi. Il tuo testo è ancora qui. Riprova tra qualche minuto.',
  broken: 'Qualcosa è andato storto da parte nostra. Riprova: riceveremo il tuo messaggio una volta sola.',
  conflictTitle: 'È stata inviata una versione precedente',
  conflict:
    'Abbiamo già ricevuto questo messaggio com’era prima delle tue ultime modifiche. Quello che vedi ora non è stato inviato.',
  refused:
    'Questo modulo non è configurato correttamente: da questa pagina non si possono inviare messaggi. Contattaci in un altro modo.',
  refusedTitle: 'Questo modulo non funziona ancora',
  unverifiedTitle: 'Non abbiamo potuto confermare la tua identità',
  unverified: 'Ricarica la pagina o accedi di nuovo. Il tuo testo è ancora qui.',
  backOnline: 'La connessione è tornata. Ora il tuo messaggio può essere inviato.',

  retry: 'Riprova',
  retryIn: {
    one: 'Riprova tra {n} secondo',
    many: 'Riprova tra {n} di secondi',
    other: 'Riprova tra {n} secondi',
  },
  sendAnyway: 'Invia anche questa versione',
  copyMessage: 'Copia il mio messaggio',
  copied: 'Copiato',
  copyByHand: 'Il tuo messaggio è selezionato. Copialo con la tastiera o dal menu.',
  emailUs: 'Scrivici un’email',

  sent: 'Messaggio inviato',
  sentStatus: 'Messaggio inviato. Il tuo codice di riferimento è {reference}.',
  sentTo: 'Risponderemo a {email}.',
  reference: 'Il tuo codice di riferimento',
  copy: 'Copia',
  copyReference: 'Copia il codice di riferimento',
  next: 'Conserva il codice di riferimento: ti servirà se vuoi chiedere informazioni su questo messaggio.',
  again: 'Invia un altro messaggio',
}
