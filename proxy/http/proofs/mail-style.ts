/** How e-mails to the visitors of a site are written: its name, and their language. */
import { domainToUnicode } from 'node:url'
import type { Context } from 'hono'
import type { Site } from '../../config/config.ts'
import type { MailStyle, Proofs } from '../../email/proofs.ts'
import { acceptedLanguages, negotiate } from '../../embed/texts.ts'

/** What visitors know a site by: the first host of its list. */
function nameOf({ id, origins }: Site): string {
  const host = origins.sources
    .map((source) => /^https?:\/\/(?:\*\.)?([^:/*]+)/.exec(source)?.[1])
    .find(Boolean)
  return host === undefined ? id : domainToUnicode(host) || host
}

/** The language is that of the form, else the browser's, else the site's. */
export function mailStyle(
  c: Context,
  site: Site,
  locale: string | undefined,
  { languages }: Pick<Proofs, 'languages'>,
): MailStyle {
  const accepted = acceptedLanguages(c.req.header('Accept-Language') ?? '')
  const wanted = [locale, ...accepted, site.form.locale].filter((tag) => tag !== undefined)
  return { name: nameOf(site), language: negotiate(wanted, languages) ?? 'en' }
}
