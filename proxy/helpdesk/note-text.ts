/** A note of ours as text, for people who may read it here: without its mark, which is for the helpdesk alone. */
import { ENTITIES, markOfNote } from './ticket.ts'

const LETTERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(ENTITIES).map(([letter, entity]) => [entity, letter])),
  '&nbsp;': ' ',
}

/** What a note says. Of HTML it knows what our notes are made of. */
export function textOfNote(note: string): string {
  const mark = markOfNote(note)
  return (mark === undefined ? note : note.replaceAll(`<p>${mark}</p>`, ''))
    .replaceAll('</td><td>', ': ')
    .replace(/<br>|<\/(?:p|tr)>/g, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&#?\w+;/g, (entity) => LETTERS[entity] ?? entity)
    .trim()
}
