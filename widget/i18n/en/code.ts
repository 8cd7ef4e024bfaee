/** Texts of how an address is proven by a code, in English, by their type the shape of all others. Read by an editor (a language model), not by a native speaker. */

/** As in the texts of the form. A message waits for its code for as long as `waitsWhy` says (proxy/intake/confirmation.ts). */
export const texts = {
  proofWhy: 'The answers are shown here once you have entered a code that we send to {email}.',
  waitsWhy:
    'Your message is safe. It is passed on as soon as you have entered a code that we send to {email}, or after one hour.',
  confirmWhy: 'Please confirm your email address: enter a code that we send to {email}.',
  requestsWhy: 'To see your requests, enter a code that we send to your email address.',
  codeSend: 'Send me a code',
  codeAgain: 'Send another code',
  codeSent:
    'We are sending a code to {email}. If it does not come within a few minutes, ask for another one.',
  code: 'Your code',
  codeEnter: 'Confirm address',
  code_required: 'Enter the code',
  code_wrong: 'This code is wrong or no longer valid. Enter it again, or ask for another one.',
  codeLimited: 'Too many codes have been asked for. Please try again later.',
  confirmed: 'Your address is confirmed.',
  proofOver: 'The confirmation of your address has ended. Ask for a new code.',
  signOut: 'Sign out',
}

/** Every text of how an address is proven. */
export type CodeTexts = { [Key in keyof typeof texts]: string }
