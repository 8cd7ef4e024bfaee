/** `session revoke`: ends sessions, of an address or one. */
import { command, Exit } from '../command.ts'

export const sessionRevoke = command({
  name: 'session revoke',
  usage: [
    ['session revoke SESSION', 'end one session: its visitor has to prove the address anew'],
    ['session revoke --email ADDRESS', 'end every session of an address'],
  ],
  options: { email: { type: 'string' } },
  async run({ id, ask, options: { email, json }, stdout }) {
    if ((id === undefined) === (email === undefined))
      throw new Exit(2, 'Name a session or an address: session revoke SESSION, or --email ADDRESS')
    const which = email === undefined ? { hash: id?.toLowerCase() } : { email }
    const answer = (await ask('/sessions/revoke', which)) as { revoked: number } // as: our own route
    stdout(json ? `${JSON.stringify(answer)}\n` : `${answer.revoked} revoked.\n`)
    return answer.revoked > 0 ? 0 : 1
  },
})
