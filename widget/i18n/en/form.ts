/** The form's texts in English, by their type the shape of all others. Not yet reviewed by a native speaker. */

/** A text whose form depends on a number: categories of Intl.PluralRules; `other` is always there. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

const plural = (forms: Plural): Plural => forms

/** `{…}` is replaced: `{n}` a number, `{max}` a limit, `{email}`, `{reference}` and `{fields}` as named. */
export const en = {
  launcher: 'Help',
  title: 'How can we help?',
  close: 'Close',

  intro: 'Write to us and we will reply by email.',
  message: 'Your message',
  email: 'Your email',
  name: 'Your name',
  subject: 'Subject',
  optional: '(optional)',
  send: 'Send message',
  sending: 'Sending…',
  left: plural({ one: '{n} character left', other: '{n} characters left' }),
  over: plural({ one: '{n} character too many', other: '{n} characters too many' }),

  summary: 'There is a problem',
  message_required: 'Write your message',
  email_required: 'Enter your email address',
  email_invalid: 'Enter an email address like name@example.com',
  email_too_long: 'This email address is too long',
  name_required: 'Enter your name',
  subject_required: 'Enter a subject',
  tooLong: plural({ one: 'Shorten this by {n} character', other: 'Shorten this by {n} characters' }),
  notValid: 'This cannot be sent as it is. Please check it.',

  notSent: 'Your message was not sent',
  notSure: 'We cannot tell whether your message arrived',
  offline: 'You seem to be offline. What you wrote is still here. Send it again once you are connected.',
  timeout: 'There was no answer in time. Try again: even if it did arrive, we will get it only once.',
  unreachable:
    'The connection failed, or something such as an ad blocker or a firewall stopped it. What you wrote is still here.',
  too_large: 'It is too large to be sent. Please shorten it.',
  limited: 'Too many messages are being sent at the moment. What you wrote is still here.',
  unavailable:
    'We cannot take messages at the moment. What you wrote is still here. Please try again in a few minutes.',
  broken: 'Something went wrong on our side. Try again: we will get your message only once.',
  conflictTitle: 'An earlier version was sent',
  conflict:
    'We already received this message as it was before your last changes. What you see now has not been sent.',
  refused:
    'This form is not set up correctly, so messages cannot be sent from this page. Please reach us another way.',
  refusedTitle: 'This form does not work yet',
  unverifiedTitle: 'We could not confirm who you are',
  unverified: 'Reload this page or sign in again. What you wrote is still here.',
  backOnline: 'You are connected again. Your message can be sent now.',

  retry: 'Try again',
  retryIn: plural({ one: 'Try again in {n} second', other: 'Try again in {n} seconds' }),
  sendAnyway: 'Send this version too',
  copyMessage: 'Copy my message',
  copied: 'Copied',
  copyByHand: 'Your message is selected. Copy it with your keyboard or menu.',
  emailUs: 'Email us',

  sent: 'Message sent',
  sentStatus: 'Message sent. Your reference is {reference}.',
  sentTo: 'We will reply to {email}.',
  reference: 'Your reference',
  copy: 'Copy',
  copyReference: 'Copy reference',
  next: 'Keep the reference in case you want to ask about this message.',
  again: 'Send another message',
}

/** Every text of the form. */
export type Texts = { [Key in keyof typeof en]: (typeof en)[Key] }
