/** Who sends a request, as far as it tells. */
import type { Context } from 'hono'
import type { RequestOrigin } from '../admission/admission.ts'
import type { Provenance } from '../embed/embed.ts'
import { wantsPage } from './guards.ts'

/**
 * Where a request comes from. Read when it is asked for, since most messages need nothing of it but the origin; a class,
 * because an object with getters of its own for each request doubled the work of the garbage collector.
 */
export class Sender implements RequestOrigin, Provenance {
  readonly #c: Context
  /** Whether it brings the token of a form of ours. */
  form = false

  constructor(c: Context) {
    this.#c = c
  }

  get env(): unknown {
    return this.#c.env
  }

  get origin() {
    return this.#c.req.header('Origin')
  }

  get fetchSite() {
    return this.#c.req.header('Sec-Fetch-Site')
  }

  get url() {
    return this.#c.req.url
  }

  get host() {
    return new URL(this.url).host
  }

  get page() {
    return wantsPage(this.#c.req)
  }
}
