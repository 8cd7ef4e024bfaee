/**
 * The texts that come with the first letter, in English: how much room is left, and what came of sending. Read by an
 * editor (a language model), not by a native speaker.
 */
import type { Plural } from '../plural.ts'

/** As in the texts of the form. */
export const texts = {
  left: { one: '{n} character left', other: '{n} characters left' } as Plural,
  over: { one: '{n} character too many', other: '{n} characters too many' } as Plural,
  tooLong: { one: 'Shorten this by {n} character', other: 'Shorten this by {n} characters' } as Plural,
  notValid: 'This cannot be sent as it is. Please check it.',
  email_too_long: 'This email address is too long',
  retryIn: { one: 'Try again in {n} second', other: 'Try again in {n} seconds' } as Plural,
  timeout: 'There was no answer in time. Try again: even if it did arrive, we will get it only once.',
  unreachable:
    'The connection failed, or something such as an ad blocker or a firewall stopped it. What you wrote is still here.',
  too_large: 'It is too large to be sent. Please shorten it.',
  limited: 'Too many messages are being sent at the moment. What you wrote is still here.',
  broken: 'Something went wrong on our side. Try again: we will get your message only once.',
  conflictTitle: 'An earlier version was sent',
  conflict:
    'We already received this message as it was before your last changes. What you see now has not been sent.',
  sendAnyway: 'Send this version too',
  unverifiedTitle: 'We could not confirm who you are',
  unverified: 'Reload this page or sign in again. What you wrote is still here.',
  copyMessage: 'Copy my message',
  copied: 'Copied',
  copyByHand: 'Your message is selected. Copy it with your keyboard or menu.',
  emailUs: 'Email us',
  sent: 'Message sent',
  reference: 'Your reference',
  copy: 'Copy',
  copyReference: 'Copy reference',
  next: 'Keep the reference in case you want to ask about this message.',
  again: 'Send another message',
}

/** Every text of what came of sending. */
export type OutcomeTexts = { [Key in keyof typeof texts]: (typeof texts)[Key] }
