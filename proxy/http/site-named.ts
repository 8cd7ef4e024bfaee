/** Which site a request is for. */
import type { Site } from '../config/config.ts'
import { Refusal } from '../refusal.ts'

/** The site that a request names, or the only one there is. */
export function siteIfAny(sites: ReadonlyMap<string, Site>, id: string | undefined): Site | undefined {
  if (id !== undefined) return sites.get(id)
  const [only, other] = [...sites.values()].filter(({ aside }) => !aside)
  return other ? undefined : only
}

/** The same. @throws Refusal `unknown_site`. */
export function siteNamed(sites: ReadonlyMap<string, Site>, id: string | undefined): Site {
  const site = siteIfAny(sites, id)
  if (site) return site
  throw new Refusal(
    'unknown_site',
    id === undefined
      ? 'Name the site: this proxy serves several.'
      : "This proxy has no site of that name. Compare data-site with the proxy's configuration.",
  )
}
