/** `start`: the proxy itself, for who has it from npm and no checkout. */
import { command } from './command.ts'

export const start = command({
  name: 'start',
  usage: [['start', 'runs the proxy, until it is told to stop']],
  options: {},
  async run() {
    await import('../main.ts')
    return 0
  },
})
