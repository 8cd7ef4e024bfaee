/** Texts of the parts that come later, in English, by their type the shape of all others. Read by an editor (a language model), not by a native speaker. */

/** As in the texts of the form; `{time}` is a time or a span of time, as the language writes it. */
export const en = {
  meant: 'Did you mean {email}?',
  replyTime: 'Usual reply time: {time}',
  replyBy: 'Reply expected by: {time}',
  here: 'We are here until {time}',
  away: 'We are away at the moment. Back: {time}',
  privacy: 'Privacy policy',
  consent_required: 'Confirm that you agree',
  consent_outdated: 'This text has changed. Please read it again',
  keep: 'Keep my message on this device',
  keepNote: 'For 7 days at most, without files. Others who use this browser can read it.',
  keptNow: 'Kept on this device',
  notKept: 'This browser cannot keep it',
  keptBack: 'You kept this message on this device. Send it when you are ready.',
  discard: 'Discard it',
}

/** Every text of the parts that come later. */
export type PartTexts = { [Key in keyof typeof en]: (typeof en)[Key] }
