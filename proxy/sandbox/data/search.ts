/**
 * Finding tickets and contacts by what is written in them: `index…` keep one full-text row per subject, message
 * and contact, `ticketMatch` turns a term into SQL (the helpdesk's page "Tickets", under "List Tickets", `filter[search]`).
 * Rows are told apart by their number: three per id, so none needs a column of its own.
 */
import type { Sql, SqlValue } from '../../store/sqlite/database.ts'
import { codePoints } from '../../contract/text.ts'

const MESSAGE = 0
const TICKET = 1
const CONTACT = 2

/** Trigrams cannot find less than three characters; shorter terms are looked for in every row. */
const TRIGRAM = 3

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** What a reader sees of HTML: tags gone (block tags leave a space), entities decoded, white space joined. */
export function textOf(html: string): string {
  return withoutHidden(html)
    .replaceAll(/<\/?(?:b|i|u|s|a|em|strong|span|font|code|small|sub|sup|mark|wbr)\b[^<>]*>/gi, '')
    .replaceAll(/<\/?[a-z!][^<>]*>/gi, ' ')
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{1,8}));/gi, decode)
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/**
 * HTML without comments, scripts and styles; one that is never closed hides the rest, as in a browser. Each part
 * is read once: a lazy regular expression would take minutes for a megabyte of opening tags.
 */
function withoutHidden(html: string): string {
  const opening = /<!--|<(script|style|head)\b/gi
  let text = ''
  let from = 0
  for (let open = opening.exec(html); open; open = opening.exec(html)) {
    const closing = open[1] === undefined ? /-->/g : new RegExp(`</${open[1]}\\s*>`, 'gi')
    closing.lastIndex = opening.lastIndex
    text += `${html.slice(from, open.index)} `
    from = closing.exec(html) ? closing.lastIndex : html.length
    opening.lastIndex = from
  }
  return text + html.slice(from)
}

function decode(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? entity
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity
}

/** How text is kept and looked for: lower case, without what SQLite would stop at. */
function key(text: string): string {
  return text.replaceAll('\0', '').toWellFormed().toLowerCase()
}

export function indexMessage(sql: Sql, id: number, html: string): void {
  put(sql, id * 3 + MESSAGE, textOf(html))
}

export function indexTicket(sql: Sql, id: number, subject: string): void {
  put(sql, id * 3 + TICKET, subject)
}

export function indexContact(sql: Sql, id: number, name: string | null, email: string): void {
  put(sql, id * 3 + CONTACT, `${name ?? ''} ${email}`)
}

export function forgetContact(sql: Sql, id: number): void {
  sql.run('delete from search where rowid = ?', id * 3 + CONTACT)
}

function put(sql: Sql, row: number, text: string): void {
  sql.run('insert or replace into search (rowid, text) values (?, ?)', row, key(text))
}

/** A condition on `tickets` that holds where subject, messages or contact contain the term, without case. */
export function ticketMatch(term: string): { where: string; params: SqlValue[] } {
  const hits = matching(term)
  return {
    where: `tickets.id in (
      with hits as materialized (${hits.select})
      select id / 3 from hits where id % 3 = ${TICKET}
      union select ticket_id from messages where id in (select id / 3 from hits where id % 3 = ${MESSAGE})
      union select id from tickets where contact_id in (select id / 3 from hits where id % 3 = ${CONTACT}))`,
    params: [hits.param],
  }
}

/** The rows of the index that contain the term. */
function matching(term: string): { select: string; param: string } {
  const wanted = key(term)
  if (codePoints(wanted) < TRIGRAM) {
    return { select: 'select rowid as id from search where instr(text, ?) > 0', param: wanted }
  }
  return {
    select: 'select rowid as id from search where search match ?',
    param: `"${wanted.replaceAll('"', '""')}"`,
  }
}
