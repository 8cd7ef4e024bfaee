/** Texts of how an address is proven by a code, in Dutch. Read by an editor (a language model), not by a native speaker. */
import type { CodeTexts } from '../en/code.ts'

export const texts: CodeTexts = {
  proofWhy: 'De antwoorden staan hier zodra je een code invult die we naar {email} sturen.',
  waitsWhy:
    'Je bericht is veilig. Het wordt doorgegeven zodra je een code invult die we naar {email} sturen, en anders na een uur.',
  confirmWhy: 'Bevestig je e-mailadres: vul een code in die we naar {email} sturen.',
  requestsWhy: 'Vul om je vragen te zien een code in die we naar je e-mailadres sturen.',
  codeSend: 'Stuur me een code',
  codeAgain: 'Stuur een nieuwe code',
  codeSent:
    'Er is een code onderweg naar {email}. Komt die niet binnen een paar minuten aan, vraag dan een nieuwe aan.',
  code: 'Je code',
  codeEnter: 'Adres bevestigen',
  code_required: 'Vul de code in',
  code_wrong: 'Deze code klopt niet of is niet meer geldig. Vul hem opnieuw in of vraag een nieuwe aan.',
  codeLimited: 'Er zijn te veel codes aangevraagd. Probeer het later opnieuw.',
  confirmed: 'Je adres is bevestigd.',
  proofOver: 'De bevestiging van je adres is verlopen. Vraag een nieuwe code aan.',
  signOut: 'Afmelden',
}
