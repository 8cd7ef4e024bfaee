/** Where a draft is kept: known to the loader too, so that `reset` works before the form has been loaded. */

/** Key of a site's draft in sessionStorage. */
export const draftKey = (site: string): string => 'support-draft:' + site
