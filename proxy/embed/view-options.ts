/**
 * How an embedded document looks: the only things its address may say. Everything is one of a few words or a colour;
 * whatever else stands there does what leaving it out does.
 */
import { createHash } from 'node:crypto'
import { TAG_MAX } from '../contract/limits.ts'
import { ADDRESS_WORDS, type ADDRESS_OPTIONS } from './address-options.ts'

/** How a document looks: the widget's options that an address may say, and `compact`. */
export interface View extends Record<(typeof ADDRESS_OPTIONS)[number], string | undefined> {
  theme: (typeof ADDRESS_WORDS.theme)[number]
  /** Without title and introduction, close to the edges. */
  compact: boolean
  /** `#rgb` or `#rrggbb`. */
  color: string | undefined
  /** As asked for; may be a language that there is not. */
  locale: string | undefined
}

const COLOR = /^#([\da-f]{3}){1,2}$/i
const LOCALE = /^[a-z]{2,3}([-_][a-z\d]{2,8})*$/i

/** Reads the parameters of an address. */
export function readView(query: URLSearchParams): View {
  const color = query.get('color') ?? ''
  const locale = query.get('locale') ?? ''
  return {
    theme: ADDRESS_WORDS.theme.find((theme) => theme === query.get('theme')) ?? 'auto',
    compact: ['', '1', 'true'].includes(query.get('compact') ?? 'no'),
    color: COLOR.test(color) ? color.toLowerCase() : undefined,
    locale: locale.length <= TAG_MAX && LOCALE.test(locale) ? locale : undefined,
  }
}

/** The parameters that make the same view again, with `more` before them. */
export function viewQuery(
  { theme, compact, color, locale }: View,
  more: Record<string, string> = {},
): string {
  const query = new URLSearchParams({
    ...more,
    ...(locale !== undefined && { locale }),
    ...(theme !== 'auto' && { theme }),
    ...(compact && { compact: '1' }),
    ...(color !== undefined && { color }),
  }).toString()
  return query && `?${query}`
}

/**
 * The style sheet that carries the colour of a view, and its hash for the policy: no other inline style may run.
 * Only where the style sheet can find the ink that is readable on it; elsewhere the form keeps its own colour.
 */
export function accentStyle({ color }: View): { css: string; hash: string } | undefined {
  if (color === undefined) return undefined
  const css = `@supports (color:color(from red xyz-d65 x y z)){:root.embed{--in-accent:${color}}}`
  return { css, hash: `'sha256-${createHash('sha256').update(css).digest('base64')}'` }
}
