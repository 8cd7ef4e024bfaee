/** `import check`: reads an export as a run would, and tells what it would do. Nothing is sent. */
import type { Config } from '../../config/config.ts'
import { FileSurvey } from '../../import/file-survey.ts'
import { survey } from '../../import/survey.ts'
import { Exit } from '../command.ts'
import { openAccount } from './account.ts'
import { FETCHING, RATE, READING, readFlags } from './flags.ts'
import { membersOf } from './members.ts'
import { importCommand } from './plainly.ts'
import { accessOf, openReading } from './reading.ts'
import { surveyText, timeNeeded } from './survey-text.ts'

/** What stands for the channel where nothing is sent. */
const NO_CHANNEL = '00000000000000000000000000'

/** How long a server of files may take to answer that is tried. */
const TRIED_MS = 10_000

type Tell = (text: string) => void

/** Addresses of the team, where there is a helpdesk to ask. */
async function teamOf(config: Config, tell: Tell): Promise<ReadonlySet<string> | undefined> {
  if (!config.helpdesk) return undefined
  const account = await openAccount(config, { rate: 1, tell })
  try {
    const members = await membersOf(account)
    if (!members) tell('The helpdesk does not tell who is in its team ("doctor" says why).\n')
    return members && new Set(members.map(({ email }) => email))
  } catch (error) {
    if (error instanceof Exit) throw error
    tell(`The team could not be read: ${error instanceof Error ? error.message : String(error)}\n`)
    return undefined
  } finally {
    account.close()
  }
}

export const importCheck = importCommand({
  name: 'import check',
  usage: [['import check FILE… --from SOURCE', 'read an export, and tell what a run would do with it']],
  takesMany: true,
  options: { ...READING, ...FETCHING, ...RATE },
  async run({ names, options, config, stdout, stderr }) {
    const flags = readFlags(options)
    const settings = config()
    const { reading, close } = await openReading(
      { names, flags, now: Date.now() },
      flags.channel ?? NO_CHANNEL,
    )
    try {
      const files = new FileSurvey(accessOf(flags, reading, { timeoutMs: TRIED_MS }))
      const result = await survey(reading, { files })
      const members = await teamOf(settings, stderr)
      const time = timeNeeded(result, flags.rate, settings.rate)
      const context = { members, time, missing: flags['files-missing'] }
      stdout(flags.json ? `${JSON.stringify(result, null, 2)}\n` : surveyText(result, context))
      return result.problems + files.found.lost + files.found.unfit > 0 ? 1 : 0
    } finally {
      close()
    }
  },
})
