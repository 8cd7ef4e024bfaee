/** Texts of e-mails in English, by their type the shape of all others. Read by an editor (a language model), not by a native speaker. */

/** `{site}` is a host, `{time}` a span of time as the language writes it. No text has a link in it. */
export const texts = {
  codeSubject: 'Your code for {site}',
  codeIs: 'Your code: {code}',
  codeLife: 'It is valid for {time}, and only in the browser where it was requested.',
  codeUnasked: 'If you did not request a code, you need not do anything. Do not pass it on to anybody.',
  codeNoReply: 'Nobody reads replies to this email.',
  copySubject: 'Your message to {site}',
  copyIs: 'This is a copy of your message. Its reference is {reference}.',
}

/** Every text of e-mails. */
export type MailTexts = { [Key in keyof typeof texts]: string }
