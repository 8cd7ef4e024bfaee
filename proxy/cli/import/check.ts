/** `import check`: reads an export as a run would, and tells what it would do. Nothing is sent. */
import type { Config } from '../../config/config.ts'
import { survey } from '../../import/survey.ts'
import { command, Exit } from '../command.ts'
import { openAccount } from './account.ts'
import { membersOf } from './members.ts'
import { JOURNAL, openReading, READING } from './reading.ts'
import { rateOf, RATE } from './rate.ts'
import { surveyText, timeNeeded } from './survey-text.ts'

/** What stands for the channel where nothing is sent. */
const NO_CHANNEL = '00000000000000000000000000'

/** Addresses of the team, where there is a helpdesk to ask. */
async function teamOf(config: Config): Promise<ReadonlySet<string> | undefined> {
  if (!config.helpdesk) return undefined
  const account = await openAccount(config, { rate: 1 })
  try {
    const members = await membersOf(account)
    return members && new Set(members.map(({ email }) => email))
  } finally {
    account.close()
  }
}

export const importCheck = command({
  name: 'import check',
  usage: [['import check FILE… --from SOURCE', 'read an export, and tell what a run would do with it']],
  takesMany: true,
  options: { ...READING, ...JOURNAL, ...RATE },
  async run({ names, options, config, stdout, stderr }) {
    const settings = config()
    const channel = options.channel ?? NO_CHANNEL
    const { reading, close } = await openReading({ names, options, now: Date.now() }, channel)
    try {
      const result = await survey(reading)
      const members = await teamOf(settings).catch((error: Error) => {
        if (error instanceof Exit) throw error
        stderr(`The team could not be read: ${error.message}\n`)
        return undefined
      })
      const time = timeNeeded(result, rateOf(options), settings.rate)
      stdout(options.json ? `${JSON.stringify(result, null, 2)}\n` : surveyText(result, members, time))
      return result.problems > 0 ? 1 : 0
    } finally {
      close()
    }
  },
})
