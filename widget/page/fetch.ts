/** Reaches the proxy from a page that may have put something over `fetch`. */

/** The text of `fetch` as browsers made it; that of a wrapper, also of a bound one, is another. */
const OWN = /^function fetch\(\)\s*\{\s*\[native code]/

/** `fetch`, and where the page has put something over it, a way past that: see untouched-fetch.ts. */
export async function reach(root: Node, address: string, init: RequestInit): Promise<Response> {
  if (!OWN.test(Function.prototype.toString.call(fetch))) {
    const network = await import('./untouched-fetch.ts').catch(() => undefined)
    if (network) return network.pristineFetch(root, address, init)
  }
  return fetch(address, init)
}
