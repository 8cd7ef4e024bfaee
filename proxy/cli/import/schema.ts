/** `import schema`: the JSON Schema of a line. */
import { importSchema } from '../../import/line.ts'
import { command } from '../command.ts'

export const importSchemaCommand = command({
  name: 'import schema',
  usage: [['import schema', 'JSON Schema of a line, for who writes JSON Lines']],
  options: {},
  async run({ stdout }) {
    stdout(`${JSON.stringify(importSchema(), null, 2)}\n`)
    return 0
  },
})
