/**
 * What list calls have in common: `readListing` reads `filter[…]`, `sort`, `per_page` and `page`, `paginate`
 * answers with `data`, `links` and `meta` (the helpdesk's pages "Tickets" and "Contacts", under "Query Parameters").
 */
import type { Row, Sql, SqlValue } from '../../store/sqlite/database.ts'
import { int } from '../data/desk.ts'
import { ApiError } from './errors.ts'

const PER_PAGE = 25
const PER_PAGE_MAX = 100

/** A condition and its values. */
export interface Where {
  where: string
  params: SqlValue[]
}

export interface ListQuery {
  filters: Map<string, string>
  order: string
  perPage: number
  page: number
}

export interface ListingRules {
  filters: readonly string[]
  /** Name in `sort` → SQL expression. */
  sorts: Readonly<Record<string, string>>
  /** Used without `sort`; a leading `-` means descending. */
  defaultSort: string
}

/** Throws 400 for a filter or sort that the page does not list, so that a misspelt one is noticed. */
export function readListing(query: URLSearchParams, rules: ListingRules): ListQuery {
  const filters = new Map<string, string>()
  for (const [name, value] of query) {
    const filter = /^filter\[(\w+)\]$/.exec(name)?.[1]
    if (filter === undefined) continue
    if (!rules.filters.includes(filter)) throw notAllowed('filter', filter, rules.filters)
    if (value.trim() !== '') filters.set(filter, value.trim())
  }
  return {
    filters,
    order: orderOf(query.get('sort') ?? rules.defaultSort, rules),
    perPage: Math.min(positive(query.get('per_page'), PER_PAGE), PER_PAGE_MAX),
    page: positive(query.get('page'), 1),
  }
}

function notAllowed(kind: string, name: string, allowed: readonly string[]): ApiError {
  return new ApiError(
    400,
    `Requested ${kind}(s) \`${name}\` are not allowed. Allowed ${kind}(s) are \`${allowed.join(', ')}\`.`,
  )
}

/** `a,-b` as SQL, made unambiguous by the id so that pages never overlap. */
function orderOf(sort: string, rules: ListingRules): string {
  const terms = sort.split(',').map((term) => {
    const name = term.trim().replace(/^-/, '')
    const column = Object.hasOwn(rules.sorts, name) ? rules.sorts[name] : undefined
    if (column === undefined) throw notAllowed('sort', name, Object.keys(rules.sorts))
    return { column, direction: term.trim().startsWith('-') ? 'desc' : 'asc' }
  })
  const last = terms.at(-1)?.direction ?? 'asc'
  return [...terms.map(({ column, direction }) => `${column} ${direction}`), `id ${last}`].join(', ')
}

function positive(value: string | null, fallback: number): number {
  return value !== null && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : fallback
}

/** A comma-separated filter as a JSON list, for `json_each`. */
export function listParam(value: string): string {
  return JSON.stringify(
    value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  )
}

/** Whether a boolean filter is on. */
export function isTrue(value: string | undefined): boolean {
  return value !== undefined && ['1', 'true', 'on', 'yes'].includes(value.toLowerCase())
}

/** Joins conditions; all must hold. */
export function allOf(conditions: readonly Where[]): Where {
  return {
    where: conditions.map(({ where }) => `(${where})`).join(' and '),
    params: conditions.flatMap(({ params }) => params),
  }
}

/** One page of ids and how many rows there are in all. */
export function pageOfIds(
  sql: Sql,
  table: string,
  { where, params }: Where,
  listing: ListQuery,
): { ids: number[]; total: number } {
  const total = int(sql.get(`select count(*) as n from ${table} where ${where}`, ...params), 'n')
  const rows: Row[] = sql.all(
    `select id from ${table} where ${where} order by ${listing.order} limit ? offset ?`,
    ...params,
    listing.perPage,
    (listing.page - 1) * listing.perPage,
  )
  return { ids: rows.map((row) => int(row, 'id')), total }
}

/** The answer of a list call; its links are absolute and keep the query. */
export function paginate(url: URL, listing: ListQuery, total: number, items: unknown[]): Response {
  const last = Math.max(1, Math.ceil(total / listing.perPage))
  const link = (page: number) => {
    const target = new URL(url)
    target.searchParams.set('page', String(page))
    return target.href
  }
  return Response.json({
    data: items,
    links: {
      first: link(1),
      last: link(last),
      prev: listing.page > 1 ? link(listing.page - 1) : null,
      next: listing.page < last ? link(listing.page + 1) : null,
    },
    meta: { current_page: listing.page, last_page: last, per_page: listing.perPage, total },
  })
}
