/** `doctor`: checks what the proxy needs. */
import { setTimeout } from 'node:timers/promises'
import { examine } from '../operator/doctor.ts'
import { isEmail } from '../contract/email/address.ts'
import { command, Exit } from './command.ts'

export const doctor = command({
  name: 'doctor',
  usage: [
    ['doctor', 'check data directory, token, workspace, channels, clock and e-mails'],
    ['doctor --mail ADDRESS', 'send an e-mail on trial as well'],
  ],
  options: { mail: { type: 'string' } },
  async run({ config, options, stdout, stderr }) {
    const { mail } = options
    if (mail !== undefined && !isEmail(mail))
      throw new Exit(2, 'Name one address: doctor --mail you@example.com')
    const pause = (ms: number) => {
      stderr(`Waiting ${Math.ceil(ms / 1000)} s: this minute's calls to the helpdesk are made.\n`)
      return setTimeout(ms)
    }
    const findings = await examine(config(), pause, mail)
    const text = findings.map(
      ({ ok, check, detail, advice }) =>
        `${ok ? 'ok   ' : 'FAIL '} ${check}: ${detail}${advice ? `\n      ${advice}` : ''}`,
    )
    stdout(options.json ? `${JSON.stringify(findings, null, 2)}\n` : `${text.join('\n')}\n`)
    return findings.every(({ ok }) => ok) ? 0 : 1
  },
})
