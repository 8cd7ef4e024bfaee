/** The commands of an import, as an operator calls them, against a sandbox over real HTTP. */
import { afterEach, beforeEach } from 'vitest'
import { run } from '../../../proxy/cli/main.ts'
import { SANDBOX_CHANNEL } from '../../../proxy/sandbox/sandbox.ts'
import { aFile, aLine } from './an-import.ts'
import { aFolder } from './builders.ts'
import { startSandbox, type TestSandbox } from './sandbox-server.ts'

/** What every command that reads is given. */
export const FAST = ['--from', 'jsonl', '--channel', SANDBOX_CHANNEL, '--rate', '100000']

/** Three tickets: open, without a subject, and answered by a member and by somebody who is none. */
export const LINES = [
  aLine({ status: 'open' }),
  aLine({ external_id: 'old:2', subject: '', created_at: '2023-05-01' }),
  aLine({
    external_id: 'old:3',
    messages: [
      { type: 'inbound', body: 'x' },
      { type: 'outbound', body: 'y', author_email: 'milo@sandbox.example' },
      { type: 'outbound', body: 'z', author_email: 'sara@old.example', author_name: 'Sara' },
    ],
  }),
]

/** An export of these lines. */
export const anExport = (...lines: unknown[]) =>
  aFile('export.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'))

/** A sandbox and a data directory for each test of a file, and the commands on both. */
export function eachWithImports() {
  const here = { desk: {} as TestSandbox, dataDir: '' } // as: there is one before the first test
  beforeEach(async () => {
    here.desk = await startSandbox({ importRate: 100_000, rate: 100_000 })
    here.dataDir = aFolder()
  })
  afterEach(() => here.desk.stop())
  /** Calls a command; what stands in `env` goes before what it usually has. */
  const command = async (argv: string[], env: Record<string, string> = {}) => {
    let out = ''
    let err = ''
    const code = await run({
      argv: ['import', ...argv],
      env: {
        DATA_DIR: here.dataDir,
        THERE_THERE_URL: `${here.desk.origin}/sandbox/api`,
        THERE_THERE_TOKEN: 'sandbox',
        THERE_THERE_CHANNEL: SANDBOX_CHANNEL,
        ALLOWED_ORIGINS: 'https://shop.example',
        THERE_THERE_RATE: '10000',
        ...env,
      },
      stdout: (text) => (out += text),
      stderr: (text) => (err += text),
    })
    return { code, out, err }
  }
  const total = async () => (await here.desk.api('GET', '/tickets')).json.meta.total as number
  return { here, command, total }
}
