/** Where links of an agent's message may lead: `safeHref`. */

const HREF_MAX = 2048

/** The address, normalised, or undefined for one that leads nowhere we would send a visitor. */
export function safeHref(href: string): string | undefined {
  // Without a base: an address that is relative to the helpdesk is not for visitors.
  if (href.length > HREF_MAX || !URL.canParse(href)) return undefined
  const url = new URL(href)
  switch (url.protocol) {
    case 'http:':
    case 'https:':
      // `https://bank.example@evil.example` reads as another host than it is.
      url.username = ''
      url.password = ''
      return url.href
    case 'mailto:':
      // Its query could add recipients and files.
      return url.pathname.includes('@') ? `mailto:${url.pathname}` : undefined
    default:
      return undefined
  }
}
