/** `doctor`: checks what the proxy needs. */
import { setTimeout } from 'node:timers/promises'
import { examine } from '../operator/doctor.ts'
import { command } from './command.ts'

export const doctor = command({
  name: 'doctor',
  usage: [['doctor', 'check data directory, token, workspace, channels and clock']],
  options: {},
  async run({ config, options, stdout, stderr }) {
    const findings = await examine(config(), (ms) => {
      stderr(`Waiting ${Math.ceil(ms / 1000)} s: this minute's calls to the helpdesk are made.\n`)
      return setTimeout(ms)
    })
    const text = findings.map(
      ({ ok, check, detail, advice }) =>
        `${ok ? 'ok   ' : 'FAIL '} ${check}: ${detail}${advice ? `\n      ${advice}` : ''}`,
    )
    stdout(options.json ? `${JSON.stringify(findings, null, 2)}\n` : `${text.join('\n')}\n`)
    return findings.every(({ ok }) => ok) ? 0 : 1
  },
})
