/** `move`: from the data directory of one proxy to a database that several can share. */
import { databaseOf, holdsStore } from '../store/open.ts'
import { command, Exit } from './command.ts'

const DAY_MS = 86_400_000

export const move = command({
  name: 'move',
  usage: [['move', 'copy what is in DATA_DIR, of a stopped proxy, to the empty database of DATABASE_URL']],
  options: {},
  async run({ config, options, stdout, stderr }) {
    const { dataDir, databaseUrl, dedupeDays } = config()
    if (databaseUrl === undefined) throw new Exit(2, 'Set DATABASE_URL to the database to move to.')
    if (!holdsStore(dataDir))
      throw new Exit(1, `There is no database at ${databaseOf(dataDir)}. Set DATA_DIR.`)
    // Loaded by whoever moves only.
    const { moveStore } = await import('../store/move.ts')
    const moved = await moveStore(dataDir, databaseUrl, dedupeDays * DAY_MS)
    const { messages, files, missing } = moved
    for (const why of missing)
      stderr(`${why}, and move that in its place. What waits is looked for before it is sent.\n`)
    stdout(
      options.json
        ? `${JSON.stringify(moved)}\n`
        : `${messages} messages and ${files} files are in the database now. ${dataDir} is as it was: start no proxy on it again.\n`,
    )
    return 0
  },
})
