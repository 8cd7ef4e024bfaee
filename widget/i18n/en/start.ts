/** The form's texts in English that it has from the start. Read by an editor (a language model), not by a native speaker. */

/**
 * In the order that packs best. `{…}` is replaced: `{n}` a number, `{max}` a limit, `{email}`, `{reference}` and `{fields}` as named.
 */
export const texts = {
  launcher: 'Help',
  title: 'How can we help?',
  close: 'Close',
  intro: 'Write to us and we will reply by email.',
  message: 'Your message',
  email: 'Your email',
  name: 'Your name',
  subject: 'Subject',
  optional: '(optional)',
  message_required: 'Write your message',
  send: 'Send message',
  sending: 'Sending…',
  summary: 'There is a problem',
  email_required: 'Enter your email address',
  email_invalid: 'Enter an email address like name@example.com',
  name_required: 'Enter your name',
  subject_required: 'Enter a subject',
  notSent: 'Your message was not sent',
  notSure: 'We cannot tell whether your message arrived',
  offline: 'You seem to be offline. What you wrote is still here. Send it again once you are connected.',
  unavailable:
    'We cannot take messages at the moment. What you wrote is still here. Please try again in a few minutes.',
  refusedTitle: 'This form does not work yet',
  refused:
    'This form is not set up correctly, so nothing can be sent from this page. Please reach us another way.',
  backOnline: 'You are connected again. Your message can be sent now.',
  retry: 'Try again',
  sentStatus: 'Message sent. Your reference is {reference}.',
  sentTo: 'We will reply to {email}.',
}

/** The texts without which there is no form. */
export type FormTexts = { [Key in keyof typeof texts]: (typeof texts)[Key] }
