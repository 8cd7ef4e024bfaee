/** The page in front of the others. */
import { html, raw } from 'hono/html'
import type { Markup } from './layout.ts'

/** The form that takes the secret; `wrong` says why it has come back. */
export const loginPage = (base: string, wrong: string | undefined): Markup =>
  html`<div class="narrow">
    <h1>Log in</h1>
    <form class="card" method="post" action="${base}login">
      ${wrong === undefined ? '' : html`<p id="wrong" role="alert" class="wrong">${wrong}</p>`}
      <label for="secret">Secret</label>
      <p class="soft small" id="hint">What OPERATOR_SECRET says.</p>
      <input
        id="secret"
        name="secret"
        type="password"
        autocomplete="current-password"
        required
        aria-describedby="hint"
        ${wrong === undefined ? '' : raw('aria-invalid="true" aria-errormessage="wrong"')}
      />
      <div class="actions"><button>Log in</button></div>
    </form>
  </div>`
