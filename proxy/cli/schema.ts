/** `schema`: the JSON Schema of the sites file. */
import { sitesSchema } from '../config/sites-file.ts'
import { command } from './command.ts'

export const schema = command({
  name: 'schema',
  usage: [['schema', 'JSON Schema of the sites file, for editors']],
  options: {},
  async run({ stdout }) {
    stdout(`${JSON.stringify(sitesSchema(), null, 2)}\n`)
    return 0
  },
})
