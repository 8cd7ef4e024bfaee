/** Texts of a site's own fields and of files, in English, by their type the shape of all others. Read by an editor (a language model), not by a native speaker. */

import type { Plural } from '../plural.ts'
const plural = (forms: Plural): Plural => forms

/**
 * As in the texts of the form; `{label}` and `{problem}` are those of a field, `{value}` a number or a date, `{name}`
 * that of a file.
 */
export const texts = {
  topic: 'What is it about?',
  choose: 'Please choose',
  said: '{label}: {problem}',
  fillIn: 'Please fill this in',
  tick: 'Please tick this box',
  url_invalid: 'Enter a web address like www.example.com',
  tel_invalid: 'Enter a telephone number like +32 9 123 45 67',
  number_invalid: 'Enter a number',
  date_invalid: 'Enter a full date',
  atLeast: '{value} or more',
  atMost: '{value} or less',
  notBefore: '{value} or later',
  notAfter: '{value} or earlier',
  chooseMore: 'Choose at least {n}',
  chooseFewer: 'Choose at most {n}',
  tooShort: plural({ one: 'At least {n} character is needed', other: 'At least {n} characters are needed' }),
  onlyIf: 'Only if you chose: {values}',

  files: 'Attachments',
  addFiles: 'Add files',
  dropFiles: 'You can also drop files here or paste them.',
  fileLimit: plural({
    one: 'At most {n} file of up to {size}',
    other: 'At most {n} files of up to {size} each',
  }),
  fileTypes: 'Allowed file types',
  fileAdded: '{name} is attached',
  filesAdded: plural({ one: '{n} file is attached', other: '{n} files are attached' }),
  fileRemoved: '{name} was removed',
  removeFile: 'Remove {name}',
  filesLost:
    'The page was loaded again, so these files are no longer attached: {names}. Please add them again.',
  filesSent: '{percent} sent',
  fileTooLarge: '{name} is too large: at most {size} can be sent',
  fileEmpty: '{name} is empty',
  fileBadType: '{name} is of a type that cannot be sent here',
  fileTooMany: plural({
    one: '{name} is not attached: only {n} file can be sent',
    other: '{name} is not attached: only {n} files can be sent',
  }),
  fileGone: '{name} cannot be read any more. Please add it again.',
  filesTooLarge: 'It is too large to be sent. Please send fewer or smaller files.',
  no_room:
    'There is no room for files at the moment. Remove them, or try again later. What you wrote is still here.',
  too_slow: 'It took too long to send. Please send fewer or smaller files, or use a faster connection.',

  takeShot: 'Take a screenshot',
  shot: 'Your screenshot',
  shotHint:
    'Mark an area: drag over the picture, or move the frame with the arrow keys and, with Shift, change its size.',
  frame: 'Frame: {x} from the left, {y} from the top, {width} wide, {height} high',
  blackOut: 'Black out',
  crop: 'Crop',
  undo: 'Undo',
  done: 'Done',
  attach: 'Attach',
  cancel: 'Cancel',
  noShot: 'No screenshot was taken',
}

/** Every text of a site's own fields and of files. */
export type FieldTexts = { [Key in keyof typeof texts]: (typeof texts)[Key] }
