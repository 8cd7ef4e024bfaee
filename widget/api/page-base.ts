/** Where addresses that a page writes in short lead to. */

/**
 * An address that the page has written, in full. By the page's own `<base>`, which stands in its head: one that a visitor
 * leaves further down counts for the browser as well, but not for what it has loaded before, such as a tag of ours.
 */
export const inFull = (address: string): URL =>
  new URL(address, (document.querySelector<HTMLBaseElement>('head>base') ?? location).href)
