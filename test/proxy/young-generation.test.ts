/** How much memory the built proxy takes for what is soon garbage: little while it rests, and what it needs under load. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { aFolder } from '../harness/proxy/builders.ts'
import { aPort, start } from '../harness/proxy/proxy-process.ts'

/** Says on a signal how many bytes the two halves of the young generation have. */
const PROBE = `process.on('SIGUSR2', () => {
  const { getHeapSpaceStatistics } = require('node:v8')
  const { space_size } = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
  process.stderr.write('young generation: ' + space_size + '\\n')
})`

async function aProbedProxy() {
  const probe = join(aFolder(), 'probe.cjs')
  writeFileSync(probe, PROBE)
  const port = await aPort()
  const env = { PORT: String(port), DATA_DIR: aFolder() }
  const program = [process.execPath, '--require', probe] as const
  const { output, pid } = await start(env, undefined, undefined, undefined, undefined, program)
  const told = () => [...output().matchAll(/young generation: (\d+)/g)].map(([, size]) => Number(size))
  return {
    form: () => fetch(`http://127.0.0.1:${port}/embed/demo`).then((answer) => answer.text()),
    /** In megabytes. */
    youngGeneration: async () => {
      const before = told().length
      process.kill(pid, 'SIGUSR2')
      await expect.poll(() => told().length).toBeGreaterThan(before)
      return (told().at(-1) ?? NaN) / 2 ** 20
    },
  }
}

it('rests with the little that a start needs, and takes more when there is work', async () => {
  const { form, youngGeneration } = await aProbedProxy()
  expect(await youngGeneration()).toBeLessThanOrEqual(4)
  await expect
    .poll(
      async () => {
        await Promise.all(Array.from({ length: 50 }, form))
        return youngGeneration()
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThan(4)
})
