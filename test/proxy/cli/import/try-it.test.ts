/** What docs/import.md tells a newcomer to type, typed. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { join } from 'node:path'
import { SANDBOX_CHANNEL } from '../../../../proxy/sandbox/sandbox.ts'
import { eachWithImports } from '../../../harness/proxy/an-import-command.ts'

const { here, command, total } = eachWithImports()

it('the first steps of docs/import.md work as they are written', async () => {
  const page = readFileSync('docs/import.md', 'utf8').split('## Try it first')[1] ?? ''
  const [, , steps = ''] = page.split('```sh\n').map((part) => part.split('```')[0])
  const [, line = ''] = /echo '(.*)' > trial\.jsonl/.exec(steps) ?? []
  const trial = join(here.dataDir, 'trial.jsonl')
  writeFileSync(trial, `${line}\n`)
  const calls = [...steps.matchAll(/^npx support-proxy import (.*)$/gm)].map(([, argv = '']) =>
    argv.split(' '),
  )
  expect(calls.map(([name]) => name)).toEqual(['check', 'run', 'status', 'report'])
  for (const argv of calls)
    expect(await command(argv.map((word) => (word === 'trial.jsonl' ? trial : word)))).toMatchObject({
      code: 0,
    })
  expect(steps).toContain(`THERE_THERE_CHANNEL=${SANDBOX_CHANNEL}`)
  expect(await total()).toBe(1)
})
