/** `session list`: who has proven an address, one session a line. */
import type { SessionRow } from '../../operator/session-routes.ts'
import { command } from '../command.ts'

const HEAD = 'SESSION       OPENED                    LAST USE                  SITE'

/** So much of its name as it is revoked by. */
const SHOWN = 12

const lineOf = ({ id, openedAt, usedAt, site, email }: SessionRow): string =>
  `${id.slice(0, SHOWN)}  ${openedAt}  ${usedAt}  ${site}  ${email ?? ''}`.trimEnd()

export const sessionList = command({
  name: 'session list',
  usage: [['session list [--show-email]', 'list who has proven an e-mail address by a code']],
  options: { 'show-email': { type: 'boolean' } },
  async run({ ask, options, stdout }) {
    const found: SessionRow[] = []
    const email = options['show-email'] ? '&email=1' : ''
    for (let after = '', more = true; more; after = found.at(-1)?.id ?? '') {
      const answer = await ask(`/sessions?after=${after}${email}`)
      const page = answer as { rows: SessionRow[]; more: boolean } // as: our own route
      found.push(...page.rows)
      more = page.more
    }
    if (options.json) stdout(`${JSON.stringify(found, null, 2)}\n`)
    else stdout(found.length === 0 ? 'Nothing there.\n' : `${[HEAD, ...found.map(lineOf)].join('\n')}\n`)
    return 0
  },
})
