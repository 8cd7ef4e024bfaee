/** `status`: how a running proxy stands. */
import type { Readiness } from '../operator/readiness.ts'
import { command } from './command.ts'

export const status = command({
  name: 'status',
  usage: [['status', 'how a running proxy stands, and what needs attention']],
  options: {},
  async run({ ask, options, stdout }) {
    const answer = (await ask('/readiness')) as Readiness // as: the operator's routes are ours
    const lines = [answer.status, ...answer.why, ...answer.attention]
    stdout(options.json ? `${JSON.stringify(answer, null, 2)}\n` : `${lines.join('\n')}\n`)
    return lines.length === 1 ? 0 : 1
  },
})
