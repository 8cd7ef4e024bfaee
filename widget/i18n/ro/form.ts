/** The form's texts in Romanian. Read by an editor (a language model), not by a native speaker. */
import type { Texts } from '../en/form.ts'

export const texts: Texts = {
  launcher: 'Ajutor',
  title: 'Cu ce vă putem ajuta?',
  close: 'Închideți',

  intro: 'Scrieți-ne și vă vom răspunde prin e-mail.',
  message: 'Mesajul dumneavoastră',
  email: 'Adresa de e-mail',
  name: 'Numele dumneavoastră',
  subject: 'Subiect',
  optional: '(opțional)',
  send: 'Trimiteți mesajul',
  sending: 'Se trimite…',
  left: {
    one: 'A mai rămas {n} caracter',
    few: 'Au mai rămas {n} caractere',
    other: 'Au mai rămas {n} de caractere',
  },
  over: {
    one: '{n} caracter în plus',
    few: '{n} caractere în plus',
    other: '{n} de caractere în plus',
  },

  summary: 'Verificați datele introduse',
  message_required: 'Scrieți mesajul',
  email_required: 'Introduceți adresa de e-mail',
  email_invalid: 'Introduceți o adresă de e-mail precum nume@example.com',
  email_too_long: 'Această adresă de e-mail este prea lungă',
  name_required: 'Introduceți numele',
  subject_required: 'Introduceți un subiect',
  tooLong: {
    one: 'Scurtați cu {n} caracter',
    few: 'Scurtați cu {n} caractere',
    other: 'Scurtați cu {n} de caractere',
  },
  notValid: 'Nu se poate trimite așa. Vă rugăm să verificați.',

  notSent: 'Mesajul nu a fost trimis',
  notSure: 'Nu știm dacă mesajul a ajuns',
  offline: 'Se pare că nu aveți conexiune. Textul este încă aici. Trimiteți-l când conexiunea revine.',
  timeout:
    'Nu a venit niciun răspuns la timp. Încercați din nou: chiar dacă mesajul a ajuns, îl vom primi o singură dată.',
  unreachable:
    'Conexiunea a eșuat sau a fost blocată, de exemplu de un blocator de reclame ori de un firewall. Textul este încă aici.',
  too_large: 'Mesajul este prea mare. Vă rugăm să îl scurtați.',
  limited: 'Se trimit prea multe mesaje în acest moment. Textul este încă aici.',
  unavailable:
    'În acest moment nu putem primi mesaje. Textul este încă aici. Încercați din nou peste câteva minute.',
  broken: 'A apărut o eroare la noi. Încercați din nou: vom primi mesajul o singură dată.',
  conflictTitle: 'A fost trimisă o versiune anterioară',
  conflict:
    'Am primit deja acest mesaj așa cum era înainte de ultimele modificări. Ceea ce vedeți acum nu a fost trimis.',
  refused:
    'Acest formular nu este configurat corect, așa că de pe această pagină nu se pot trimite mesaje. Vă rugăm să ne contactați altfel.',
  refusedTitle: 'Acest formular nu funcționează încă',
  unverifiedTitle: 'Nu am putut confirma identitatea dumneavoastră',
  unverified: 'Reîncărcați pagina sau conectați-vă din nou. Textul este încă aici.',
  backOnline: 'Conexiunea a revenit. Mesajul poate fi trimis acum.',

  retry: 'Încercați din nou',
  retryIn: {
    one: 'Din nou în {n} secundă',
    few: 'Din nou în {n} secunde',
    other: 'Din nou în {n} de secunde',
  },
  sendAnyway: 'Trimiteți și această versiune',
  copyMessage: 'Copiați mesajul',
  copied: 'Copiat',
  copyByHand: 'Mesajul este selectat. Copiați-l cu tastatura sau din meniu.',
  emailUs: 'Scrieți-ne un e-mail',

  sent: 'Mesaj trimis',
  sentStatus: 'Mesaj trimis. Numărul de referință este {reference}.',
  sentTo: 'Vom răspunde la {email}.',
  reference: 'Numărul de referință',
  copy: 'Copiați',
  copyReference: 'Copiați numărul de referință',
  next: 'Păstrați numărul pentru cazul în care doriți să întrebați despre acest mesaj.',
  again: 'Trimiteți alt mesaj',
}
