/** The form's texts in English, by their type the shape of all others. Read by an editor (a language model), not by a native speaker. */
import { texts as form, type FormTexts } from './start.ts'
import { texts as outcome, type OutcomeTexts } from './outcome.ts'

/** Every text of the form: in all other languages they come in one file. */
export type Texts = FormTexts & OutcomeTexts

/** All of them in English: for what draws the form at once and whole, on the server. */
export const en: Texts = { ...form, ...outcome }
