/** Texts of what comes after a message was sent, in English, by their type the shape of all others. Read by an editor (a language model), not by a native speaker. */

/** The mark on the button needs this one and no other: for itself, a bundle has it alone. */
export const ANSWERED = 'You have an answer'

/** As in the texts of the form; `{time}` is a moment as the language writes it, `{name}` that of who has answered. */
export const texts = {
  received: 'We have your message',
  working: 'We are working on it',
  answered: ANSWERED,
  closed: 'This request is closed',
  asOf: 'As of {time}',
  answeredTo: 'Answered by email to {email}: {time}',
  you: 'You',
  team: 'Our team',
  queued: 'On its way to us',
  erased: 'This text is no longer kept here.',
  cut: 'The rest is in the email.',
  earlier: 'Earlier emails',
  picture: 'Picture',
  writeAgain: 'Write again about this',
  byEmail: 'You can also simply answer our email.',
  added: 'Your message was added.',
  offlineSince: 'You seem to be offline. Last known: {time}',
  pausedUntil: 'We could not look for news. Next try: {time}',
  gone: 'This message can no longer be shown here. You will still get the answer by email.',
  remember: 'Remember on this device',
  rememberWhy: 'So that you find the answer here later. Only on a device of your own.',
  newAnswer: 'New answer from {name}',
  requests: 'Your requests',
  none: 'There is nothing here yet.',
  back: 'Back',
}

/** Every text of what comes after a message was sent. */
export type ConversationTexts = { [Key in keyof typeof texts]: string }
