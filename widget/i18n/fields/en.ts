/** Texts of a site's own fields and of files, in English, by their type the shape of all others. Not yet reviewed by a native speaker. */
import type { Plural } from '../en.ts'

const plural = (forms: Plural): Plural => forms

/** As in the texts of the form; `{label}` is that of a field, `{value}` a number or a date, `{name}` that of a file. */
export const texts = {
  topic: 'What is it about?',
  choose: 'Please choose',
  said: '{label}: {problem}',
  fillIn: 'Please fill this in',
  tick: 'Please tick this box',
  url_invalid: 'Enter a web address like www.example.com',
  tel_invalid: 'Enter a telephone number like +32 9 123 45 67',
  number_invalid: 'Enter a number',
  date_invalid: 'Enter a whole date',
  atLeast: '{value} or more',
  atMost: '{value} or less',
  notBefore: '{value} or later',
  notAfter: '{value} or earlier',
  chooseMore: 'Choose at least {n}',
  chooseFewer: 'Choose at most {n}',
  tooShort: plural({ one: 'At least {n} character is needed', other: 'At least {n} characters are needed' }),
}

/** Every text of a site's own fields and of files. */
export type FieldTexts = { [Key in keyof typeof texts]: (typeof texts)[Key] }
